import type { Field } from './build';
import { asNumber, asText, number, numberToText, text, type Value } from './sql/value';
import { formatTime, parseTime, toTimestamp } from './time/format';

/** A function of the command convert. */
export interface Conversion {
  /** It leaves a field alone that holds anything but numbers. */
  readonly isOnlyIfNumeric?: true;
  convert(field: Field, timeFormat: string): Value;
}

/** Converts the texts that a conversion gives a value for; the others stay. */
const ofText = (convert: (sql: string) => string): Conversion => ({
  convert: (field) => {
    const sql = `(${asText(field)})`;
    return text(`coalesce(${convert(sql)}, ${sql})`);
  },
});

const part = (sql: string, pattern: string, group: number): string =>
  `TRY_CAST(nullif(regexp_extract(${sql}, '${pattern}', ${group}), '') AS DOUBLE)`;

const DURATION = String.raw`^\s*(?:(\d+)\+)?(\d{1,9}):(\d\d):(\d\d(?:\.\d+)?)\s*$`;
const MINUTES = String.raw`^\s*(?:(\d{1,9}):)?(\d+(?:\.\d+)?)\s*$`;
const MEMORY = String.raw`^\s*(\d+(?:\.\d+)?)\s*([kmgKMG]?)[bB]?\s*$`;
const LEADING_NUMBER = String.raw`^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)`;

/** All functions of convert by name. */
export const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  auto: { isOnlyIfNumeric: true, convert: (field) => number(`(${asNumber(field)})`) },
  num: { convert: (field) => number(`(${asNumber(field)})`) },
  ctime: {
    convert: (field, timeFormat) => {
      const time = formatTime(`(${toTimestamp(`(${asNumber(field)})`)})`, timeFormat);
      return text(`coalesce(${time}, ${asText(field)})`);
    },
  },
  mktime: {
    convert: (field, timeFormat) => {
      const seconds = numberToText(`(${parseTime(`(${asText(field)})`, timeFormat)})`);
      return text(`coalesce(${seconds}, ${asText(field)})`);
    },
  },
  dur2sec: ofText((sql) => {
    const [days, hours, minutes, seconds] = [1, 2, 3, 4].map((at) => part(sql, DURATION, at));
    const sum = `coalesce(${days}, 0) * 86400 + ${hours} * 3600 + ${minutes} * 60 + ${seconds}`;
    return numberToText(`(${sum})`);
  }),
  mstime: ofText((sql) =>
    numberToText(`(coalesce(${part(sql, MINUTES, 1)}, 0) * 60 + ${part(sql, MINUTES, 2)})`),
  ),
  memk: ofText((sql) => {
    const unit = `upper(regexp_extract(${sql}, '${MEMORY}', 2))`;
    const factor = `CASE ${unit} WHEN 'M' THEN 1024 WHEN 'G' THEN 1048576 ELSE 1 END`;
    return numberToText(`(${part(sql, MEMORY, 1)} * ${factor})`);
  }),
  rmcomma: ofText((sql) => `replace(${sql}, ',', '')`),
  rmunit: ofText((sql) => `nullif(regexp_extract(${sql}, '${LEADING_NUMBER}', 1), '')`),
};
