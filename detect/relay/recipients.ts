import type { KeyLists } from '../columns';
import { IdMemo } from '../id-memo';
import { type RouteForm, routeOf } from './routes';

const FORMS: readonly RouteForm[] = ['plain', 'percent', 'source_route', 'quoted', 'bang', 'double_at'];

/** What the recipients of one message are. */
export interface RecipientFacts {
  readonly foreign: readonly number[];
  readonly hasOwn: boolean;
  /** Ways of writing that test for relaying, as bits of their places in FORMS. */
  readonly forms: number;
}

/** The macro of own domains names one below it where people named none (RFC 2606). */
const NOBODYS = '.invalid';

const FOREIGN = 1;
const OWN = 2;
const KINDS = 4;

/** Tells own recipients from foreign ones. */
export class RecipientKinds {
  readonly #own: readonly string[];
  readonly #kinds = new IdMemo((text) => this.#kindOf(text));

  constructor(ownDomains: readonly string[]) {
    this.#own = ownDomains
      .map((domain) => domain.toLowerCase())
      .filter((domain) => !domain.endsWith(NOBODYS));
  }

  /** What the recipients of a row are; without own domains none is foreign. */
  of(recipients: KeyLists | undefined, row: number): RecipientFacts {
    const foreign: number[] = [];
    let hasOwn = false;
    let forms = 0;
    const end = recipients?.offsets[row + 1] ?? 0;
    for (let at = recipients?.offsets[row] ?? 0; at < end; at++) {
      const id = recipients!.ids[at]!;
      const kind = this.#kinds.get(recipients!, id);
      if ((kind & FOREIGN) !== 0) foreign.push(id);
      if ((kind & OWN) !== 0) hasOwn = true;
      forms |= formBit(Math.floor(kind / KINDS));
    }
    return { foreign, hasOwn, forms };
  }

  /** The form of a recipient that a refusal names, as `of` gives it: sensors lose what is oddly written. */
  formsIn(reply: string): number {
    const named = /<([^<>]{3,320})>: /.exec(reply)?.[1];
    return named === undefined ? 0 : formBit(Math.floor(this.#kindOf(named) / KINDS));
  }

  /** Whether an address is in an own domain. */
  isOwn(address: string): boolean {
    const domain = address
      .slice(address.lastIndexOf('@') + 1)
      .replace(/>$/, '')
      .toLowerCase();
    return this.#own.some((own) => domain === own || domain.endsWith(`.${own}`));
  }

  #kindOf(text: string): number {
    const { form, domain } = routeOf(text);
    if (domain === undefined) return 0;
    if (this.isOwn(domain)) return OWN;
    return FORMS.indexOf(form) * KINDS + (this.#own.length > 0 ? FOREIGN : 0);
  }
}

/** The forms that bits stand for, in the order of FORMS. */
export function formsOf(bits: number): RouteForm[] {
  return FORMS.filter((_, place) => (bits & (1 << place)) !== 0);
}

function formBit(place: number): number {
  return place === 0 ? 0 : 1 << place;
}
