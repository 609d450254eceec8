import { SOURCETYPES } from '../../schema/sourcetypes';
import type { SourcetypeProps } from '../conf/props';
import { type Engine, quoteName, quoteText } from '../engine/engine';
import { PARTS } from './extract';
import { headerFields, headerNames, headerValues, type Segment, segments } from './header';
import type { Made } from './select';

/** Lines of one shape, and the SQL condition that those meet which are whole. */
export interface Part {
  readonly lines: string;
  readonly isWhole: string;
  /** SQL for what the other lines are, and what they should have been. */
  readonly found: string;
  readonly expected: string;
  readonly fields: readonly Made[];
  /** Columns of `lines` that later extractions have use for. */
  readonly carries: readonly string[];
  /** The line of the header that names the fields. */
  readonly headerLine?: number;
}

/** An index-time REGEX sees no more than this of an event (transforms.conf.spec, LOOKAHEAD). */
export const LOOKAHEAD_CHARACTERS = 4096;

const CHARACTERS = "length(raw) || ' characters'";

/** The lines of a stage that no transform sends to the null queue. */
export function keptLines(props: SourcetypeProps, stage: string): string {
  const discards = props.indexTransforms.flatMap((transform) =>
    transform.kind === 'discard'
      ? [`NOT regexp_matches(left(raw, ${LOOKAHEAD_CHARACTERS}), ${quoteText(transform.regex)})`]
      : [],
  );
  return `SELECT * FROM ${quoteName(stage)} WHERE ${discards.join(' AND ') || 'true'}`;
}

function headerPart(props: SourcetypeProps, kept: string, segment: Segment): Part {
  const columns = segment.names.length;
  const values = props.header ? headerValues('raw', props.header) : 'NULL';
  return {
    lines: `SELECT *, ${values} AS ${quoteName(PARTS)} FROM (${kept})
      WHERE line > ${segment.afterLine} AND line < ${segment.beforeLine}`,
    isWhole: `len(${quoteName(PARTS)}) = ${columns}`,
    found: `len(${quoteName(PARTS)}) || ' columns'`,
    expected: `${columns} columns as in the header of line ${segment.afterLine}`,
    fields: props.header ? headerFields(segment.names, quoteName(PARTS)) : [],
    carries: [],
    headerLine: segment.afterLine,
  };
}

function plainPart(props: SourcetypeProps, kept: string): Part {
  const layout = SOURCETYPES.find(({ name }) => name === props.name)?.layout;
  const part = {
    lines: kept,
    isWhole: 'true',
    found: CHARACTERS,
    expected: 'any line',
    fields: [],
    carries: [],
  };
  if (layout?.kind === 'columns') {
    return {
      ...part,
      lines: `SELECT *, string_split(raw, chr(9)) AS ${quoteName(PARTS)} FROM (${kept})`,
      isWhole: `len(${quoteName(PARTS)}) = ${layout.count}`,
      found: `len(${quoteName(PARTS)}) || ' tab-separated columns'`,
      expected: `${layout.count} tab-separated columns`,
      carries: [PARTS],
    };
  }
  if (props.isJson) {
    return { ...part, isWhole: "ltrim(raw)[1] = '{' AND json_valid(raw)", expected: 'a whole JSON object' };
  }
  return part;
}

async function findSegments(engine: Engine, props: SourcetypeProps, stage: string): Promise<Segment[]> {
  const { header } = props;
  if (!header) return [];
  const isHeader =
    header.headerRegex === undefined
      ? `line = (SELECT min(line) FROM ${quoteName(stage)})`
      : `regexp_matches(raw, ${quoteText(header.headerRegex)})`;
  const { columns } = await engine.query(
    `SELECT line, raw FROM ${quoteName(stage)} WHERE ${isHeader} ORDER BY line`,
  );
  const [lines = [], texts = []] = columns;
  return segments(
    texts.flatMap((text, at) => {
      const names = headerNames(String(text), header);
      return names ? [{ line: Number(lines[at]), names }] : [];
    }),
  );
}

/** The lines of a stage that no transform discards, by the shape that they should have. */
export async function partsOf(
  engine: Engine,
  props: SourcetypeProps,
  stage: string,
): Promise<readonly Part[]> {
  const kept = keptLines(props, stage);
  if (!props.header) return [plainPart(props, kept)];
  const found = await findSegments(engine, props, stage);
  const firstHeader = found[0]?.afterLine ?? Number.MAX_SAFE_INTEGER;
  const orphans: Part = {
    lines: `SELECT * FROM (${kept}) WHERE line < ${firstHeader}`,
    isWhole: 'false',
    found: CHARACTERS,
    expected: 'a header before it',
    fields: [],
    carries: [],
  };
  return [orphans, ...found.map((segment) => headerPart(props, kept, segment))];
}
