interface Sign {
  /** Points towards the score; one alone is `spoofed` from 60 on and `suspicious` from 30 on. */
  readonly weight: number;
  readonly sentence: string;
}

/** Every sign of forgery, in the order shown. Codes are stable: searches and alerts name them. */
export const SIGNS = {
  own_domain_from_outside: {
    weight: 60,
    sentence: 'From is in an own domain, the message came from outside',
  },
  own_domain_through_list: {
    weight: 15,
    sentence: 'From is in an own domain, a mailing list sent the message',
  },
  own_domain_in_name: { weight: 60, sentence: 'display name holds an own domain, the address is another' },
  look_alike_confusable: { weight: 60, sentence: 'From domain is drawn like an own domain' },
  look_alike_sub_domain: { weight: 50, sentence: 'From domain has an own domain as a sub-domain' },
  look_alike_typing_error: { weight: 40, sentence: 'From domain is a typing error away from an own domain' },
  look_alike_affix: { weight: 40, sentence: 'From domain is an own domain with words added' },
  look_alike_other_ending: { weight: 40, sentence: 'From domain is an own domain with another ending' },
  from_several: { weight: 60, sentence: 'From holds several addresses' },
  from_no_address: { weight: 60, sentence: 'From holds no address' },
  from_unquoted_comma: { weight: 50, sentence: 'From breaks RFC 5322 by a comma outside quotes' },
  from_malformed: { weight: 50, sentence: 'From breaks RFC 5322' },
  from_single_label: { weight: 50, sentence: 'From domain is a single label' },
  from_illegal_domain: { weight: 50, sentence: 'From domain can be no host name' },
  from_inner_space: { weight: 50, sentence: 'blank inside the angle brackets of From' },
  from_no_space: { weight: 20, sentence: 'no blank before the angle bracket of From' },
  from_long_label: { weight: 25, sentence: 'From domain has a label of 20 characters or more' },
  from_many_digits: { weight: 25, sentence: 'From domain has three digits or more' },
  from_random_domain: { weight: 20, sentence: 'From domain looks drawn by chance' },
  from_random_local: { weight: 15, sentence: 'local part of From looks drawn by chance' },
  name_trailing_mark: { weight: 50, sentence: 'display name ends in a comma, colon, dash or underscore' },
  name_other_address: { weight: 60, sentence: 'display name holds an address of another organisation' },
  name_hidden_letters: { weight: 50, sentence: 'display name hides letters or mixes scripts in a word' },
  reply_to_free_mail: { weight: 60, sentence: 'Reply-To is free mail, From is not' },
  reply_to_other_free_mail: { weight: 50, sentence: 'Reply-To and From are different free-mail accounts' },
  message_id_absent: { weight: 30, sentence: 'no Message-ID on the wire' },
  message_id_malformed: { weight: 40, sentence: 'Message-ID breaks RFC 5322' },
  nothing_aligned: { weight: 25, sentence: 'From is in the domain of neither envelope, HELO nor Message-ID' },
  envelope_role: { weight: 30, sentence: 'envelope of another organisation has a plain role name' },
  envelope_with_helo: { weight: 20, sentence: 'envelope and HELO agree on another organisation than From' },
  envelope_system_account: { weight: 20, sentence: 'envelope is the account of a server program' },
  envelope_no_host: { weight: 25, sentence: 'envelope domain is no full host name' },
  envelope_random_local: { weight: 15, sentence: 'local part of the envelope looks drawn by chance' },
  envelope_absent: { weight: 15, sentence: 'null envelope sender, yet no bounce' },
  helo_rented_host: { weight: 25, sentence: 'HELO is the default name of a rented or dial-up host' },
  helo_random: { weight: 25, sentence: 'HELO domain looks drawn by chance' },
  recipients_undisclosed: { weight: 15, sentence: 'no recipient in the headers' },
} as const satisfies Record<string, Sign>;

export type SignCode = keyof typeof SIGNS;

const CODES = Object.keys(SIGNS) as SignCode[];
const BITS = new Map(CODES.map((code, index) => [code, 2 ** index]));

/** A set of signs as one number: the sum of the bits of different signs, exact in a double. */
export function bitOf(code: SignCode): number {
  return BITS.get(code)!;
}

/** The codes of a set of signs, in the table's order. */
export function codesOf(signs: number): SignCode[] {
  return CODES.filter((_, index) => Math.floor(signs / 2 ** index) % 2 === 1);
}
