import type { AppConf } from './app';
import { stanzaLookups } from './automatic-lookups';
import { type Extraction, inlineExtraction } from './extractions';
import { ConfError, type Stanza } from './parse';
import {
  ANY,
  misunderstood,
  only,
  placeOf,
  settingsOfClass,
  type Understood,
  WHOLE_NUMBER,
} from './stanza-reader';
import { readTransforms, type Transform } from './transforms';

/** `INDEXED_EXTRACTIONS`: fields named by a header line in the file. */
export interface HeaderProps {
  /** Finds the header lines and, as its group, the names in them; absent when the first line is the header. */
  readonly headerRegex?: string;
  readonly delimiter: ',' | '\t';
  /** Values may stand in double quotes, in which a doubled one is one. */
  readonly isQuoted: boolean;
  /** Characters that header names keep beside letters, digits and underscores. */
  readonly acceptedCharacters: string;
  readonly missingValueRegex?: string;
  /** The field that the time is read from; the whole line when absent. */
  readonly timestampField?: string;
}

/** A further name of a field; one of `ASNEW` only where no field has it (props.conf.spec). */
interface Alias {
  readonly from: string;
  readonly to: string;
  readonly isNewOnly: boolean;
}

/** What props.conf says of one sourcetype, with the transforms it names. */
export interface SourcetypeProps {
  readonly name: string;
  /** Bytes that are kept of a line; 0 keeps all. */
  readonly truncateBytes: number;
  readonly maxDaysAgo: number;
  /** How the time is read from the text, without a format by its looks; absent with `DATETIME_CONFIG = NONE`. */
  readonly time?: { readonly prefix: string; readonly format?: string; readonly lookahead: number };
  readonly header?: HeaderProps;
  readonly indexTransforms: readonly Transform[];
  /** EXTRACT- before REPORT-, each in ASCII order of the classes. */
  readonly extractions: readonly Extraction[];
  readonly isJson: boolean;
  /** Splunk finds `key=value` pairs by itself. */
  readonly hasPairs: boolean;
  readonly aliases: readonly Alias[];
  readonly evals: readonly { readonly field: string; readonly expression: string; readonly place: string }[];
}

const DELIMITER = only('tab', '\\t', ',');
const QUOTE = only('none', '"');

/** The settings of props.conf that the workbench applies, with the values it knows. */
const PROPS_SETTINGS: Understood = {
  category: ANY,
  description: ANY,
  pulldown_type: only('true', 'false', '1', '0'),
  LINE_BREAKER: only('([\\r\\n]+)'),
  SHOULD_LINEMERGE: only('false', '0'),
  TRUNCATE: WHOLE_NUMBER,
  DATETIME_CONFIG: only('NONE'),
  TIME_PREFIX: ANY,
  TIME_FORMAT: ANY,
  TZ: only('UTC', 'GMT'),
  MAX_TIMESTAMP_LOOKAHEAD: WHOLE_NUMBER,
  MAX_DAYS_AGO: { values: /^\d{1,5}$/, expected: 'days, at most 10951' },
  INDEXED_EXTRACTIONS: only('tsv', 'csv'),
  FIELD_HEADER_REGEX: ANY,
  FIELD_DELIMITER: DELIMITER,
  HEADER_FIELD_DELIMITER: DELIMITER,
  FIELD_QUOTE: QUOTE,
  HEADER_FIELD_QUOTE: QUOTE,
  HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS: ANY,
  MISSING_VALUE_REGEX: ANY,
  TIMESTAMP_FIELDS: { values: /^[^,]+$/, expected: 'one field' },
  KV_MODE: only('none', 'json', 'auto', 'auto_escaped'),
};

/** Prefixes of the settings of props.conf that come in classes. */
const PROPS_CLASSES = ['TRANSFORMS-', 'EXTRACT-', 'REPORT-', 'FIELDALIAS-', 'EVAL-', 'LOOKUP-'];

/** Lines are merged into events by default (props.conf.spec, SHOULD_LINEMERGE), which the workbench does not do. */
function missing(stanza: Stanza): string[] {
  const { settings } = stanza;
  const isRead = ['LINE_BREAKER', 'TRUNCATE', 'TIME_FORMAT', 'INDEXED_EXTRACTIONS'].some((key) =>
    settings.has(key),
  );
  const faults =
    isRead && !settings.has('SHOULD_LINEMERGE') ? [`${placeOf(stanza)}: found no SHOULD_LINEMERGE`] : [];
  if (settings.has('TIME_FORMAT') && settings.has('DATETIME_CONFIG'))
    faults.push(`${placeOf(stanza)}: expected either TIME_FORMAT or DATETIME_CONFIG`);
  return faults;
}

function readAliases(stanza: Stanza, faults: string[]): Alias[] {
  return settingsOfClass(stanza, 'FIELDALIAS-').flatMap(({ key, value }) => {
    const words = value.split(/\s+/);
    const isWhole =
      words.length % 3 === 0 && words.every((word, at) => at % 3 !== 1 || /^as(?:new)?$/i.test(word));
    if (!isWhole) faults.push(`${placeOf(stanza, key)}: found "${value}", expected field AS alias …`);
    const firsts = isWhole ? words.filter((_, at) => at % 3 === 0) : [];
    return firsts.map((from, at) => ({
      from,
      to: words[at * 3 + 2]!,
      isNewOnly: /^asnew$/i.test(words[at * 3 + 1]!),
    }));
  });
}

function named(
  stanza: Stanza,
  prefix: string,
  known: ReadonlyMap<string, Transform>,
  faults: string[],
): Transform[] {
  return settingsOfClass(stanza, prefix).flatMap(({ key, value }) =>
    value.split(',').flatMap((part) => {
      const transform = known.get(part.trim());
      const isExtraction = transform?.kind === 'extraction' || transform?.kind === 'delimited';
      const fits = transform && isExtraction === (prefix === 'REPORT-');
      if (!fits) faults.push(`${placeOf(stanza, key)}: found no fitting transform "${part.trim()}"`);
      return fits ? [transform] : [];
    }),
  );
}

function readHeader(text: (key: string) => string | undefined): HeaderProps | undefined {
  const way = text('INDEXED_EXTRACTIONS');
  if (way === undefined) return undefined;
  const delimiter = text('FIELD_DELIMITER') ?? (/^csv$/i.test(way) ? ',' : 'tab');
  const [headerRegex, missingValueRegex, timestampField] = [
    text('FIELD_HEADER_REGEX'),
    text('MISSING_VALUE_REGEX'),
    text('TIMESTAMP_FIELDS'),
  ];
  return {
    delimiter: delimiter === ',' ? ',' : '\t',
    isQuoted: !/^none$/i.test(text('FIELD_QUOTE') ?? ''),
    acceptedCharacters: text('HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS') ?? '',
    ...(headerRegex !== undefined && { headerRegex }),
    ...(timestampField !== undefined && { timestampField }),
    ...(missingValueRegex !== undefined && { missingValueRegex }),
  };
}

function readTime(text: (key: string) => string | undefined): SourcetypeProps['time'] {
  if (text('DATETIME_CONFIG') !== undefined) return undefined;
  const format = text('TIME_FORMAT');
  return {
    prefix: text('TIME_PREFIX') ?? '',
    lookahead: Number(text('MAX_TIMESTAMP_LOOKAHEAD') ?? 128),
    ...(format !== undefined && { format }),
  };
}

function readExtractions(
  stanza: Stanza,
  known: ReadonlyMap<string, Transform>,
  faults: string[],
): readonly Extraction[] {
  const inline = settingsOfClass(stanza, 'EXTRACT-').flatMap(({ key, value }) => {
    const extraction = inlineExtraction(stanza, key, value);
    if (typeof extraction === 'string') faults.push(extraction);
    return typeof extraction === 'string' ? [] : [extraction];
  });
  const reported = named(stanza, 'REPORT-', known, faults).filter(
    (transform) => transform.kind === 'extraction' || transform.kind === 'delimited',
  );
  return [...inline, ...reported];
}

/** Where props.conf is silent the numbers are Splunk's own defaults (props.conf.spec). */
function readSourcetype(
  stanza: Stanza,
  known: ReadonlyMap<string, Transform>,
  faults: string[],
): SourcetypeProps {
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
  const number = (key: string, otherwise: number): number => Number(text(key) ?? otherwise);
  const [header, time] = [readHeader(text), readTime(text)];
  faults.push(...misunderstood(stanza, PROPS_SETTINGS, PROPS_CLASSES), ...missing(stanza));
  return {
    name: stanza.name,
    truncateBytes: number('TRUNCATE', 10_000),
    maxDaysAgo: Math.min(number('MAX_DAYS_AGO', 2000), 10_951),
    ...(time && { time }),
    ...(header && { header }),
    indexTransforms: named(stanza, 'TRANSFORMS-', known, faults),
    extractions: readExtractions(stanza, known, faults),
    isJson: /^json$/i.test(text('KV_MODE') ?? ''),
    hasPairs: /^auto/i.test(text('KV_MODE') ?? 'auto'),
    aliases: readAliases(stanza, faults),
    evals: settingsOfClass(stanza, 'EVAL-').map(({ key, rest, value }) => ({
      field: rest,
      expression: value,
      place: placeOf(stanza, key),
    })),
  };
}

/** The app's sourcetypes by name. Throws ConfError naming file and line of every setting that cannot be applied. */
export function readProps(app: AppConf): ReadonlyMap<string, SourcetypeProps> {
  const { transforms, lookups, faults } = readTransforms(app);
  const sourcetypes = [...app.conf('props').values()].map((stanza) => {
    faults.push(...stanzaLookups(stanza, lookups).faults);
    return readSourcetype(stanza, transforms, faults);
  });
  if (faults.length > 0) throw new ConfError(faults);
  return new Map(sourcetypes.map((props) => [props.name, props]));
}
