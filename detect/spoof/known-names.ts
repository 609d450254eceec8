import { candidateOf, deletionsOf, type Imitation, isWithin, labelOf } from './look-alike';
import { organisationalDomain } from './organisational-domain';
import { skeletonOf } from './skeleton';

/** Whose name is imitated: the own and partners' names are guarded most closely, those of many strangers least. */
export type Owner = 'own' | 'partner' | 'correspondent' | 'brand';

interface Known {
  readonly label: string;
  readonly organisation: string;
  readonly owner: Owner;
}

/** A name that a domain imitates. */
export interface Imitated {
  readonly organisation: string;
  readonly owner: Owner;
  readonly technique: Imitation;
}

/** Shorter labels under another ending, or with words around them, are chance. */
const SHORTEST = { other_ending: 4, affix: 5, glued: 6, sub_domain: 5 };
/** Typing errors by the length of the label: none up to 4 letters, 1 up to 7, 2 from 8 on; for strangers 1 from 8 on. */
const LONG = 8;
const MIDDLE = 5;
const MOST_PARTS = 8;
const LONGEST_LABEL = 63;

/** Names that may be imitated, each found without comparing with all: by forms of it that imitations share. */
export class KnownNames {
  readonly #organisations = new Set<string>();
  readonly #labels = new Map<string, Known>();
  readonly #skeletons = new Map<string, Known>();
  readonly #deletions = new Map<string, Known[]>();
  #longest = 0;
  /** Most typing errors that count for any of the names. */
  #mostErrors = 0;

  /** Adds domains; of two with the same label the first one added is named. */
  add(domains: readonly string[], owner: Owner): void {
    for (const domain of domains) this.#addOne(organisationalDomain(domain.toLowerCase()), owner);
  }

  /** Whether this very organisation is among the known ones. */
  has(organisation: string): boolean {
    return this.#organisations.has(organisation);
  }

  #addOne(organisation: string, owner: Owner): void {
    if (this.#organisations.has(organisation)) return;
    this.#organisations.add(organisation);
    const label = labelOf(organisation);
    if (this.#labels.has(label)) return;
    const known = { label, organisation, owner };
    this.#labels.set(label, known);
    this.#longest = Math.max(this.#longest, label.length);
    const skeleton = skeletonOf(label);
    if (label.length >= SHORTEST.other_ending && !this.#skeletons.has(skeleton))
      this.#skeletons.set(skeleton, known);
    this.#mostErrors = Math.max(this.#mostErrors, errorsIn(known));
    for (const form of deletionsOf(label, errorsIn(known))) {
      const others = this.#deletions.get(form);
      if (others === undefined) this.#deletions.set(form, [known]);
      else others.push(known);
    }
  }

  /** What a domain imitates and how; undefined for a known one and for one like none of them. */
  imitatedBy(domain: string): Imitated | undefined {
    if (this.#labels.size === 0) return undefined;
    const { organisation, label, front } = candidateOf(domain);
    if (this.#organisations.has(organisation) || label.length > LONGEST_LABEL) return undefined;
    const same = this.#labels.get(label);
    if (same !== undefined) return otherEnding(same);
    return (
      found(this.#skeletons.get(skeletonOf(label)), 'confusable') ??
      found(this.#misspelt(label), 'typing_error') ??
      found(this.#within(label, SHORTEST.affix), 'affix') ??
      found(this.#inFront(front), 'sub_domain')
    );
  }

  #misspelt(label: string): Known | undefined {
    if (label.length > this.#longest + this.#mostErrors) return undefined;
    for (const form of deletionsOf(label, this.#mostErrors)) {
      const known = this.#deletions.get(form)?.find((one) => isWithin(label, one.label, errorsIn(one)));
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** A known label in one with more around it: between hyphens, or glued where it is long. */
  #within(label: string, shortest: number): Known | undefined {
    const parts = label.split('-').slice(0, MOST_PARTS);
    for (let start = 0; start < parts.length; start++) {
      for (let end = start + 1; end <= parts.length; end++) {
        const part = parts.slice(start, end).join('-');
        const known = part === label ? undefined : this.#labels.get(part);
        if (known !== undefined && part.length >= shortest) return known;
      }
    }
    for (let length = Math.min(label.length - 1, this.#longest); length >= SHORTEST.glued; length--) {
      const known = this.#labels.get(label.slice(0, length)) ?? this.#labels.get(label.slice(-length));
      if (known !== undefined) return known;
    }
    return undefined;
  }

  #inFront(front: string): Known | undefined {
    if (front === '') return undefined;
    for (const part of front.split('.')) {
      const known = part.length >= SHORTEST.sub_domain ? this.#labels.get(part) : undefined;
      const other = known ?? this.#within(part, SHORTEST.sub_domain);
      if (other !== undefined) return other;
    }
    return undefined;
  }
}

function errorsIn({ label, owner }: Known): number {
  if (owner === 'brand' || owner === 'correspondent') return label.length >= LONG ? 1 : 0;
  if (label.length >= LONG) return 2;
  return label.length >= MIDDLE ? 1 : 0;
}

/** A label of strangers under another ending is theirs elsewhere, or somebody else's of the same name. */
function otherEnding(known: Known): Imitated | undefined {
  const isGuarded = known.owner === 'own' || known.owner === 'partner';
  return isGuarded && known.label.length >= SHORTEST.other_ending ? found(known, 'other_ending') : undefined;
}

function found(known: Known | undefined, technique: Imitation): Imitated | undefined {
  return known && { organisation: known.organisation, owner: known.owner, technique };
}
