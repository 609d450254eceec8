import { MEASURED } from './measured-weights';

/** One sign of forgery: points towards the score, what it says, and how often it was met. */
export interface Sign {
  readonly weight: number;
  readonly sentence: string;
  /** Hits among the labelled headers, absent where they cannot show the sign. */
  readonly hits?: readonly [phish: number, easyHam: number, hardHam: number];
}

/** A sign has points set by hand where the labelled headers cannot show it, else measured ones up to a cap. */
type Entry = { readonly sentence: string } & (
  | { readonly weight: number }
  | { readonly floor?: number; readonly cap: number }
);

/**
 * Every sign, in the order shown. Codes are stable: searches and alerts name them. Nothing speaks for innocence.
 * Caps: 40 to 60 where RFC 5322 is broken or a claim is plainly false, so that one alone may be enough; 20 to 35 where
 * honest senders of today show it too (new domains, rented hosts, newsletters of brands), so that it takes two.
 * Points by hand: what SpamAssassin and rspamd give such a sign against their own limits, and 10 where forwarding or
 * address translation shows it as well.
 */
const TABLE = {
  own_domain_from_outside: {
    weight: 60,
    sentence: 'From is in an own domain, the message came from outside',
  },
  own_domain_through_list: {
    weight: 15,
    sentence: 'From is in an own domain, a mailing list sent the message',
  },
  own_domain_in_name: { weight: 60, sentence: 'display name holds an own domain, the address is another' },
  vip_name: { weight: 50, sentence: 'display name is that of a guarded person, the address is not' },
  look_alike_confusable: { weight: 60, sentence: 'From domain is drawn like a known domain' },
  look_alike_sub_domain: { weight: 50, sentence: 'From domain has a known domain as a sub-domain' },
  look_alike_typing_error: { weight: 40, sentence: 'From domain is a typing error away from a known domain' },
  look_alike_affix: { weight: 40, sentence: 'From domain is a known domain with words added' },
  look_alike_other_ending: { weight: 40, sentence: 'From domain is a known domain with another ending' },
  from_several: { floor: 50, cap: 60, sentence: 'From holds several addresses' },
  from_no_address: { floor: 50, cap: 60, sentence: 'From holds no address' },
  from_unquoted_comma: { floor: 50, cap: 60, sentence: 'From breaks RFC 5322 by a comma outside quotes' },
  from_malformed: { floor: 50, cap: 55, sentence: 'From breaks RFC 5322' },
  from_single_label: { floor: 30, cap: 50, sentence: 'From domain is a single label' },
  from_illegal_domain: { floor: 30, cap: 40, sentence: 'From domain can be no host name' },
  from_inner_space: { cap: 50, sentence: 'blank inside the angle brackets of From' },
  from_no_space: { cap: 25, sentence: 'no blank before the angle bracket of From' },
  from_long_label: { cap: 20, sentence: 'From domain has a label of 20 characters or more' },
  from_many_digits: { cap: 25, sentence: 'From domain has three digits or more' },
  from_random_domain: { cap: 20, sentence: 'From domain looks drawn by chance' },
  from_hosted_name: { cap: 30, sentence: 'From domain is a name that a hosting service gives to anyone' },
  name_trailing_mark: { cap: 50, sentence: 'display name ends in a comma, colon, dash or underscore' },
  name_excess_space: { cap: 20, sentence: 'several blanks in a row in or after the display name' },
  name_other_address: {
    floor: 35,
    cap: 45,
    sentence: 'display name holds an address of another organisation',
  },
  name_hidden_letters: {
    floor: 50,
    cap: 50,
    sentence: 'display name hides letters or mixes scripts in a word',
  },
  brand_in_name: {
    floor: 15,
    cap: 30,
    sentence: 'display name holds a well-known brand, the domain is not of it',
  },
  look_alike_brand: { floor: 20, cap: 35, sentence: 'From domain imitates that of a well-known brand' },
  reply_to_elsewhere: {
    weight: 45,
    sentence: 'From is a partner, answers go to an organisation that did not send it',
  },
  reply_to_free_mail: { floor: 40, cap: 60, sentence: 'Reply-To is free mail, From is not' },
  reply_to_other_free_mail: {
    floor: 50,
    cap: 55,
    sentence: 'Reply-To and From are different free-mail accounts',
  },
  message_id_absent: { cap: 40, sentence: 'no Message-ID on the wire' },
  message_id_malformed: { floor: 35, cap: 40, sentence: 'Message-ID breaks RFC 5322' },
  nothing_aligned: { cap: 25, sentence: 'From is in the domain of neither envelope, HELO nor Message-ID' },
  envelope_role: { cap: 30, sentence: 'envelope of another organisation has a plain role name' },
  envelope_with_helo: { cap: 25, sentence: 'envelope and HELO agree on another organisation than From' },
  envelope_system_account: { cap: 25, sentence: 'envelope is the account of a server program' },
  envelope_no_host: { cap: 25, sentence: 'envelope domain is no full host name' },
  helo_rented_host: { cap: 20, sentence: 'HELO is the default name of a rented or dial-up host' },
  helo_random: { cap: 30, sentence: 'HELO domain looks drawn by chance' },
  user_agent_forged: {
    floor: 20,
    cap: 30,
    sentence: 'Message-ID is not of the make of the mail program that is named',
  },
  helo_own_domain: { weight: 30, sentence: 'HELO names an own host, the message came from outside' },
  helo_other_address: { weight: 10, sentence: 'HELO is a public address, the message came from another' },
  dmarc_failed: { weight: 30, sentence: 'DMARC failed' },
  spf_failed: { weight: 15, sentence: 'SPF failed' },
  dkim_failed: { weight: 10, sentence: 'DKIM signature is not valid' },
} as const satisfies Record<string, Entry>;

export type SignCode = keyof typeof TABLE;

/** Every code, in the table's order. */
export const CODES = Object.keys(TABLE) as SignCode[];

/** The points that a measured sign may have, from floor to cap; undefined for those set by hand. */
export function boundsOf(code: SignCode): readonly [floor: number, cap: number] | undefined {
  const entry: Entry = TABLE[code];
  return 'cap' in entry ? [entry.floor ?? 0, entry.cap] : undefined;
}

function signOf(code: SignCode): Sign {
  const entry: Entry = TABLE[code];
  if ('weight' in entry) return entry;
  const { weight = 0, hits } = MEASURED[code] ?? {};
  return { sentence: entry.sentence, weight, ...(hits && { hits }) };
}

/** Every sign by its code. */
export const SIGNS = Object.fromEntries(CODES.map((code) => [code, signOf(code)])) as Readonly<
  Record<SignCode, Sign>
>;

const BITS = new Map(CODES.map((code, index) => [code, 2 ** index]));

/** A set of signs as one number: the sum of the bits of different signs, exact in a double. */
export function bitOf(code: SignCode): number {
  return BITS.get(code)!;
}

/** The codes of a set of signs, in the table's order. */
export function codesOf(signs: number): SignCode[] {
  return CODES.filter((_, index) => Math.floor(signs / 2 ** index) % 2 === 1);
}
