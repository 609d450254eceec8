import type { EntityKind } from './entity';
import type { InputValues } from './input';

/** How a value is written: a `word` keeps to one line, `share` is a percentage, `verdict` a coloured word, `reply` an SMTP reply code with its meaning. */
type Format =
  | 'text'
  | 'word'
  | 'number'
  | 'bytes'
  | 'share'
  | 'time'
  | 'score'
  | 'verdict'
  | 'list'
  | 'reply';

export interface TableColumn {
  readonly field: string;
  readonly title: string;
  readonly format: Format;
  /** Each value leads to the Investigate page as an entity of this kind. */
  readonly entity?: EntityKind;
  /** Column that names that kind, where it differs from row to row; a row without one leads nowhere. */
  readonly entityIn?: string;
  /** A page of the app that a value leads to instead, an input of it set to the value of another column. */
  readonly leads?: { readonly page: string; readonly input: string; readonly from: string };
}

type Severity = 'critical' | 'high' | 'medium' | 'low';

interface PanelFrame {
  readonly title: string;
  readonly search: string;
  /** What the panel shows and how to read it, in one or two sentences. */
  readonly help: string;
  /** What is shown instead of no rows: why, and what to do. */
  readonly empty: string;
  /** The dashboard's event source that a selection is shown of; `mail` when absent. */
  readonly source?: string;
  /** With which values of the page's inputs the panel is shown, and its search run; with all when absent. */
  readonly when?: (values: InputValues) => boolean;
}

export interface SinglePanel extends PanelFrame {
  readonly kind: 'single';
  readonly value: string;
  readonly format: 'number' | 'bytes' | 'share';
  /** Text below the number; `{column}` stands for that column of the row, `{column|word|words}` for it with the word of its number. */
  readonly caption: string;
  /** Whether the number is compared with that of the time before; the search has to be asked over that too. */
  readonly trend?: true;
}

/** Numbers of one row side by side; each leads to another page of the app, an input of it set. */
export interface CountsPanel extends PanelFrame {
  readonly kind: 'counts';
  readonly counts: readonly { readonly field: string; readonly title: string; readonly severity: Severity }[];
  readonly page: string;
  /** The name of the input, which takes the severity. */
  readonly input: string;
}

export interface TimechartPanel extends PanelFrame {
  readonly kind: 'timechart';
  readonly seriesColours: Readonly<Record<string, string>>;
}

export interface RankingPanel extends PanelFrame {
  readonly kind: 'ranking';
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly format: 'text' | 'verdict' | 'reply';
  /** Column with words for a label that is a code. */
  readonly words?: string;
}

/** How many rows have which score: a bar for each band of scores, in the colour of its verdict, with the least score of each verdict. */
export interface ScoresPanel extends PanelFrame {
  readonly kind: 'scores';
  /** Lower end of a band. */
  readonly band: string;
  /** Width of a band; scores reach from 0 to 100, the last band has both its ends. */
  readonly width: number;
  readonly value: string;
  readonly unit: string;
  /** Least scores by verdict, rising; below all of them is `clean`. */
  readonly thresholds: Readonly<Record<string, number>>;
}

/** Names one above the other, character by character: a known one and one that looks like it. */
export interface PairsPanel extends PanelFrame {
  readonly kind: 'pairs';
  readonly known: string;
  readonly claimed: string;
  /** Column with the claimed name decoded, where it is written in punycode. */
  readonly decoded: string;
  readonly technique: string;
  readonly score: string;
  readonly count: string;
  readonly unit: string;
}

/** Who sends to whom: two columns of values, and how much goes from each of the one to each of the other. */
export interface FlowPanel extends PanelFrame {
  readonly kind: 'flow';
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly unit: string;
}

export interface TablePanel extends PanelFrame {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  /** Columns whose values select the events behind a row; rows of a table without any lead nowhere. */
  readonly drilldown: readonly string[];
  /** Inputs of the page that a row sets instead, each to the value of a column. */
  readonly sets?: Readonly<Record<string, string>>;
}

/** One side of a matrix. */
export interface MatrixAxis {
  readonly field: string;
  readonly title: string;
  /** All values in their order, with their titles; without them those that there are, in the order they come. */
  readonly values?: readonly { readonly value: string; readonly title: string }[];
  readonly entity?: EntityKind;
}

/** A number for each pair of values: one row of the search is one cell, so the search has to bound both sides (some tens). */
export interface MatrixPanel extends PanelFrame {
  readonly kind: 'matrix';
  readonly row: MatrixAxis;
  readonly column: MatrixAxis;
  readonly value: string;
  readonly unit: string;
  /** Columns besides the two sides whose values select the events behind a cell. */
  readonly drilldown?: readonly string[];
}

/** A series over time as smtpbaseline in mode=series gives it, with the band in which it was expected. */
export interface BandPanel extends PanelFrame {
  readonly kind: 'band';
  /** Columns of the same text in all rows: what the series is of, and what it counts. */
  readonly subject: string;
  readonly unit: string;
  /** Columns whose values select the events behind a bucket. */
  readonly drilldown: readonly string[];
}

export type Panel =
  | SinglePanel
  | CountsPanel
  | TimechartPanel
  | RankingPanel
  | FlowPanel
  | ScoresPanel
  | PairsPanel
  | TablePanel
  | MatrixPanel
  | BandPanel;
