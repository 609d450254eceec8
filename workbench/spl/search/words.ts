import { quoteText } from '../../engine/quote';

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

/** SQL condition that a text holds the word or phrase, at the ends of words; `*` stands for the rest of a word. */
export function holdsWord(sql: string, word: string, mindsCase: boolean): string {
  if (/^\**$/.test(word)) return `(${sql} IS NOT NULL)`;
  const breaker = `[${MAJOR}${MINOR}]`;
  const startsInside = word.startsWith('*') || /^[\s[\]<>(){}|!;,'"&?+/:=@.\-$#%\\_]/.test(word);
  const endsInside = word.endsWith('*') || /[\s[\]<>(){}|!;,'"&?+/:=@.\-$#%\\_]$/.test(word);
  const inner = wildcardPattern(word.replace(/^\*+|\*+$/g, ''), `[^${MAJOR}]*`);
  const pattern = `${startsInside ? '' : `(?:^|${breaker})`}${inner}${endsInside ? '' : `(?:$|${breaker})`}`;
  return `coalesce(regexp_matches(${sql}, ${quoteText(mindsCase ? pattern : `(?i)${pattern}`)}), FALSE)`;
}

/** SQL condition that a whole text is like the other, whatever its case; `*` stands for any run of characters. */
export function isLike(sql: string, value: string): string {
  if (!value.includes('*')) return `lower(${sql}) = ${quoteText(value.toLowerCase())}`;
  const escaped = value
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%');
  return `lower(${sql}) LIKE ${quoteText(escaped)} ESCAPE '\\'`;
}
