import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dashboard } from '../../../app/model/dashboard';
import { valuesOf } from '../../../app/model/input';
import { fillTokens, tokensOf } from '../../../app/search/tokens';
import { LISTS } from '../../../app/setup/lists';
import { COMMANDS_RUN, SHOWN_BY_SOURCE, SOURCES } from '../../../app/setup/source-searches';
import { parseConf, type Stanza } from '../../../workbench/conf/parse';

const ROOT = join(__dirname, '..', '..', '..');

/** A search that the app or its papers hold, and where it stands. */
export interface AppSearch {
  readonly place: string;
  readonly spl: string;
}

/** What a stanza of each conf file is as a search; undefined for one that takes arguments. */
const CONF: Readonly<Record<string, (stanza: Stanza) => string | undefined>> = {
  // Alerts are run over the sample company: test/detections.
  savedsearches: ({ name, settings }) =>
    name.startsWith('SMTP - ') ? undefined : settings.get('search')?.value,
  macros: ({ name }) => (/\(\d+\)$/.test(name) ? undefined : `\`${name}\``),
  eventtypes: ({ name }) => `eventtype="${name}"`,
};

function confSearches(): AppSearch[] {
  return Object.entries(CONF).flatMap(([file, searchOf]) => {
    const path = join(ROOT, 'default', `${file}.conf`);
    if (!existsSync(path)) return [];
    return [...parseConf(readFileSync(path, 'utf8'), path).values()].flatMap((stanza) => {
      const spl = searchOf(stanza);
      return spl === undefined ? [] : [{ place: `default/${file}.conf [${stanza.name}]`, spl }];
    });
  });
}

/** A post-process search goes on from the results of its base: here both are one search. Inputs have their defaults. */
function dashboardSearches(): AppSearch[] {
  const folder = join(ROOT, 'app', 'dashboards');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.flatMap((name) => {
    const { default: dashboard } = require(join(folder, name)) as { default: Dashboard };
    const { inputs = [], searches, events, extent } = dashboard;
    const tokens = tokensOf(inputs, valuesOf(inputs, {}));
    const asked = Object.entries(searches).map(([id, { spl, base }]) => ({
      place: `app/dashboards/${name} ${id}`,
      spl: fillTokens(base === undefined ? spl : `${searches[base]!.spl}\n${spl}`, tokens),
    }));
    const shown = Object.entries(events).map(([id, { spl, commands = '' }]) => ({
      place: `app/dashboards/${name} events of ${id}`,
      spl: fillTokens(`${spl} ${commands}`, tokens).trim(),
    }));
    return [{ place: `app/dashboards/${name} extent`, spl: extent }, ...shown, ...asked];
  });
}

/** The searches of command lines in README and docs. */
function paperSearches(): AppSearch[] {
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.map((name) => `docs/${name}`)].flatMap((place) => {
    const text = readFileSync(join(ROOT, place), 'utf8');
    return [...text.matchAll(/npm run -s search -- (?:--\S+ \S+ )*'([^']*)'/g)].map(([, spl]) => ({
      place,
      spl: spl!,
    }));
  });
}

/** What the Setup page asks of the log. */
function setupSearches(): AppSearch[] {
  const asked = { sources: SOURCES, shown: SHOWN_BY_SOURCE, commands: COMMANDS_RUN };
  const suggested = LISTS.flatMap(({ collection, suggestions }) =>
    suggestions === undefined ? [] : [{ place: `app/setup/lists.ts ${collection}`, spl: suggestions.spl }],
  );
  return [
    ...Object.entries(asked).map(([name, spl]) => ({ place: `app/setup/source-searches.ts ${name}`, spl })),
    ...suggested,
  ];
}

/** Every search of conf files, pages, README and docs. */
export function appSearches(): AppSearch[] {
  return [...confSearches(), ...dashboardSearches(), ...setupSearches(), ...paperSearches()];
}
