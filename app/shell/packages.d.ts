// Set by webpack at the start of every entry (https://webpack.js.org/guides/public-path/).
declare let __webpack_public_path__: string;

// @splunk/charting-bundle 28.6.0 ships no declarations; these are what the charts of a page have in common.
declare module '@splunk/charting-bundle' {
  const charting: {
    setTimezone(serialized: string): void;
    useSplunkI18nLibrary(library: object): void;
  };
  export default charting;
}

// @splunk/react-page 8.0.0 ships no declarations; these are the options its 18.js reads and the pages set.
declare module '@splunk/react-page/18' {
  interface LayoutOptions {
    readonly pageTitle: string;
    readonly theme: 'light' | 'dark';
    readonly hideFooter?: boolean;
    readonly layout?: 'scrolling' | 'fixed';
  }
  export default function layout(page: React.ReactElement, options: LayoutOptions): void;
}
