import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConf } from '../../workbench/conf/app';
import type { Stanza } from '../../workbench/conf/parse';
import { indexTime } from './index-time';
import { manifestOf } from './manifest';
import type { Files } from './tree';

/** What the add-on takes over from the app as it is. */
const KEPT = /^(LICENSE|default\/indexes\.conf|static\/appIcon(Alt)?(_2x)?\.png)$/;
const README = join(__dirname, 'readme', 'add-on.md');

const METADATA = `# Logs are parsed the same whichever app searches them (default.meta.conf.spec).
[]
access = read : [ * ], write : [ admin, sc_admin ]
export = system
`;

/** The name of an app's add-on, by Splunk's habit. */
export function addOnName(app: string): string {
  return `TA-${app}`;
}

function confText(stanzas: readonly Stanza[], about: string): string {
  const texts = stanzas.map(({ name, settings }) => {
    const lines = [...settings].map(([key, { value }]) => `${key} = ${value.replaceAll('\n', '\\\n')}\n`);
    return `\n[${name}]\n${lines.join('')}`;
  });
  return `# ${about}\n${texts.join('')}`;
}

function appConfOf(conf: AppConf, addOn: string): string {
  const fact = (stanza: string, key: string): string => {
    const value = conf.conf('app').get(stanza)?.settings.get(key)?.value;
    if (value === undefined) throw new Error(`default/app.conf: found no "${key}" in [${stanza}]`);
    return value;
  };
  return `# The part of ${fact('ui', 'label')} that indexers and forwarders need (app.conf.spec).

[id]
name = ${addOn}
version = ${fact('id', 'version')}

[install]
state = enabled
is_configured = 0
build = ${fact('install', 'build')}

[launcher]
author = ${fact('launcher', 'author')}
description = Parses mail logs as they are indexed, for ${fact('ui', 'label')}.
version = ${fact('launcher', 'version')}

[package]
id = ${addOn}
check_for_updates = ${fact('package', 'check_for_updates')}

[ui]
is_visible = 0
label = ${fact('ui', 'label')} Add-on
`;
}

/** The files of the add-on for indexers and forwarders, made of the app's. Throws on a setting of props.conf that is not known. */
export function addOnFiles(conf: AppConf, addOn: string, files: Files): Files {
  const { props, transforms } = indexTime(conf);
  const appConf = appConfOf(conf, addOn);
  const texts = {
    'app.manifest': manifestOf(appConf, ['_indexers', '_forwarders']),
    'default/app.conf': appConf,
    'default/props.conf': confText(props, 'How events are told apart, their time and what is left out'),
    'default/transforms.conf': confText(transforms, 'What props.conf does to events before they are written'),
    'metadata/default.meta': METADATA,
  };
  const kept = [...files].filter(([path]) => KEPT.test(path));
  return new Map([
    ...kept,
    ['README.md', () => readFileSync(README)] as const,
    ...Object.entries(texts).map(([path, text]) => [path, () => Buffer.from(text)] as const),
  ]);
}
