// Splunk Web's build/api/layout.js (and layout-dark.js) as @splunk/react-page calls it: shows the bar that the page came
// with (a template of the app's own has none), and hands back the element that the page is to be mounted in.
window.__splunk_layout__ = {
  create(options = {}) {
    const bar = document.querySelector('header[data-view="splunkjs/mvc/headerview"]');
    if (bar) bar.hidden = Boolean(options.hideChrome || options.hideAppBar);
    const main = document.createElement('main');
    document.body.append(main);
    return { getContainerElement: () => main };
  },
};
