/** A bound of the language, where Splunk sets the same one, and what happens beyond it. */
interface Limit {
  readonly value: number;
  readonly setting: string;
  readonly beyond: string;
}

/** Bounds that Splunk has as well, at its own values. */
export const LIMITS = {
  subsearchRows: {
    value: 10_000,
    setting: 'limits.conf [subsearch] maxout',
    beyond: 'A search in [ ] gives its first rows, with a warning.',
  },
  appendedRows: {
    value: 50_000,
    setting: 'append: maxout; limits.conf [join] subsearch_maxout',
    beyond: 'append, appendcols, join and union take the first rows of their search, with a warning.',
  },
  subsearchDepth: {
    value: 8,
    setting: 'limits.conf [search] max_subsearch_depth',
    beyond: 'A search that is nested deeper, or runs others deeper, is refused.',
  },
  sortedRows: {
    value: 10_000,
    setting: 'sort',
    beyond: 'sort keeps the first rows unless it is given a number, with a warning.',
  },
  chartColumns: {
    value: 10,
    setting: 'chart, timechart: limit',
    beyond: 'The other values are put together as OTHER.',
  },
  timechartRows: {
    value: 50_000,
    setting: 'limits.conf [discretize] maxbins',
    beyond: 'timechart asks for a longer span.',
  },
  topRows: { value: 10, setting: 'top, rare: limit', beyond: 'The other values are left out.' },
  listValues: {
    value: 100,
    setting: 'limits.conf [stats|sistats] list_maxsize',
    beyond: 'list() keeps the first values; stats warns.',
  },
  streamWindow: {
    value: 10_000,
    setting: 'limits.conf [stats|sistats] max_stream_window',
    beyond: 'A longer window of streamstats is refused.',
  },
  mappedRows: {
    value: 10,
    setting: 'map: maxsearches',
    beyond: 'The searches of further rows are not run, with a warning.',
  },
  openTransactions: {
    value: 5000,
    setting: 'limits.conf [transactions] maxopentxn',
    beyond: 'The transaction touched longest ago is given up, with a warning.',
  },
  openEvents: {
    value: 100_000,
    setting: 'limits.conf [transactions] maxopenevents',
    beyond: 'The transaction touched longest ago is given up, with a warning.',
  },
  transactionEvents: { value: 1000, setting: 'transaction: maxevents', beyond: 'The transaction is closed.' },
  spathCharacters: {
    value: 5000,
    setting: 'limits.conf [spath] extraction_cutoff',
    beyond: 'spath without a path leaves out what stands behind them.',
  },
  summaryValues: {
    value: 100,
    setting: 'fieldsummary: maxvals',
    beyond: 'The other values are left out of the list.',
  },
} satisfies Readonly<Record<string, Limit>>;
