import type { SourcetypeProps } from '../conf/props';
import { type Engine, quoteName, quoteText } from '../engine/engine';
import { BASE_COLUMNS, SEEN_JSON } from './events';
import type { LineNote } from './lines';
import { LOOKAHEAD_CHARACTERS, type Part, partsOf } from './parts';
import { extend, type Made, type Select, union } from './select';
import { boundedTime, evaluatedTime, timeIn } from './time';

/** Where lines come from, and what their events are called. */
export interface Source {
  readonly file: string;
  readonly index: string;
  readonly host: string;
  /** Lines that are not as they should be are events as well. */
  readonly keepsAll?: boolean;
  /** What an event without a time of its own gets: that of the event before, or of the file. */
  readonly timeBefore: number;
  readonly nowSeconds: number;
  /** The serial number that a line 0 would have. */
  readonly firstSerial: number;
}

/** The events of staged lines as a query, and the parts that the lines fall into. */
export interface Indexed {
  readonly select: Select;
  readonly parts: readonly Part[];
}

const READ_TIME = '#time';

/** SQL for the host: what the last transform that sets it finds in the line, else where the line comes from. */
function hostIn(props: SourcetypeProps, host: string): string {
  const found = props.indexTransforms.flatMap((transform) =>
    transform.kind === 'host'
      ? [`NULLIF(regexp_extract(left(raw, ${LOOKAHEAD_CHARACTERS}), ${quoteText(transform.regex)}, 1), '')`]
      : [],
  );
  return found.length === 0
    ? quoteText(host)
    : `coalesce(${[...found.reverse(), quoteText(host)].join(', ')})`;
}

function eventsOf(props: SourcetypeProps, source: Source, part: Part): Select {
  const timestamp = part.fields.find(({ name }) => name === props.header?.timestampField);
  const time = timeIn(props, timestamp?.sql ?? 'raw', source.nowSeconds);
  const base: Record<string, string> = {
    _time: time
      ? `coalesce(${boundedTime(props, quoteName(READ_TIME), source.nowSeconds)}, "time")`
      : `coalesce("time", ${source.timeBefore}::DOUBLE)`,
    _raw: 'raw',
    _serial: `line + ${source.firstSerial}`,
    host: hostIn(props, source.host),
    source: quoteText(source.file),
    sourcetype: quoteText(props.name),
    index: quoteText(source.index),
    linecount: quoteText('1'),
  };
  const made: Made[] = [
    ...BASE_COLUMNS.map((column) => ({ ...column, sql: base[column.name] ?? 'NULL' })),
    ...part.fields,
  ];
  const whole = {
    sql: `SELECT *, ${time ?? 'NULL'} AS ${quoteName(READ_TIME)} FROM (${part.lines}) WHERE ${part.isWhole}`,
    columns: [],
    carried: [],
  };
  const carried = part.carries.map((name) => ({ name, sql: quoteName(name) }));
  const events = extend(whole, made, [{ name: SEEN_JSON, sql: 'kv' }, ...carried]);
  const evaluated = evaluatedTime(props, events.columns);
  return evaluated === undefined
    ? events
    : extend(events, [{ name: '_time', kind: 'number', sql: evaluated }]);
}

function shown(part: Part): string {
  return `'found ' || ${part.found} || ${quoteText(`, expected ${part.expected}`)}`;
}

/** The first of the lines that are no events, and why. */
export async function skippedLines(
  engine: Engine,
  parts: readonly Part[],
  firstLine: number,
  limit: number,
): Promise<LineNote[]> {
  const faulty = parts
    .map((part) => `SELECT line, ${shown(part)} AS reason FROM (${part.lines}) WHERE NOT (${part.isWhole})`)
    .join(' UNION ALL ');
  const { columns } = await engine.query(
    `SELECT line, reason FROM (${faulty}) WHERE line >= ${firstLine} ORDER BY line LIMIT ${limit}`,
  );
  const [lines = [], reasons = []] = columns;
  return lines.map((line, at) => ({ line: Number(line), reason: String(reasons[at]) }));
}

/** Headers that name other columns than those before. */
export function changedHeaders(parts: readonly Part[]): LineNote[] {
  return parts.flatMap(({ headerLine }, at) => {
    const isChange =
      headerLine !== undefined && parts.slice(0, at).some((part) => part.headerLine !== undefined);
    return isChange
      ? [{ line: headerLine, reason: 'new #fields, obeyed here; Splunk keeps to the first header' }]
      : [];
  });
}

/** The events of staged lines, with the fields that Splunk has at index time; a time that cannot be used is NULL. */
export async function indexLines(
  engine: Engine,
  props: SourcetypeProps,
  stage: string,
  source: Source,
): Promise<Indexed> {
  const parts = await partsOf(engine, props, stage);
  const kept = source.keepsAll ? parts.map((part) => ({ ...part, isWhole: 'true' })) : parts;
  return { select: union(kept.map((part) => eventsOf(props, source, part))), parts: kept };
}
