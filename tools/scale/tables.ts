import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Dashboard } from '../../app/model/dashboard';
import { valuesOf } from '../../app/model/input';
import { fillTokens, tokensOf } from '../../app/search/tokens';
import { COMMANDS } from '../../schema/commands';
import { readApp } from '../../workbench/conf/app';
import { readMacros } from '../../workbench/conf/macros';
import { type SavedSearch, scheduledSearches } from '../../workbench/jobs/saved-search';
import type { Run } from '../bench/scale/report';
import { type DailyCost, dailyCost } from './cost';
import { type Phases, phasesOf } from './phases';
import { loadOf, startsByMinute } from './schedule-load';

const ROOT = join(__dirname, '..', '..');
const APP = readApp(ROOT);
const MACROS = readMacros(APP);
const OURS = Object.keys(COMMANDS);
/** Any day does: no schedule names a day. */
const DAY_START = 0;

/** The app's scheduled searches in the order of savedsearches.conf. */
export const SCHEDULED: readonly SavedSearch[] = [...APP.conf('savedsearches').keys()].flatMap((name) =>
  scheduledSearches(APP).filter((search) => search.name === name),
);

const phases = (spl: string): Phases => phasesOf(spl, MACROS, OURS);
const code = (text: string): string => `\`${text}\``;
const number = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const SENT: Readonly<Record<Phases['sent'], string>> = {
  counts: 'counts',
  events: 'events',
  nothing: 'nothing: it reads a lookup',
};

/** What runs where of every scheduled search, and when. */
export function scheduledTable(): string {
  const rows = SCHEDULED.map(({ name, spl, earliest, latest }) => {
    const { sent, joint = '', commands } = phases(spl);
    const cron = APP.conf('savedsearches').get(name)!.settings.get('cron_schedule')!.value;
    return [
      name,
      code(cron),
      `${code(earliest)} to ${code(latest)}`,
      SENT[sent],
      code(joint),
      commands.map(code).join(' '),
    ];
  });
  return table(
    ['search', 'cron', 'over', 'indexers send', 'search head begins with', 'commands of the app'],
    rows,
  );
}

/** The same of the searches of every page, counted. */
export function pageTable(): string {
  const folder = join(ROOT, 'app', 'dashboards');
  const rows = readdirSync(folder).map((file) => {
    const { default: dashboard } = require(join(folder, file)) as { default: Dashboard };
    const { title, inputs = [], searches } = dashboard;
    const tokens = tokensOf(inputs, valuesOf(inputs, {}));
    const own = Object.values(searches).filter(({ base }) => base === undefined);
    const all = own.map(({ spl }) => phases(fillTokens(spl, tokens)));
    const count = (sent: Phases['sent']): string => String(all.filter((one) => one.sent === sent).length);
    const whole = Object.values(searches).map(({ spl, base }) =>
      phases(fillTokens(base === undefined ? spl : `${searches[base]!.spl}\n${spl}`, tokens)),
    );
    const commands = [...new Set(whole.flatMap((one) => one.commands))].sort();
    return [
      title,
      String(all.length),
      count('counts'),
      count('events'),
      count('nothing'),
      commands.map(code).join(' '),
    ];
  });
  return table(
    ['page', 'searches', 'send counts', 'send events', 'read lookups', 'commands of the app'],
    rows,
  );
}

/** How many searches begin at once in the course of a day. */
export function loadSentence(): string {
  const schedules = SCHEDULED.flatMap(({ schedule }) => (typeof schedule === 'string' ? [] : [schedule]));
  const { runs, worst, worstMinutes, mean, worstRound } = loadOf(startsByMinute(schedules, DAY_START));
  return `${SCHEDULED.length} searches make ${number(runs)} runs a day: ${number(mean, 1)} a minute on average, ${worst} at most (in ${worstMinutes} of 1,440 minutes), and no more than ${worstRound} in the minutes that are multiples of five, where other apps begin theirs.`;
}

/** What the simulation measured, in the order in which it ran. */
export function measuredTable(runs: readonly Run[]): string {
  const rows = runs.map((run) => [
    code(run.command),
    `${number(run.events / 1e6)} M${run.rows === 'compact' ? ` as ${number(run.sentRows)} compact rows` : ''}`,
    number(run.sentBytes / 1e6),
    number(run.cpuSeconds, 1),
    number(run.peakMegabytes),
    number((run.cpuSeconds / run.events) * 1e6, 2),
    number((run.peakMegabytes * 1024 * 1024) / run.events),
  ]);
  return table(
    ['command', 'events', 'MB sent', 'CPU s', 'peak MB', 'CPU s a million events', 'bytes an event'],
    rows,
  );
}

interface Cost extends DailyCost {
  readonly name: string;
  readonly commands: readonly string[];
}

function costsOf(runs: readonly Run[]): Cost[] {
  return SCHEDULED.flatMap((search) => {
    const { sent, commands } = phases(search.spl);
    const cost = dailyCost(search, commands, sent === 'counts' ? 'compact' : 'raw', runs);
    return cost === undefined ? [] : [{ name: search.name, commands, ...cost }];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What the app's commands cost a search head a day where a million messages and a million log-ins come in. */
export function costTable(runs: readonly Run[]): string {
  const rows = costsOf(runs).map(({ name, commands, runs: starts, millions, cpuSeconds }) => [
    name,
    commands.map(code).join(' '),
    number(starts),
    number(millions, 1),
    number(cpuSeconds, 1),
  ]);
  return table(['search', 'commands', 'runs a day', 'million events a day', 'CPU s a day'], rows);
}

/** What that comes to, and which searches are most of it. */
export function daySentence(runs: readonly Run[]): string {
  const costs = costsOf(runs).sort((one, other) => other.cpuSeconds - one.cpuSeconds);
  const all = sum(costs.map(({ cpuSeconds }) => cpuSeconds));
  const [first, second] = costs;
  const two = (first!.cpuSeconds + second!.cpuSeconds) / all;
  return `Together ${number(all)} CPU seconds a day, ${number((all / 86_400) * 100, 1)} % of one core. *${first!.name}* and *${second!.name}* are ${number(two * 100)} % of it.`;
}

/** How CPU time and memory of an event change from the least raw volume of each command to its others. */
export function ratioTable(runs: readonly Run[]): string {
  const rows = runs.flatMap((run) => {
    const least = runs.find(({ command, rows: kind }) => kind === 'raw' && command === run.command);
    if (least === undefined || least === run) return [];
    const cpu = run.cpuSeconds / run.events / (least.cpuSeconds / least.events);
    const memory = run.peakMegabytes / run.events / (least.peakMegabytes / least.events);
    const volumes = `${number(run.events / 1e6)} M ${run.rows} against ${number(least.events / 1e6)} M raw`;
    return [[code(run.command), volumes, number(cpu, 3), number(memory, 3)]];
  });
  return table(['command', 'volumes', 'CPU an event, times', 'memory an event, times'], rows);
}
