import type { SearchSource } from '../search/search-board';
import type { Input, Preset } from './input';
import type { Panel, TableColumn } from './panel';

/** A search of a dashboard. `$name$` in it stands for the value of an input. */
interface DashboardSearch extends SearchSource {
  /** Asked as well over the time before the page's, as long as that, for panels that tell the trend; so is its base. */
  readonly before?: true;
}

/** Panels side by side, with their shares of the width; a height is in pixels and never changes, so nothing moves while data comes. */
interface LayoutRow {
  readonly height: number;
  readonly panels: Readonly<Record<string, number>>;
}

/** A field that events can be selected by. */
interface EventFilter {
  readonly title: string;
  /** The command or macro that yields the field, where one does, and the events that it is given, where they are more. */
  readonly command?: string;
  readonly spl?: string;
}

/** What a drill-down shows of the events behind a value. */
export interface EventSource {
  /** May hold tokens of inputs, as searches do. */
  readonly spl: string;
  /** What follows the terms of a selection, beginning with `|`; `$name$` in it stands for the value of an input. */
  readonly commands?: string;
  /** Fields that events can be selected by. */
  readonly filters: Readonly<Record<string, EventFilter>>;
  readonly columns: readonly TableColumn[];
}

export interface Dashboard {
  /** Name of the view in Splunk, and of the page's file. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Gives one row: `earliest`, `latest` (epoch seconds) and `events` of all the data there is. */
  readonly extent: string;
  /** Shown in place of the panels when there is no data at all. */
  readonly empty: string;
  /** What the reader sets for the whole page, in order. */
  readonly inputs?: readonly Input[];
  /** Named values of several inputs, to begin with. */
  readonly presets?: readonly Preset[];
  readonly searches: Readonly<Record<string, DashboardSearch>>;
  readonly panels: Readonly<Record<string, Panel>>;
  readonly layout: readonly LayoutRow[];
  /** The kinds of events that selections lead to; panels that name none lead to `mail`. */
  readonly events: Readonly<Record<string, EventSource>> & { readonly mail: EventSource };
}

/** A theme of a dashboard: some of its panels with their searches. */
export type DashboardPart = Pick<Dashboard, 'searches' | 'panels'>;
