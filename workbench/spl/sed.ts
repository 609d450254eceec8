import { quoteText } from '../engine/quote';
import { type Pattern, PatternError, translatePattern } from './expression/pattern';

/** What a sed expression does to a text, in SQL. */
export type SedChange = (sql: string) => string;

const EXPRESSION = /^\s*([sy])\/((?:[^\\/]|\\[\s\S])*)\/((?:[^\\/]|\\[\s\S])*)\/([a-z0-9]*)\s*$/i;
const MOST_SKIPPED = 100;

/** RE2's replacement: `\1` to `\9` are groups, counted on by so many; every other backslash stands for what follows. */
function replacementOf(written: string, groups: number, shift: number): string {
  return written.replace(/\\([\s\S])|\\$/g, (_, char: string | undefined) => {
    if (char === undefined || char === '\\') return '\\\\';
    if (!/\d/.test(char)) return { n: '\n', t: '\t', r: '\r' }[char] ?? char;
    if (Number(char) <= groups && Number(char) + shift <= 9) return `\\${Number(char) + shift}`;
    throw new PatternError(`replacement names group ${char}, and the regular expression has ${groups}`);
  });
}

const withoutNames = (re2: string): string => re2.replaceAll(/\(\?P<\w+>/g, '(');

function substitution({ re2, groups }: Pattern, replacement: string, flags: string): SedChange {
  const match = /^(g?)(\d{0,4})$/.exec(flags.replaceAll('i', ''));
  const place = Number(match?.[2] || 1);
  if (!match || place < 1 || place > MOST_SKIPPED || (match[1] !== '' && match[2] !== ''))
    throw new PatternError(`flags of a sed expression are g or a number from 1 to ${MOST_SKIPPED}, and i`);
  const cased = flags.includes('i') ? '(?i)' : '';
  if (place === 1) {
    const [pattern, by] = [quoteText(cased + re2), quoteText(replacementOf(replacement, groups.length, 0))];
    return (sql) => `regexp_replace(${sql}, ${pattern}, ${by}${match[1] === 'g' ? ", 'g'" : ''})`;
  }
  const plain = withoutNames(re2);
  const skipped = `(?:(?s:.*?)(?:${plain})){${place - 1}}(?s:.*?)`;
  const pattern = quoteText(`${cased}^(${skipped})(?:${plain})`);
  const by = quoteText(`\\1${replacementOf(replacement, groups.length, groups.length + 1)}`);
  return (sql) => `regexp_replace(${sql}, ${pattern}, ${by})`;
}

function characters(written: string): string {
  return written.replace(/\\([\s\S])/g, (_, char: string) => ({ n: '\n', t: '\t', r: '\r' })[char] ?? char);
}

/** What `s/regex/replacement/flags` or `y/from/to/` does. Throws PatternError. */
export function parseSed(text: string): SedChange {
  const match = EXPRESSION.exec(text);
  if (!match)
    throw new PatternError('sed expression is not of the form s/regex/replacement/flags or y/from/to/');
  const [, command = '', first = '', second = '', flags = ''] = match;
  if (command.toLowerCase() === 's') {
    const pattern = translatePattern(first.replaceAll('\\/', '/'));
    return substitution(pattern, second, flags);
  }
  const [from, to] = [characters(first), characters(second)];
  if (flags !== '') throw new PatternError(`y/from/to/ takes no flags, found "${flags}"`);
  if ([...from].length !== [...to].length)
    throw new PatternError('y/from/to/ expects as many characters on both sides');
  return (sql) => `translate(${sql}, ${quoteText(from)}, ${quoteText(to)})`;
}
