import { quoteText } from '../../../engine/quote';
import { asNumber, asText, text, type Value } from '../../sql/value';
import type { Call } from '../call';

const CONVERSION = /%(?:%|([-+ 0#]*)(\d{0,3})((?:\.\d{0,2})?)([a-zA-Z]))/g;

const ARGUMENTS: Readonly<Record<string, (value: Value) => string>> = {
  d: (value) => `TRY_CAST(trunc(${asNumber(value)}) AS BIGINT)`,
  i: (value) => `TRY_CAST(trunc(${asNumber(value)}) AS BIGINT)`,
  u: (value) => `TRY_CAST(trunc(${asNumber(value)}) AS BIGINT)`,
  x: (value) => `TRY_CAST(trunc(${asNumber(value)}) AS BIGINT)`,
  X: (value) => `TRY_CAST(trunc(${asNumber(value)}) AS BIGINT)`,
  o: (value) => `TRY_CAST(trunc(${asNumber(value)}) AS BIGINT)`,
  f: asNumber,
  F: asNumber,
  e: asNumber,
  E: asNumber,
  g: asNumber,
  G: asNumber,
  s: asText,
};

/** SQL of a `printf` call, each conversion checked against its argument. */
export function printf(call: Call): Value {
  const format = call.literalText(0);
  const values: string[] = [];
  const pieces: string[] = [];
  let end = 0;
  for (const found of format.matchAll(CONVERSION)) {
    pieces.push(format.slice(end, found.index));
    end = found.index + found[0].length;
    const [all, flags = '', , , letter] = found;
    if (letter === undefined) {
      pieces.push('%%');
      continue;
    }
    const argument = ARGUMENTS[letter];
    if (!argument || (letter === 's' && /[+ 0#]/.test(flags)))
      return call.refuse(0, `"printf" knows no conversion "${all}"`);
    const at = values.length + 1;
    if (!call.has(at)) call.refuse(0, `"printf" finds no argument for "${all}"`);
    values.push(argument(call.value(at)));
    pieces.push(all);
  }
  pieces.push(format.slice(end));
  if (call.has(values.length + 1))
    call.refuse(values.length + 1, '"printf" has more arguments than conversions');
  if (format.replace(CONVERSION, '').includes('%')) {
    call.refuse(0, '"printf" has a "%" that begins no conversion');
  }
  return text(`printf(${[quoteText(pieces.join('')), ...values].join(', ')})`);
}
