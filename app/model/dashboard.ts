import type { SearchSource } from '../search/search-board';

/** A search of a dashboard, with the columns that its panels name. */
interface DashboardSearch extends SearchSource {
  readonly columns: readonly string[];
}

/** How a value is written: a `word` keeps to one line, `share` is a percentage, `verdict` a coloured word, `reply` an SMTP reply code with its meaning. */
type Format = 'text' | 'word' | 'number' | 'share' | 'time' | 'score' | 'verdict' | 'list' | 'reply';

export interface TableColumn {
  readonly field: string;
  readonly title: string;
  readonly format: Format;
}

interface PanelFrame {
  readonly title: string;
  readonly search: string;
  /** What the panel shows and how to read it, in one or two sentences. */
  readonly help: string;
  /** What is shown instead of no rows: why, and what to do. */
  readonly empty: string;
}

export type Panel = PanelFrame &
  (
    | {
        readonly kind: 'single';
        readonly value: string;
        readonly format: 'number' | 'share';
        /** Text below the number; `{column}` stands for that column of the row. */
        readonly caption: string;
      }
    | { readonly kind: 'timechart'; readonly seriesColours: Readonly<Record<string, string>> }
    | {
        readonly kind: 'ranking';
        readonly label: string;
        readonly value: string;
        readonly unit: string;
        readonly format: 'text' | 'verdict' | 'reply';
      }
    | {
        readonly kind: 'table';
        readonly columns: readonly TableColumn[];
        /** Columns whose values select the events behind a row. */
        readonly drilldown: readonly string[];
      }
  );

/** Panels side by side, with their shares of the width; a height is in pixels and never changes, so nothing moves while data comes. */
interface LayoutRow {
  readonly height: number;
  readonly panels: Readonly<Record<string, number>>;
}

/** What a drill-down shows of the events behind a value. */
export interface EventSource {
  readonly spl: string;
  /** Fields that events can be selected by; the value names the command that yields the field, where one does. */
  readonly filters: Readonly<Record<string, { readonly title: string; readonly command?: string }>>;
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
  readonly searches: Readonly<Record<string, DashboardSearch>>;
  readonly panels: Readonly<Record<string, Panel>>;
  readonly layout: readonly LayoutRow[];
  readonly events: EventSource;
}
