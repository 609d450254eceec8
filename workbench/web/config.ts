import type { Theme } from './shell';
import { LOCALE, type Site } from './site';

/** Splunk's serialized form of UTC: the zone in which the workbench writes times. */
const UTC = '### SERIALIZED TIMEZONE FORMAT 1.0;Y0 NW 55 54 43;$';

/** The script `/en-US/config?autoload=1`: the `$C` that Splunk's packages read when they are loaded. */
export function configScript(site: Site, port: number, version: string, theme: Theme | undefined): string {
  const config = {
    SPLUNKD_PATH: `${LOCALE}/splunkd/__raw`,
    LOCALE: LOCALE.slice(1),
    MRSPARKLE_PORT_NUMBER: port,
    MRSPARKLE_ROOT_PATH: '',
    BUILD_NUMBER: site.build,
    BUILD_PUSH_NUMBER: 0,
    APP_BUILD: site.appBuild,
    USERNAME: 'admin',
    VERSION_LABEL: version,
    SERVER_ZONEINFO: UTC,
    SPLUNK_UI_THEME: theme === 'dark' ? 'enterpriseDark' : 'enterprise',
  };
  return `window.$C = ${JSON.stringify(config)};\n`;
}
