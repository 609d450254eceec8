import type { Command } from './command';
import { accum } from './commands/accum';
import { addinfo } from './commands/addinfo';
import { append, appendpipe } from './commands/append';
import { appendcols } from './commands/appendcols';
import { autoregress } from './commands/autoregress';
import { bin } from './commands/bin';
import { chart } from './commands/chart';
import { collect } from './commands/collect';
import { convert } from './commands/convert';
import { datamodel } from './commands/datamodel';
import { dedup } from './commands/dedup';
import { delta } from './commands/delta';
import { evalCommand } from './commands/eval';
import { eventcount } from './commands/eventcount';
import { eventstats } from './commands/eventstats';
import { fieldformat } from './commands/fieldformat';
import { fields, table } from './commands/fields';
import { fieldsummary } from './commands/fieldsummary';
import { filldown } from './commands/filldown';
import { fillnull } from './commands/fillnull';
import { foreach } from './commands/foreach';
import { format } from './commands/format';
import { from } from './commands/from';
import { head, tail } from './commands/head';
import { inputlookup } from './commands/inputlookup';
import { join } from './commands/join';
import { lookup } from './commands/lookup';
import { makeresults } from './commands/makeresults';
import { map } from './commands/map';
import { metadata } from './commands/metadata';
import { multisearch, unionCommand } from './commands/multisearch';
import { makemv, mvexpand } from './commands/multivalue';
import { mvcombine, nomv } from './commands/mvcombine';
import { outputlookup } from './commands/outputlookup';
import { rangemap } from './commands/rangemap';
import { rename } from './commands/rename';
import { replace } from './commands/replace';
import { returnCommand } from './commands/return';
import { reverse } from './commands/reverse';
import { regex, rex } from './commands/rex';
import { savedsearch } from './commands/savedsearch';
import { search } from './commands/search';
import { sort } from './commands/sort';
import { spath } from './commands/spath';
import { stats } from './commands/stats';
import { strcat } from './commands/strcat';
import { streamstats } from './commands/streamstats';
import { timechart } from './commands/timechart';
import { rare, top } from './commands/top';
import { addcoltotals, addtotals } from './commands/totals';
import { transaction } from './commands/transaction';
import { transpose } from './commands/transpose';
import { tstats } from './commands/tstats';
import { untable } from './commands/untable';
import { where } from './commands/where';
import { xyseries } from './commands/xyseries';

const ALL: readonly Command[] = [
  accum,
  addcoltotals,
  addinfo,
  addtotals,
  append,
  appendcols,
  appendpipe,
  autoregress,
  bin,
  chart,
  collect,
  convert,
  datamodel,
  dedup,
  delta,
  evalCommand,
  eventcount,
  eventstats,
  fieldformat,
  fields,
  fieldsummary,
  filldown,
  fillnull,
  foreach,
  format,
  from,
  head,
  inputlookup,
  join,
  lookup,
  makemv,
  makeresults,
  map,
  multisearch,
  metadata,
  mvcombine,
  mvexpand,
  nomv,
  outputlookup,
  rangemap,
  rare,
  regex,
  rename,
  replace,
  returnCommand,
  reverse,
  rex,
  savedsearch,
  search,
  sort,
  spath,
  stats,
  strcat,
  streamstats,
  table,
  tail,
  timechart,
  top,
  transaction,
  transpose,
  tstats,
  unionCommand,
  untable,
  where,
  xyseries,
];

/** All commands of the language by name and by their other names. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  ALL.flatMap((command) =>
    [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const),
  ),
);
