import { LOG_EVIDENCE } from './evidence';

/** Which of the sourcetypes that the app reads there are: out of what the indexes know of them, without reading an event. */
export const SOURCES = `| tstats count AS events min(_time) AS first_time max(_time) AS last_time WHERE \`smtp_watch_sources\` BY sourcetype
| sort - events`;

const counts = Object.entries(LOG_EVIDENCE).map(([name, { spl }]) => `count(eval(${spl})) AS ${name}`);

/** What the events of each sourcetype show, and how many hide their mail. */
export const SHOWN_BY_SOURCE = `\`smtp_watch_sources\` NOT is_copy=true
| stats count AS events count(eval(isnotnull(visibility))) AS sessions count(eval(visibility="encrypted")) AS encrypted
    ${counts.join('\n    ')} BY sourcetype
| sort - events`;

/** Whether the app's search commands run: one of them over one made-up row. */
export const COMMANDS_RUN =
  '| makeresults | eval src="192.0.2.1", recipient="nobody@example.com" | smtpspamrate by src | table src verdict';
