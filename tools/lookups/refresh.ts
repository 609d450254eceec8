import { parseCsv, type Row } from './csv';

/** How a source is written that the project's own facts are brought up to date with. */
export type RefreshFormat = 'stix' | 'iana';

interface StixObject {
  readonly type: string;
  readonly name?: string;
  readonly revoked?: boolean;
  readonly x_mitre_deprecated?: boolean;
  readonly x_mitre_version?: string;
  readonly external_references?: readonly { readonly source_name: string; readonly external_id?: string }[];
  readonly kill_chain_phases?: readonly { readonly kill_chain_name: string; readonly phase_name: string }[];
}

function techniqueId({ external_references = [] }: StixObject): string | undefined {
  return external_references.find(({ source_name }) => source_name === 'mitre-attack')?.external_id;
}

/** Names and tactics of the techniques as the bundle has them, whose collection says its version. */
function fromStix(facts: readonly Row[], text: string, place: string): Row[] {
  const { objects } = JSON.parse(text) as { objects: readonly StixObject[] };
  const version = objects.find(({ type }) => type === 'x-mitre-collection')?.x_mitre_version;
  const isCurrent = ({ type, revoked, x_mitre_deprecated }: StixObject): boolean =>
    type === 'attack-pattern' && revoked !== true && x_mitre_deprecated !== true;
  const byId = new Map(objects.filter(isCurrent).map((object) => [techniqueId(object), object]));
  const gone = facts.flatMap(({ technique_id }) => (byId.has(technique_id) ? [] : [technique_id]));
  if (version === undefined) throw new Error(`${place}: found no x-mitre-collection with a version`);
  if (gone.length > 0)
    throw new Error(
      `${place}: version ${version} has no technique ${gone.join(', ')}, expected all of the facts`,
    );
  return facts.map((row) => {
    const { name = '', kill_chain_phases = [] } = byId.get(row['technique_id'])!;
    const tactics = kill_chain_phases.map(({ phase_name }) => phase_name).sort();
    return { ...row, technique: name, tactic: tactics.join(' '), attack_version: version };
  });
}

/** What codes mean as the registry has it; those that are new get the category `other`. */
function fromIana(facts: readonly Row[], text: string, place: string): Row[] {
  const { columns, rows } = parseCsv(text, place);
  const expected = ['Code', 'Sample Text', 'Reference'];
  const absent = expected.filter((name) => !columns.includes(name));
  if (absent.length > 0) throw new Error(`${place}: found no column ${absent.join(', ')}`);
  const known = new Map(facts.map((row) => [row['code'], row]));
  const registered = rows.flatMap((row): Row[] => {
    const code = row['Code']!.replace(/^X/, '*');
    const meaning = row['Sample Text']!.replace(/\s+/g, ' ').trim();
    const reference = [...row['Reference']!.matchAll(/RFC(\d+)/gi)].map(([, number]) => `RFC ${number}`);
    const { category = 'other' } = known.get(code) ?? {};
    return /^\*\.\d+\.\d+$/.test(code) ? [{ code, meaning, category, reference: reference.join(', ') }] : [];
  });
  const codes = new Set(registered.map(({ code }) => code));
  return [...registered, ...facts.filter(({ code }) => !codes.has(code))];
}

const READERS = { stix: fromStix, iana: fromIana } as const;

/** The facts as a source of that format has them now. Throws naming what the source does not know any more. */
export function refreshed(format: RefreshFormat, facts: readonly Row[], text: string, place: string): Row[] {
  return READERS[format](facts, text, place);
}
