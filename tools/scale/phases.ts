import type { Macro } from '../../workbench/conf/macros';
import { expandMacros } from '../../workbench/spl/macros';
import { splitPipeline } from '../../workbench/spl/pipeline';

/** Distributable streaming commands by Splunk's Search Reference, Command types: they run on indexers while they stand first. */
const DISTRIBUTABLE: ReadonlySet<string> = new Set(
  `addinfo bin convert eval extract fieldformat fields fillnull iplocation kv lookup makemv multikv mvexpand nomv
  rangemap regex reltime rename replace rex search spath strcat tags typer where xmlkv xpath`.split(/\s+/),
);

/** Transforming commands of which indexers count their part, so that only partial counts travel. */
const COUNTED_THERE: ReadonlySet<string> = new Set(['chart', 'rare', 'stats', 'timechart', 'top', 'tstats']);

const FROM_LOOKUPS: ReadonlySet<string> = new Set(['inputlookup', 'makeresults', 'rest']);

/** What indexers send for a search to the search head, and which of the app's commands then run there. */
export interface Phases {
  readonly sent: 'counts' | 'events' | 'nothing';
  /** The first command that runs on the search head alone; of one that counts, the rest of it does. */
  readonly joint: string | undefined;
  readonly commands: readonly string[];
}

/** Where the parts of a search run; throws SearchError where it is none. */
export function phasesOf(spl: string, macros: ReadonlyMap<string, Macro>, ours: readonly string[]): Phases {
  const source = expandMacros(spl, macros);
  const names = splitPipeline(source).map(({ name }) => name);
  const joint = names.find((name) => !DISTRIBUTABLE.has(name));
  const called = [...source.text.matchAll(/\|\s*([a-z]+)/g)].map(([, name]) => name!);
  const commands = ours.filter((name) => called.includes(name));
  if (FROM_LOOKUPS.has(names[0]!)) return { sent: 'nothing', joint, commands };
  return { sent: joint !== undefined && COUNTED_THERE.has(joint) ? 'counts' : 'events', joint, commands };
}
