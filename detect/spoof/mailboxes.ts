export interface Mailbox {
  /** Display name, encoded words still encoded, without quotes where it is one quoted string; empty where there is none. */
  readonly name: string;
  readonly local: string;
  readonly domain: string;
}

interface Cursor {
  readonly text: string;
  at: number;
}

const SPECIALS = '()<>[]:;@\\,."';

/** The mailboxes of an address header that keeps to RFC 5322 (with RFC 6532's letters), undefined where it breaks it. */
export function parseMailboxes(text: string): Mailbox[] | undefined {
  const cursor = { text, at: 0 };
  const mailboxes: Mailbox[] = [];
  do {
    const mailbox = readMailbox(cursor);
    if (mailbox === undefined || !skipBlanks(cursor)) return undefined;
    mailboxes.push(mailbox);
  } while (take(cursor, ','));
  return cursor.at === text.length ? mailboxes : undefined;
}

function readMailbox(cursor: Cursor): Mailbox | undefined {
  if (!skipBlanks(cursor)) return undefined;
  const start = cursor.at;
  const words = skipPhrase(cursor);
  if (words === undefined) return undefined;
  const phrase = cursor.text.slice(start, cursor.at).trim();
  if (take(cursor, '<')) {
    const address = readAddress(cursor);
    return address !== undefined && take(cursor, '>')
      ? { name: nameOf(phrase, words), ...address }
      : undefined;
  }
  cursor.at = start;
  const address = readAddress(cursor);
  return address === undefined ? undefined : { name: '', ...address };
}

/**
 * Steps to the `<` or `@` behind the words of a display name and gives back their number, undefined for what is no
 * phrase. Dots between words ("John Q. Public") are read as well: RFC 5322 §4.1 asks every reader to.
 */
function skipPhrase(cursor: Cursor): number | undefined {
  let words = 0;
  for (; !'<@'.includes(cursor.text[cursor.at] ?? '<'); words++) {
    const isRead = (words > 0 && take(cursor, '.')) || readWord(cursor) !== undefined;
    if (!isRead || !skipBlanks(cursor)) return undefined;
  }
  return words;
}

function nameOf(phrase: string, words: number): string {
  return words === 1 ? readWord({ text: phrase, at: 0 })! : phrase;
}

function readAddress(cursor: Cursor): Pick<Mailbox, 'local' | 'domain'> | undefined {
  if (!skipBlanks(cursor)) return undefined;
  const local = cursor.text[cursor.at] === '"' ? readQuoted(cursor) : readDotAtom(cursor);
  if (local === undefined || !skipBlanks(cursor) || !take(cursor, '@') || !skipBlanks(cursor))
    return undefined;
  const domain = cursor.text[cursor.at] === '[' ? readLiteral(cursor) : readDotAtom(cursor);
  return domain === undefined || !skipBlanks(cursor) ? undefined : { local, domain };
}

function readWord(cursor: Cursor): string | undefined {
  return cursor.text[cursor.at] === '"' ? readQuoted(cursor) : readAtom(cursor);
}

function readDotAtom(cursor: Cursor): string | undefined {
  const start = cursor.at;
  do {
    if (readAtom(cursor) === undefined) return undefined;
  } while (take(cursor, '.'));
  return cursor.text.slice(start, cursor.at);
}

function readAtom(cursor: Cursor): string | undefined {
  const start = cursor.at;
  while (isAtomText(cursor.text, cursor.at)) cursor.at++;
  return cursor.at > start ? cursor.text.slice(start, cursor.at) : undefined;
}

function readQuoted(cursor: Cursor): string | undefined {
  let content = '';
  for (cursor.at++; cursor.at < cursor.text.length; cursor.at++) {
    const character = cursor.text[cursor.at]!;
    if (character === '"') {
      cursor.at++;
      return content;
    }
    content += character === '\\' ? (cursor.text[++cursor.at] ?? '') : character;
  }
  return undefined;
}

function readLiteral(cursor: Cursor): string | undefined {
  const end = cursor.text.indexOf(']', cursor.at);
  if (end < 0) return undefined;
  const literal = cursor.text.slice(cursor.at, end + 1);
  if (literal.lastIndexOf('[') > 0 || literal.includes('\\')) return undefined;
  cursor.at = end + 1;
  return literal;
}

/** Steps over blanks and nested comments; false where a comment has no end. */
function skipBlanks(cursor: Cursor): boolean {
  let depth = 0;
  for (; cursor.at < cursor.text.length; cursor.at++) {
    const character = cursor.text[cursor.at]!;
    if (character === '(') depth++;
    else if (character === ')' && depth > 0) depth--;
    else if (character === '\\' && depth > 0) cursor.at++;
    else if (depth === 0 && !' \t\r\n'.includes(character)) return true;
  }
  return depth === 0;
}

function take(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at++;
  return true;
}

function isAtomText(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code > 32 && code !== 127 && !SPECIALS.includes(text[at]!);
}
