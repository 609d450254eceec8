import { decodeEncodedWords } from './encoded-words';
import { parseMailboxes } from './mailboxes';

type FromDefect =
  | 'from_unquoted_comma'
  | 'from_malformed'
  | 'from_several'
  | 'from_no_address'
  | 'from_no_space'
  | 'from_inner_space'
  | 'name_excess_space';

export interface FromHeader {
  /** Lower-case address, also of a broken header; undefined where there is none. */
  readonly address: string | undefined;
  readonly domain: string | undefined;
  /** Decoded display name, without its quotes; empty where there is none. */
  readonly name: string;
  readonly defects: readonly FromDefect[];
}

interface Part {
  readonly text: string;
  /** Place of the `<` that opens the address, -1 where the part has none. */
  readonly open: number;
}

/**
 * What a From header says, read even where it breaks RFC 5322, with the defects named. Standard parsers give nothing
 * for such a header, and forgers write it so that a mail client shows another sender than a filter reads.
 */
export function readFromHeader(text: string): FromHeader {
  const strict = parseMailboxes(text);
  const first = strict?.[0];
  if (strict !== undefined && first !== undefined) {
    const defects = spacingDefects(text);
    if (strict.length > 1) defects.push('from_several');
    const domain = first.domain.toLowerCase();
    return { address: `${first.local.toLowerCase()}@${domain}`, domain, name: nameOf(first.name), defects };
  }
  return readBroken(text);
}

function readBroken(text: string): FromHeader {
  const parts = splitAtCommas(text);
  const withAddress = parts.filter((part) => addressIn(part) !== undefined);
  const first = withAddress[0];
  const address = first && addressIn(first);
  if (first === undefined || address === undefined) {
    const open = text.indexOf('<');
    const name = nameOf(open < 0 ? text : text.slice(0, open));
    return { address: undefined, domain: undefined, name, defects: ['from_no_address'] };
  }
  const defects: FromDefect[] = spacingDefects(text);
  if (withAddress.length > 1) defects.push('from_several');
  defects.push(withAddress.length < parts.length ? 'from_unquoted_comma' : 'from_malformed');
  const names = parts.slice(0, parts.indexOf(first)).map((part) => part.text);
  if (first.open >= 0) names.push(first.text.slice(0, first.open));
  return {
    address,
    domain: address.includes('@') ? address.slice(address.lastIndexOf('@') + 1) : undefined,
    name: nameOf(names.join(',')),
    defects,
  };
}

/** The parts between commas that stand outside quotes and `<>`; a quote that nothing closes is an ordinary character. */
function splitAtCommas(text: string): Part[] {
  const parts: Part[] = [];
  const lastQuote = text.lastIndexOf('"');
  for (let start = 0; start <= text.length; ) {
    const { end, open } = endOfPart(text, start, lastQuote);
    parts.push({ text: text.slice(start, end), open });
    start = end + 1;
  }
  return parts.filter((part) => part.text.trim() !== '');
}

function endOfPart(text: string, start: number, lastQuote: number): { end: number; open: number } {
  let open = -1;
  let isInAngle = false;
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === '"' && !isInAngle && at < lastQuote) at = endOfQuote(text, at);
    else if (character === '>') isInAngle = false;
    else if (character === ',' && !isInAngle) break;
    else if (character === '<') {
      open = at - start;
      isInAngle = true;
    }
  }
  return { end: Math.min(at, text.length), open };
}

function endOfQuote(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function addressIn({ text, open }: Part): string | undefined {
  const found = open >= 0 ? insideAngle(text, open) : bareAddress(text);
  return found === '' ? undefined : found?.toLowerCase();
}

function insideAngle(text: string, open: number): string {
  const close = text.indexOf('>', open);
  const inside = text.slice(open + 1, close < 0 ? text.length : close);
  return withoutSpace(inside);
}

function bareAddress(text: string): string | undefined {
  return text.split(/\s/).find((word) => {
    const sign = word.indexOf('@');
    return sign > 0 && sign < word.length - 1;
  });
}

function spacingDefects(text: string): FromDefect[] {
  const defects: FromDefect[] = [];
  const open = text.lastIndexOf('<');
  if (hasSpaceRun(text, Math.max(open, 0))) defects.push('name_excess_space');
  if (open < 0) return defects;
  if (open > 0 && !isSpace(text, open - 1)) defects.push('from_no_space');
  const close = text.indexOf('>', open);
  if (isSpace(text, open + 1) || (close > 0 && isSpace(text, close - 1))) defects.push('from_inner_space');
  return defects;
}

/** Whether two blanks stand side by side behind the first word and before `end`. */
function hasSpaceRun(text: string, end: number): boolean {
  const run = text.indexOf('  ', text.length - text.trimStart().length);
  return run >= 0 && run < end;
}

function nameOf(raw: string): string {
  const name = decodeEncodedWords(raw.trim()).trim();
  const isQuoted = name.length > 1 && name.startsWith('"') && name.endsWith('"');
  return isQuoted ? name.slice(1, -1).trim() : name;
}

function withoutSpace(text: string): string {
  let kept = '';
  for (const character of text) if (!' \t\r\n'.includes(character)) kept += character;
  return kept;
}

function isSpace(text: string, at: number): boolean {
  return at < text.length && ' \t\r\n'.includes(text[at]!);
}
