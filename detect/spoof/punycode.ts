/** The parameters of RFC 3492 §5. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;

/** A host name label in Unicode: an `xn--` label decoded (RFC 3492), any other and a broken one as it is. */
export function toUnicode(label: string): string {
  if (!label.startsWith('xn--') || label.length > 63) return label;
  const points = decode(label.slice(4));
  return points === undefined || points.length === 0 ? label : String.fromCodePoint(...points);
}

/** A domain with its `xn--` labels decoded, as people read it; undefined where there is no such label that can be read. */
export function idnOf(domain: string | undefined): string | undefined {
  if (domain === undefined || !domain.includes('xn--')) return undefined;
  const shown = domain.split('.').map(toUnicode).join('.');
  return shown === domain ? undefined : shown;
}

function decode(text: string): number[] | undefined {
  const basicEnd = Math.max(text.lastIndexOf('-'), 0);
  const points = Array.from(text.slice(0, basicEnd), (character) => character.codePointAt(0)!);
  let code = FIRST_CODE;
  let index = 0;
  let bias = FIRST_BIAS;
  for (let at = basicEnd > 0 ? basicEnd + 1 : 0; at < text.length; ) {
    const start = index;
    for (let weight = 1, step = BASE; ; step += BASE) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return undefined;
      index += digit * weight;
      const threshold = Math.min(Math.max(step - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = points.length + 1;
    bias = adapt(index - start, length, start === 0);
    code += Math.floor(index / length);
    if (code > 0x10ffff) return undefined;
    index %= length;
    points.splice(index++, 0, code);
  }
  return points;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(isFirst ? delta / DAMP : delta / 2);
  rest += Math.floor(rest / length);
  let bias = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; bias += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(code: number): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return undefined;
}
