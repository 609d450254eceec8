import { type Check, failed, note, ok } from '../check';

interface LocalApp {
  readonly version?: string;
  readonly disabled?: boolean;
  readonly visible?: boolean;
}

const INSTALL = 'install the package that npm run package writes (docs/install.md)';

/** Whether the app is there and enabled. */
export const APP: Check = {
  name: 'app',
  title: 'App',
  isBase: true,
  async run({ splunk }) {
    const found = (await splunk.list('apps/local')).find(({ name }) => name === splunk.app);
    if (!found)
      return [failed(splunk.app, 'no app of this name is installed, or the account may not see it', INSTALL)];
    const { disabled, visible } = found.content as LocalApp;
    if (disabled) return [failed(splunk.app, 'the app is disabled', 'enable it under Apps → Manage Apps')];
    return [
      ok(splunk.app, 'installed and enabled'),
      ...(visible === false ? [note('visible', 'the app is hidden from the list of apps')] : []),
    ];
  },
};

/** Whether the app is of the version of this checkout. */
export const APP_VERSION: Check = {
  name: 'version',
  title: 'Version of the app',
  async run({ splunk, shipped }) {
    const found = (await splunk.list('apps/local')).find(({ name }) => name === splunk.app);
    const { version = 'none' } = (found?.content ?? {}) as LocalApp;
    if (version === shipped.version) return [ok('version', version)];
    return [
      failed(
        'version',
        `${version}, this checkout is ${shipped.version}: what differs between them is told as faults below`,
        `check out the version that is installed, or ${INSTALL}`,
      ),
    ];
  },
};
