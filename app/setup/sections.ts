/** The sections of the page, by the name that the address carries. */
export const SECTIONS = {
  check: 'Check',
  lists: 'Lists',
  thresholds: 'Thresholds',
  alerts: 'Alerts',
  sources: 'Sources',
  coverage: 'Coverage',
} as const;

export type SectionName = keyof typeof SECTIONS;

/** What of the address belongs to the page. */
export interface Place {
  readonly section: SectionName;
  /** Collection of the list that is shown; empty for the first. */
  readonly list: string;
}

/** Gives the place that a query string names; the first section where it names none that there is. */
export function readPlace(query: string): Place {
  const params = new URLSearchParams(query);
  const section = params.get('section') ?? '';
  return {
    section: Object.hasOwn(SECTIONS, section) ? (section as SectionName) : 'check',
    list: params.get('list') ?? '',
  };
}

/** Gives the query string that carries a place, other parameters of the present one kept. */
export function writePlace(query: string, { section, list }: Place): string {
  const params = new URLSearchParams(query);
  params.set('section', section);
  if (section === 'lists' && list !== '') params.set('list', list);
  else params.delete('list');
  return `?${params}`;
}
