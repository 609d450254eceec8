import access from '../../../app/dashboards/access';
import anomalies from '../../../app/dashboards/anomalies';
import attachments from '../../../app/dashboards/attachments';
import investigate from '../../../app/dashboards/investigate';
import overview from '../../../app/dashboards/overview';
import ratelimit from '../../../app/dashboards/ratelimit';
import senders from '../../../app/dashboards/senders';
import spoofing from '../../../app/dashboards/spoofing';
import type { Dashboard } from '../../../app/model/dashboard';
import { valuesOf } from '../../../app/model/input';
import type { Panel } from '../../../app/model/panel';
import { panelColumns } from '../../../app/model/panel-columns';
import { fillSearches, fillTokens, tokensOf } from '../../../app/search/tokens';
import { LISTS } from '../../../app/setup/lists';
import { COMMANDS_RUN, SHOWN_BY_SOURCE, SOURCES } from '../../../app/setup/source-searches';
import { type Check, type Finding, failed, findAll, note, ok, type Target } from '../check';
import { type Results, runSearch } from '../search';
import { splunkError } from '../splunk-error';

const DASHBOARDS: readonly Dashboard[] = [
  overview,
  senders,
  anomalies,
  spoofing,
  access,
  attachments,
  ratelimit,
  investigate,
];

/** A search that is run on the server, and those that go on from its results, as pages ask for them. */
interface Asked {
  readonly id: string;
  readonly spl: string;
  readonly columns: readonly string[];
  readonly further: readonly {
    readonly id: string;
    readonly spl: string;
    readonly columns: readonly string[];
  }[];
}

/** The columns that a panel cannot be drawn without; those of a table may be empty in all rows, and are missing then. */
function drawnColumns(panels: readonly Panel[], id: string): string[] {
  const drawn = panels.filter(({ search, kind }) => search === id && kind !== 'table');
  return [...new Set(drawn.flatMap(panelColumns))];
}

/** The searches of a dashboard with its inputs as they are when it opens. */
function askedOf(dashboard: Dashboard): Asked[] {
  const { inputs = [], panels, events, extent } = dashboard;
  const tokens = tokensOf(inputs, valuesOf(inputs, {}));
  const searches = Object.entries(fillSearches(dashboard.searches, tokens));
  const shown = Object.values(panels);
  const bases = searches.filter(([, { base }]) => base === undefined);
  return [
    { id: 'extent', spl: extent, columns: ['earliest', 'latest', 'events'], further: [] },
    ...bases.map(([id, { spl }]) => ({
      id,
      spl,
      columns: drawnColumns(shown, id),
      further: searches
        .filter(([, { base }]) => base === id)
        .map(([other, { spl: after }]) => ({ id: other, spl: after, columns: drawnColumns(shown, other) })),
    })),
    ...Object.entries(events).map(([id, { spl, commands = '' }]) => ({
      id: `events of ${id}`,
      spl: `${fillTokens(`${spl} ${commands}`, tokens)} | head 5`,
      columns: [],
      further: [],
    })),
  ];
}

function setupAsked(): Asked[] {
  const searches = {
    sources: SOURCES,
    'shown by source': SHOWN_BY_SOURCE,
    'commands run': COMMANDS_RUN,
    ...Object.fromEntries(
      LISTS.flatMap(({ collection, suggestions }) =>
        suggestions === undefined ? [] : [[`suggestions for ${collection}`, suggestions.spl]],
      ),
    ),
  };
  return Object.entries(searches).map(([id, spl]) => ({ id, spl, columns: [], further: [] }));
}

const ADVICE =
  'run the search of this panel in Search of the app to see what it says (Open in Search on the page)';

interface Answered {
  readonly finding: Finding;
  readonly rows: number;
}

function answered(
  subject: string,
  { fields, rows }: Results,
  columns: readonly string[],
  warnings: readonly string[],
): Answered {
  const missing = rows.length === 0 ? [] : columns.filter((column) => !fields.includes(column));
  const count = rows.length;
  if (missing.length > 0)
    return { finding: failed(subject, `${count} rows without ${missing.join(', ')}`, ADVICE), rows: count };
  const detail = `${count} rows`;
  return {
    finding: warnings.length > 0 ? note(subject, `${detail}; ${warnings.join(' ')}`) : ok(subject, detail),
    rows: count,
  };
}

async function answersOf({ splunk, range }: Target, asked: Asked): Promise<Answered[]> {
  const { id, spl, columns, further } = asked;
  const search = await runSearch(splunk, spl, range);
  try {
    const own = answered(id, await search.results(), columns, search.warnings);
    const others: Answered[] = [];
    for (const { id: other, spl: after, columns: needed } of further) {
      others.push(
        await search.results(after).then(
          (results) => answered(other, results, needed, []),
          (thrown: unknown) => ({ finding: failed(other, splunkError(thrown).message, ADVICE), rows: 0 }),
        ),
      );
    }
    return [own, ...others];
  } finally {
    await search.drop();
  }
}

/** What the Alerts page joins, as a search: the page itself reads both collections. */
const CASES: Asked = {
  id: 'cases',
  spl: '| inputlookup smtp_watch_findings | lookup smtp_watch_triage key OUTPUT owner status note | head 5',
  columns: [],
  further: [],
};

function checkOf(name: string, title: string, searches: readonly Asked[]): Check {
  return {
    name: `page-${name}`,
    title: `Page ${title}`,
    async run(target) {
      let filled = 0;
      const findings = await findAll(
        searches,
        ({ id }) => id,
        async (asked) => {
          const answers = await answersOf(target, asked);
          filled += answers.filter(({ rows }) => rows > 0).length;
          return answers.map(({ finding }) => finding);
        },
        ADVICE,
      );
      const told = `${filled} of ${findings.length} searches found something in the time range`;
      return [...findings, filled === 0 ? note('rows', told, 'see --earliest') : ok('rows', told)];
    },
  };
}

/** For each page, whether its searches run and give the columns that its panels draw. */
export const PAGES: readonly Check[] = [
  ...DASHBOARDS.map((dashboard) => checkOf(dashboard.name, dashboard.title, askedOf(dashboard))),
  checkOf('findings', 'Alerts', [CASES]),
  checkOf('setup', 'Setup', setupAsked()),
];
