import type { AppConf } from '../conf/app';
import { expandMacros } from '../spl/macros';
import { splitPipeline } from '../spl/pipeline';
import { knowledgeOf } from './knowledge';

/** One command of a search as splunkd's parser tells of it. */
interface DescribedCommand {
  readonly command: string;
  readonly rawargs: string;
  readonly pipeline: 'streaming' | 'report';
  readonly args: unknown;
  readonly isGenerating: boolean;
  readonly streamType: 'SP_STREAM' | 'SP_STREAMREPORT';
}

/** What splunkd's parser says of a search. */
interface DescribedSearch {
  readonly remoteSearch: string;
  readonly normalizedSearch: string;
  readonly remoteTimeOrdered: boolean;
  readonly eventsSearch: string;
  readonly eventsTimeOrdered: boolean;
  readonly eventsStreaming: boolean;
  readonly reportsSearch: string;
  readonly isStreamingSearch: boolean;
  readonly canSummarize: boolean;
  readonly commands: readonly DescribedCommand[];
}

/** The distributable streaming commands of Splunk's manual ("Command types"): all behind the first other one is a report. */
const STREAMING: ReadonlySet<string> = new Set(
  'search addinfo autoregress bin bucket discretize convert eval extract kv fieldformat fields fillnull foreach lookup makemv mvexpand nomv rangemap regex rename replace rex spath strcat tags typer where'.split(
    ' ',
  ),
);

const GENERATING: ReadonlySet<string> = new Set(
  'search datamodel eventcount from inputlookup makeresults metadata multisearch rest tstats'.split(' '),
);

/** The first word of a search sent to splunkd is a command; only people who type into its search bar may leave out `search`. */
export function asPipeline(spl: string): string {
  return /^\s*(\||search\b)/i.test(spl) ? spl : `| ${spl}`;
}

function joined(commands: readonly DescribedCommand[]): string {
  return commands.map(({ command, rawargs }) => `${command} ${rawargs}`.trim()).join(' | ');
}

/** A search that can run, taken apart, its macros expanded; faults are not looked for. */
export function describeSearch(app: AppConf, spl: string): DescribedSearch {
  const source = expandMacros(asPipeline(spl), knowledgeOf({ app }).macros);
  const written = splitPipeline(source);
  const report = written.findIndex(({ name }) => !STREAMING.has(name));
  const firstReport = report < 0 ? written.length : report;
  const commands = written.map(({ name, start, end }, at): DescribedCommand => {
    const rawargs = source.text.slice(start, end).trim();
    const isStreaming = at < firstReport;
    return {
      command: name,
      rawargs,
      pipeline: isStreaming ? 'streaming' : 'report',
      args: name === 'search' ? { search: [rawargs] } : rawargs,
      isGenerating: at === 0 && GENERATING.has(name),
      streamType: isStreaming ? 'SP_STREAM' : 'SP_STREAMREPORT',
    };
  });
  const events = joined(commands.slice(0, firstReport));
  const remote = events.replace(/^search\b/, 'litsearch');
  return {
    remoteSearch: remote,
    normalizedSearch: remote,
    remoteTimeOrdered: true,
    eventsSearch: events,
    eventsTimeOrdered: true,
    eventsStreaming: true,
    reportsSearch: joined(commands.slice(firstReport)),
    isStreamingSearch: firstReport === commands.length,
    canSummarize: false,
    commands,
  };
}
