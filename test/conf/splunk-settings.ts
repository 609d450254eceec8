import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The settings that the spec files of Splunk 10.2.3 name, by conf file; `<name>` stands for anything. */
export const SPLUNK_SETTINGS = (
  JSON.parse(readFileSync(join(__dirname, 'splunk-10.2.3-settings.json'), 'utf8')) as {
    readonly settings: Readonly<Record<string, readonly string[]>>;
  }
).settings;
