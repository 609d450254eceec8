/** A regular expression that both PCRE (Splunk) and RE2 (DuckDB) read alike, in RE2's spelling. */
export interface Pattern {
  readonly re2: string;
  /** The names of its groups in order, undefined for groups without one. */
  readonly groups: readonly (string | undefined)[];
}

/** Says why a regular expression cannot run here. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** What PCRE can do and RE2, which never takes more than linear time, cannot. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/\(\?(?:=|!|<=|<!)/y, 'look-around'],
  [/\(\?>/y, 'atomic group'],
  [/\(\?\(/y, 'conditional group'],
  [/\(\?(?:R|\d|&|P>|P=|\|)/y, 'recursion, back-reference or branch reset'],
  [/\(\*/y, 'verb'],
  [/\\(?:[1-9]|k[<{']|g)/y, 'back-reference'],
  [/\\[KGRXZCNcoELlUuHhVv]/y, 'escape'],
];

const GROUP_START = /\((?:\?P?<([A-Za-z_]\w*)>|\?'([A-Za-z_]\w*)'|\?(?:[imsU]|-(?=[imsU]))*[:)]|(?!\?))/y;
const QUANTIFIER = /[*+?]|\{\d+(?:,\d*)?\}/y;
const ESCAPE =
  /\\(?:[pP](?:[CLMNPSZ]|\{\^?(?:[CLMNPSZ][a-z]?|Latin|Greek|Cyrillic|Han|Arabic|Hebrew)\})|x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,5}\})|[dDwWsSbBAzntrfae0]|[^A-Za-z0-9])/uy;
const POSIX_CLASS =
  /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;
const MOST_REPEATS = 1000;

interface Scan {
  readonly text: string;
  at: number;
  re2: string;
  canRepeat: boolean;
  /** How many copies repeats make of anything in the item just read: RE2 compiles at most a thousand. */
  copies: number;
  /** The most copies in each group that is open, the outermost first. */
  readonly open: number[];
  readonly groups: (string | undefined)[];
}

function take(scan: Scan, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scan.at;
  const match = pattern.exec(scan.text);
  if (match) scan.at += match[0].length;
  return match;
}

function refuseForeign(scan: Scan): void {
  for (const [pattern, what] of REFUSED) {
    const match = take(scan, pattern);
    if (match) throw new PatternError(`${what} "${match[0]}" is not supported in regular expressions`);
  }
}

function quantifier(scan: Scan, [found]: RegExpExecArray): void {
  if (!scan.canRepeat) throw new PatternError(`regular expression has nothing to repeat before "${found}"`);
  const [least = 0, most = least] = [...found.matchAll(/\d+/g)].map(Number);
  const copies = scan.copies * (found.startsWith('{') ? Math.max(least, most, 1) : 1);
  if (most < least || copies > MOST_REPEATS) {
    throw new PatternError(`repeat "${found}" is not supported, expected at most ${MOST_REPEATS} in order`);
  }
  scan.open.push(Math.max(scan.open.pop()!, copies));
  if (take(scan, /\+/y)) throw new PatternError('possessive repeat is not supported in regular expressions');
  scan.re2 += found + (take(scan, /\?/y)?.[0] ?? '');
  scan.canRepeat = false;
}

function openGroup(scan: Scan, match: RegExpExecArray): void {
  const name = match[1] ?? match[2];
  scan.canRepeat = false;
  if (match[0].endsWith(')')) scan.re2 += match[0];
  else {
    scan.open.push(1);
    const isCapturing = name !== undefined || match[0] === '(';
    if (isCapturing) scan.groups.push(name);
    scan.re2 += name === undefined ? match[0] : `(?P<${name}>`;
  }
}

function closeGroup(scan: Scan): void {
  if (scan.open.length === 1) throw new PatternError('regular expression has a ")" that was not opened');
  scan.copies = scan.open.pop()!;
  scan.open.push(Math.max(scan.open.pop()!, scan.copies));
}

function escapeAt(scan: Scan): string | undefined {
  const match = take(scan, ESCAPE);
  if (!match) return undefined;
  if (match[0] === '\\e') return '\\x1b';
  // RE2 knows a backslash before signs of ASCII alone; PCRE takes it away before any other.
  if (/^\\(?:_|\P{ASCII})$/u.test(match[0])) return match[0].slice(1);
  return match[0] === '\\0' ? '\\x00' : match[0];
}

function classMember(scan: Scan): string {
  const escaped = escapeAt(scan);
  if (escaped !== undefined && !/^\\[bBAz]$/.test(escaped)) return escaped;
  const posix = take(scan, POSIX_CLASS)?.[0];
  if (posix !== undefined) return posix;
  if (escaped !== undefined || scan.text[scan.at] === '\\') {
    throw new PatternError(
      `escape "${escaped ?? scan.text.slice(scan.at, scan.at + 2)}" is not supported in a character class`,
    );
  }
  const char = take(scan, /[\s\S]/uy)?.[0];
  if (char === undefined) throw new PatternError('regular expression has a "[" that is not closed');
  return char === '[' ? '\\[' : char;
}

/** The code point that a class member stands for, undefined for a set of them. */
function codePoint(member: string): number | undefined {
  const hex = /^\\x\{?([0-9A-Fa-f]+)\}?$/.exec(member)?.[1];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  const control = { '\\n': 10, '\\t': 9, '\\r': 13, '\\f': 12, '\\a': 7 }[member];
  if (control !== undefined) return control;
  if (/^\\[A-Za-z0-9]|^\[:/.test(member)) return undefined;
  return member.replace(/^\\(?=.)/su, '').codePointAt(0);
}

function characterClass(scan: Scan): void {
  scan.re2 += `[${take(scan, /\^/y)?.[0] ?? ''}`;
  if (take(scan, /\]/y)) scan.re2 += '\\]';
  while (!take(scan, /\]/y)) {
    const from = classMember(scan);
    scan.re2 += from;
    if (take(scan, /-(?=[^\]])/y)) {
      const to = classMember(scan);
      const [low, high] = [codePoint(from), codePoint(to)];
      if (low === undefined || high === undefined || low > high) {
        throw new PatternError(`range "${from}-${to}" in a character class is not in order`);
      }
      scan.re2 += `-${to}`;
    } else if (take(scan, /-(?=\])/y)) scan.re2 += '\\-';
  }
  scan.re2 += ']';
  scan.canRepeat = true;
}

function atom(scan: Scan): void {
  const escaped = escapeAt(scan);
  if (escaped !== undefined) {
    scan.re2 += escaped;
    scan.canRepeat = !/^\\[bBAz]$/.test(escaped);
    return;
  }
  const char = take(scan, /[\s\S]/uy)![0];
  if (char === '\\' || char === '(') {
    const what =
      char === '('
        ? `group "(${scan.text.slice(scan.at, scan.at + 3)}`
        : `escape "\\${scan.text[scan.at] ?? ''}`;
    throw new PatternError(`${what}" is not supported in regular expressions`);
  }
  if (char === ')') closeGroup(scan);
  scan.re2 += char === '{' ? '\\{' : char;
  scan.canRepeat = !'|^$'.includes(char);
}

function step(scan: Scan): void {
  refuseForeign(scan);
  const repeat = take(scan, QUANTIFIER);
  if (repeat) {
    quantifier(scan, repeat);
    return;
  }
  scan.copies = 1;
  const group = take(scan, GROUP_START);
  if (group) openGroup(scan, group);
  else if (take(scan, /\[/y)) characterClass(scan);
  else atom(scan);
}

/** A PCRE pattern in RE2's spelling, with its groups. Throws PatternError for what the two do not read alike. */
export function translatePattern(text: string): Pattern {
  const scan: Scan = { text, at: 0, re2: '', open: [1], canRepeat: false, copies: 1, groups: [] };
  if (text.length > 10_000) throw new PatternError('regular expression is longer than 10,000 characters');
  while (scan.at < text.length) step(scan);
  if (scan.open.length > 1) throw new PatternError('regular expression has a "(" that is not closed');
  const names = scan.groups.filter((name) => name !== undefined);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new PatternError(`group "${twice}" is named twice in one regular expression`);
  return { re2: scan.re2, groups: scan.groups };
}
