import { parseConf } from '../../../workbench/conf/parse';
import { describeSearch } from '../../../workbench/jobs/describe-search';

const MACROS = parseConf('[mail(1)]\nargs = who\ndefinition = sourcetype=mail user=$who$\n', 'macros.conf');
const app = { dir: 'app', conf: (name: string) => (name === 'macros' ? MACROS : new Map()) };

test('a search is taken apart at the first command that is no streaming one, its macros expanded', () => {
  expect(describeSearch(app, 'search `mail(ann)` | eval a=1 | stats count by a | where count>1')).toEqual({
    remoteSearch: 'litsearch sourcetype=mail user=ann | eval a=1',
    normalizedSearch: 'litsearch sourcetype=mail user=ann | eval a=1',
    remoteTimeOrdered: true,
    eventsSearch: 'search sourcetype=mail user=ann | eval a=1',
    eventsTimeOrdered: true,
    eventsStreaming: true,
    reportsSearch: 'stats count by a | where count>1',
    isStreamingSearch: false,
    canSummarize: false,
    commands: [
      {
        command: 'search',
        rawargs: 'sourcetype=mail user=ann',
        pipeline: 'streaming',
        args: { search: ['sourcetype=mail user=ann'] },
        isGenerating: true,
        streamType: 'SP_STREAM',
      },
      {
        command: 'eval',
        rawargs: 'a=1',
        pipeline: 'streaming',
        args: 'a=1',
        isGenerating: false,
        streamType: 'SP_STREAM',
      },
      {
        command: 'stats',
        rawargs: 'count by a',
        pipeline: 'report',
        args: 'count by a',
        isGenerating: false,
        streamType: 'SP_STREAMREPORT',
      },
      {
        command: 'where',
        rawargs: 'count>1',
        pipeline: 'report',
        args: 'count>1',
        isGenerating: false,
        streamType: 'SP_STREAMREPORT',
      },
    ],
  });
});

test('a search of events alone has no report, one of made rows no events', () => {
  expect(describeSearch(app, 'search x="a | b"')).toMatchObject({
    eventsSearch: 'search x="a | b"',
    reportsSearch: '',
    isStreamingSearch: true,
  });
  expect(describeSearch(app, '| makeresults')).toMatchObject({
    eventsSearch: '',
    reportsSearch: 'makeresults',
    commands: [{ isGenerating: true }],
  });
});
