import { quoteText } from '../../engine/quote';
import type { Term } from './tree';

/** Splunk ends a word at these signs (its major and minor segmenters); in a word, `*` goes no further than a major one. */
const MINOR = String.raw`/:=@.\-$#%\\_`;
const MAJOR = String.raw`\s\[\]<>(){}|!;,'"*&?+`;

/** RE2 of a text with `*` for any run of characters. */
function wildcardPattern(text: string, anything: string): string {
  return text
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join(anything);
}

/**
 * SQL condition that a text holds the word or phrase, at the ends of words; `*` stands for the rest of a word. What is
 * written as TERM(…) lies between major segmenters.
 */
export function holdsWord(sql: string, { text: word, directive }: Term): string {
  if (word === '') return `(${sql} IS NOT NULL)`;
  const breaker = directive === 'term' ? `[${MAJOR}]` : `[${MAJOR}${MINOR}]`;
  const isBreaker = new RegExp(`^${breaker}$`);
  const startsInside = word.startsWith('*') || isBreaker.test(word[0]!);
  const endsInside = word.endsWith('*') || isBreaker.test(word.at(-1)!);
  const inner = wildcardPattern(word.replace(/^\*+|\*+$/g, ''), `[^${MAJOR}]*`);
  const pattern = `${startsInside ? '' : `(?:^|${breaker})`}${inner}${endsInside ? '' : `(?:$|${breaker})`}`;
  const flags = directive === 'case' ? '' : '(?i)';
  return `coalesce(regexp_matches(${sql}, ${quoteText(flags + pattern)}), FALSE)`;
}

/** SQL condition that a whole text is like the other; `*` stands for any run of characters. */
export function isLike(sql: string, value: string, mindsCase = false): string {
  const [text, wanted] = mindsCase ? [sql, value] : [`lower(${sql})`, value.toLowerCase()];
  if (!value.includes('*')) return `${text} = ${quoteText(wanted)}`;
  const escaped = wanted.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
  return `${text} LIKE ${quoteText(escaped)} ESCAPE '\\'`;
}
