import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConf, type Stanza } from '../workbench/conf/parse';

const FILE = join(__dirname, '..', 'default', 'macros.conf');
/** Longer definitions are read in the file. */
const SHOWN_DEFINITION = 120;

/** What an administrator may write anew in local/macros.conf; all others are the app's own. */
const EDITABLE = [
  'smtp_watch_events',
  'smtp_watch_login_events',
  'smtp_watch_summaries',
  'smtp_watch_files_kept',
  'smtp_watch_corporate_domains',
  'smtp_watch_es_indicator(1)',
  'smtp_watch_mass_mailing_recipients',
  'smtp_watch_harvest_recipients',
  'smtp_watch_fan_out_servers',
  'smtp_watch_bombing_domains',
];

const INTRODUCTION = `# Macros

Made from default/macros.conf by \`npm run generate\`. All are exported: they work in searches of any app. [lookups.md](lookups.md) shows those
over lists in use, and the detections in plain SPL.`;

const EDITING = `## To be edited

In \`local/macros.conf\` of the app, or under Settings → Advanced search → Search macros; the Setup page changes the thresholds. An
upgrade leaves that alone, and \`npm run verify\` tells which macros are not as they come ([verify.md](verify.md)). Narrow \`smtp_watch_events\`,
and with it the macros that begin with \`index=*\`, to the indexes of the mail log: every page and alert becomes faster.`;

const USING = `## To be used

Change none of these: pages, alerts and data model rest on them.`;

/** Markdown takes the place of what would end a cell, or a code in it. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/`([^`]+)`/g, '`` `$1` ``');

/** The lines of comment right above a stanza, as one text. Throws when there are none. */
function commentOf({ name, line }: Stanza, lines: readonly string[]): string {
  const above = lines.slice(0, line - 1);
  const comment = above.slice(above.findLastIndex((text) => !text.startsWith('#')) + 1);
  if (comment.length === 0) throw new Error(`${FILE}:${line}: [${name}] has no comment above it`);
  return comment.map((text) => text.replace(/^#\s*/, '')).join(' ');
}

function callOf({ name, settings }: Stanza): string {
  const args = settings.get('args')?.value;
  return `\`\` \`${name.replace(/\(\d+\)$/, '')}${args === undefined ? '' : `(${args})`}\` \`\``;
}

function definitionOf({ settings }: Stanza): string {
  const definition = settings.get('definition')?.value ?? '';
  if (definition.length > SHOWN_DEFINITION) return 'see the file';
  return definition.includes('`')
    ? `\`\` ${definition.replaceAll('|', '\\|')} \`\``
    : `\`${definition.replaceAll('|', '\\|')}\``;
}

/** The text of docs/macros.md. Throws when a macro has no comment, or one that is to be edited is not there. */
export function macrosPage(): string {
  const text = readFileSync(FILE, 'utf8');
  const lines = text.split('\n');
  const macros = [...parseConf(text, FILE).values()];
  const missing = EDITABLE.filter((name) => !macros.some((macro) => macro.name === name));
  if (missing.length > 0) throw new Error(`${FILE}: found no ${missing.join(', ')}`);
  const described = macros.map((macro) => ({ macro, comment: cell(commentOf(macro, lines)) }));
  const editable = described.filter(({ macro }) => EDITABLE.includes(macro.name));
  const others = described.filter(({ macro }) => !EDITABLE.includes(macro.name));
  return `${[
    INTRODUCTION,
    '',
    EDITING,
    '',
    '| macro | what it is for | as it comes |',
    '| --- | --- | --- |',
    ...editable.map(({ macro, comment }) => `| ${callOf(macro)} | ${comment} | ${definitionOf(macro)} |`),
    '',
    USING,
    '',
    '| macro | what it gives |',
    '| --- | --- |',
    ...others.map(({ macro, comment }) => `| ${callOf(macro)} | ${comment} |`),
  ].join('\n')}\n`;
}
