import { decodeEncodedWords } from '../spoof/encoded-words';

/** What an extension stands for, and how often it is used to do harm: high, medium, low or none. */
export interface ExtensionClass {
  readonly name: string;
  readonly risk: string;
}

/** What the name of a file says, and how it hides it. */
export interface NameFacts {
  /** Lower-case, without dot; undefined where the name ends in none. */
  readonly extension: string | undefined;
  readonly class: ExtensionClass | undefined;
  /** An extension in front of the last one that makes it look like something harmless, such as pdf in `a.pdf.exe`. */
  readonly decoy: string | undefined;
  readonly hasBlanks: boolean;
  readonly isReversed: boolean;
  /** For reasons: what cannot be seen stands as U+ and a number, no longer than 80 characters. */
  readonly shown: string;
}

const LONGEST = 1000;
const LONGEST_SHOWN = 80;
/** Names end so that a list shows no more than that: five blanks in a row are no slip of the fingers. */
const MANY_BLANKS = /[\s\u00a0\u2000-\u200b\u2800\u3000\u3164]{5,40}(?=\.[^.\s]{1,20}$)/u;
/** Characters that turn the text behind them round: U+202E and U+202D; U+2066 to U+2069 are met in honest Hebrew and Arabic names. */
const OVERRIDE = /[\u202d\u202e]/;
const INVISIBLE = /[\p{Cc}\p{Cf}\u00a0\u2028\u2029\u2800\u3164]/gu;
const DECOYS = new Set(['document', 'legacy_document', 'image', 'media']);
/** Behind these a first extension says what is inside, as in `list.csv.gz` and `contract.pdf.p7m`. */
const WRAPPERS = new Set(['archive', 'signature', 'image', 'media', 'document', 'legacy_document']);

/** What a name says, by the classes of extensions. */
export function nameFacts(name: string, classes: ReadonlyMap<string, ExtensionClass>): NameFacts {
  const text = decoded(name.slice(0, LONGEST)).replace(/[\s.\u200b\u2800]+$/u, '');
  const parts = text.split('.');
  const extension = parts.length > 1 ? extensionOf(parts.at(-1)!) : undefined;
  const own = extension === undefined ? undefined : classes.get(extension);
  return {
    extension,
    class: own,
    decoy: own === undefined || WRAPPERS.has(own.name) ? undefined : decoyOf(parts, classes),
    hasBlanks: MANY_BLANKS.test(text),
    isReversed: OVERRIDE.test(text),
    shown: shownName(text),
  };
}

function decoyOf(parts: readonly string[], classes: ReadonlyMap<string, ExtensionClass>): string | undefined {
  const before =
    parts.length > 2 ? extensionOf(parts.at(-2)!.replace(/[\s_\u00a0\u2800]+$/u, '')) : undefined;
  return before !== undefined && DECOYS.has(classes.get(before)?.name ?? '') ? before : undefined;
}

function extensionOf(text: string): string | undefined {
  const plain = text.replace(INVISIBLE, '').trim().toLowerCase();
  return /^[a-z0-9_+-]{1,32}$/.test(plain) ? plain : undefined;
}

/** A name without its encodings: RFC 2047 words, RFC 2231 percent signs, the bytes that Zeek writes as `\xe2\x80\xae`. */
function decoded(name: string): string {
  const text = decodeEncodedWords(name);
  const percent = /^[\w-]{0,30}'[\w-]{0,20}'(.*)$/s.exec(text)?.[1];
  const bytes = percent ?? (text.includes('\\x') ? text.replaceAll(/\\x([0-9a-f]{2})/gi, '%$1') : undefined);
  if (bytes === undefined) return text;
  try {
    return decodeURIComponent(bytes);
  } catch {
    return text;
  }
}

function shownName(text: string): string {
  const visible = text.replace(
    INVISIBLE,
    (unit) => `U+${unit.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return visible.length > LONGEST_SHOWN
    ? `${visible.slice(0, LONGEST_SHOWN / 2)}…${visible.slice(-LONGEST_SHOWN / 2)}`
    : visible;
}
