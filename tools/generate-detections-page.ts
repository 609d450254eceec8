import type { Detection } from '../schema/detection';
import { DETECTIONS } from '../schema/detections';
import type { AuthenticationRate } from './bench/detection/authentication';
import measured from './bench/detection/measured.json';

interface Measured {
  readonly planted: number;
  readonly found: number;
  readonly byOthers: number;
  readonly hidden: number;
  readonly falseAlarms: number;
  readonly seconds: number;
}

interface Rate {
  readonly hits: number;
  readonly of: number;
  readonly byDomain: number;
}

const { companies, results, authentication, headers } = measured as {
  readonly companies: {
    readonly count: number;
    readonly seeds: string;
    readonly days: number;
    readonly size: number;
    /** The companies that the seconds are of, when they are others: a machine that has other work tells none. */
    readonly timed?: string;
  };
  readonly results: Readonly<Record<string, Measured | undefined>>;
  readonly authentication?: Readonly<Record<string, AuthenticationRate>>;
  readonly headers: Readonly<Record<string, Rate | undefined>>;
};

const DAYS = companies.count * companies.days;

const linkOf = ({ name, title }: Detection): string => `[${title}](#${name})`;

function figures(detection: Detection): string {
  const known = results[detection.name];
  if (!known) return `| ${linkOf(detection)} | ${detection.severity} | not yet | | |`;
  const { planted, found, byOthers, hidden, falseAlarms, seconds } = known;
  const beside = [
    ...(byOthers > 0 ? [`${byOthers} by another alert`] : []),
    ...(hidden > 0 ? [`${hidden} in no log`] : []),
  ];
  const recall = planted === 0 ? 'none planted' : [`${found} of ${planted}`, ...beside].join(', ');
  return `| ${linkOf(detection)} | ${detection.severity} | ${recall} | ${(falseAlarms / DAYS).toFixed(2)} | ${seconds.toFixed(1)} |`;
}

function period({ schedule: { cron, earliest, latest, silence } }: Detection): string {
  return `\`${cron}\` over \`${earliest}\` to \`${latest}\`, silent about the same entity at the same step for ${silence}`;
}

/** A text as a cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

function section(detection: Detection): string {
  const { name, title, notices, matters, wrong, needs, cost, techniques, entity, response } = detection;
  const owned = detection.needsOwnDomains ? ' It finds nothing until the own domains are named.' : '';
  return [
    `<a id="${name}"></a>\n\n## ${title}`,
    notices,
    [
      '| | |',
      '|---|---|',
      `| why it matters | ${cell(matters)} |`,
      `| when it is wrong | ${cell(wrong)} |`,
      `| needs | ${cell(needs)}${owned} |`,
      `| costs | ${cell(cost)} |`,
      `| a finding is about | one ${entity} |`,
      `| ATT&CK | ${techniques.join(', ')} |`,
      `| runs | ${period(detection)} |`,
      `| allowlist name | \`${name}\` |`,
    ].join('\n'),
    `What to do:\n\n${response.map((step, at) => `${at + 1}. ${step}`).join('\n')}`,
  ].join('\n\n');
}

const ABOUT = `Every detection is an ordinary scheduled alert of \`default/savedsearches.conf\`, named \`SMTP - <title>\`: tracked, with a
severity, throttled by entity and step. What it finds it writes into the KV store collection \`smtp_watch_findings\`, one finding for each
entity, with score (0 to 100), reasons, first and last time and a search that shows the events. A finding is raised again only at the next
step of what is counted, or when it is back after a week of silence. Entries of the allowlist (\`smtp_watch_allowlist\`: entity, detection or
\`*\`, reason, expiry) keep an entity out. Severity follows the score: critical from 80, high from 60, medium from 40, low from 20.

The workbench runs all of them once over what is loaded. None of this has been seen in a real Splunk yet.`;

function howMeasured(): string {
  const { count, seeds, days, size, timed } = companies;
  const whose = timed === undefined ? 'all its mail' : `all the mail of one (of seeds ${timed})`;
  return `Measured by \`npm run bench:detection -- --write\` on ${count} generated companies (seeds ${seeds}; ${days} days, ${size} people each) that no threshold was tuned on: planted
incidents found, those that no log shows because all of it came through STARTTLS, findings a day about nobody's misdeed (in one company), and seconds for ${whose}. Generated mail is not real mail: measure on your own.`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What smtpspoof makes of labelled real headers; empty while that was not measured. */
function headerFigures(): string {
  const rows = Object.entries(headers).flatMap(([label, rate]) =>
    rate
      ? [
          `| ${label} | ${rate.of} | ${rate.hits} | ${percent(rate.hits / rate.of)} | ${percent(rate.byDomain)} |`,
        ]
      : [],
  );
  if (rows.length === 0) return '';
  return [
    'smtpspoof called these of a set of labelled real headers spoofed, by the fields of Zeek alone, in ten folds by sender domain: the points of',
    'measured signs are fitted without any mail of the fold. Phish of 2022 to 2026 stand against honest mail and spam of 2002 to 2005: measure it',
    'on your own mail.\n',
    '| label | mails | spoofed | share | mean of sender domains |\n|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const rateRow = ([kind, { of, read, without, withResults }]: readonly [string, AuthenticationRate]): string =>
  `| ${kind.replaceAll('_', ' ')} | ${of} | ${read} | ${without} | ${withResults} |`;

/** What results of authentication add to smtpspoof; empty while that was not measured. */
function authenticationFigures(): string {
  if (authentication === undefined) return '';
  return [
    'None of these real headers has a result of SPF, DKIM or DMARC, so what such results add is measured on the mail of the generated companies:',
    'every message from outside of which OpenDKIM, OpenDMARC or rspamd logged one, with the headers where a sensor saw them and the envelope alone',
    'where not, judged twice, without and with the results. Which mail fails is what the generator says, not what the world does.\n',
    '| planted | messages | headers seen | spoofed without results | spoofed with results |\n|---|---|---|---|---|',
    ...Object.entries(authentication).map(rateRow),
  ].join('\n');
}

/** The text of docs/detections.md: every detection as its table says, with what was measured. */
export function detectionsPage(): string {
  return `${[
    '<!-- generated from schema/detections.ts by tools/generate.ts -->\n\n# Detections',
    ABOUT,
    `## What was measured\n\n${howMeasured()}`,
    [
      '| alert | usual severity | found | false a day | seconds |',
      '|---|---|---|---|---|',
      ...DETECTIONS.map(figures),
    ].join('\n'),
    headerFigures(),
    authenticationFigures(),
    ...DETECTIONS.map(section),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}
