import { skeletonOf } from './skeleton';

/** Somebody whom attackers like to play, with the addresses that are really theirs. */
interface Person {
  readonly words: readonly string[];
  readonly name: string;
  readonly addresses: Set<string>;
}

/** A display name is looked at so far; mail programs show no more. */
const LONGEST_NAME = 200;
/** A first name alone is everybody's. */
const FEWEST_WORDS = 2;

/** People whose names in a From header are looked at, written `Name <address>` each. */
export class GuardedPeople {
  readonly #people = new Map<string, Person[]>();

  constructor(mailboxes: readonly string[]) {
    const byName = new Map<string, Person>();
    for (const text of mailboxes) {
      const { name, address } = readPerson(text)!;
      const words = [...new Set(wordsOf(name))].sort();
      if (words.length < FEWEST_WORDS) continue;
      const key = words.join(' ');
      const person = byName.get(key) ?? { words, name, addresses: new Set() };
      if (!byName.has(key)) this.#people.set(words[0]!, [...(this.#people.get(words[0]!) ?? []), person]);
      byName.set(key, person);
      person.addresses.add(address);
    }
  }

  /** The person whose whole name, in any order and drawn-alike letters, is in a display name before another address. */
  playedBy(displayName: string, address: string): string | undefined {
    if (this.#people.size === 0 || displayName === '') return undefined;
    const words = new Set(wordsOf(displayName.slice(0, LONGEST_NAME)));
    for (const word of words) {
      const person = this.#people.get(word)?.find((one) => one.words.every((part) => words.has(part)));
      if (person !== undefined) return person.addresses.has(address) ? undefined : person.name;
    }
    return undefined;
  }
}

/** The name and the address of `Name <address>`, undefined for any other text. */
export function readPerson(text: string): { readonly name: string; readonly address: string } | undefined {
  const open = text.indexOf('<');
  const isWhole = open > 0 && text.endsWith('>') && text.indexOf('@', open) > 0;
  if (!isWhole) return undefined;
  const name = text.slice(0, open).trim();
  return name === ''
    ? undefined
    : {
        name,
        address: text
          .slice(open + 1, -1)
          .trim()
          .toLowerCase(),
      };
}

function wordsOf(name: string): string[] {
  return skeletonOf(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}
