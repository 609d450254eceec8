import { isFreeMail } from './free-mail';
import { type FromHeader, readFromHeader } from './from-header';
import { isFullHostName, isHostName } from './host-name';
import { isUnderHostingSuffix, organisationalDomain } from './organisational-domain';
import { isRandomLooking } from './random-looking';
import { bitOf } from './signs';

/** A From header with the signs that it shows by itself. */
export interface FromFacts {
  readonly header: FromHeader;
  readonly organisation: string | undefined;
  readonly isFreeMail: boolean;
  readonly signs: number;
}

const LONG_LABEL = 20;
const MANY_DIGITS = 3;
const TRAILING_MARKS = ',_:-';

const ILLEGAL_DOMAIN = bitOf('from_illegal_domain');
const SINGLE_LABEL = bitOf('from_single_label');
const HOSTED = bitOf('from_hosted_name');
const LONG = bitOf('from_long_label');
const DIGITS = bitOf('from_many_digits');
const RANDOM = bitOf('from_random_domain');
const TRAILING_MARK = bitOf('name_trailing_mark');
const OTHER_ADDRESS = bitOf('name_other_address');
const HIDDEN_LETTERS = bitOf('name_hidden_letters');

/** What a From header tells before any other header is looked at. */
export function fromFacts(text: string): FromFacts {
  const header = readFromHeader(text);
  const organisation = header.domain === undefined ? undefined : organisationalDomain(header.domain);
  let signs = domainSigns(header.domain) + nameSigns(header.name, organisation);
  for (const defect of header.defects) signs += bitOf(defect);
  if (organisation !== undefined) signs += organisationSigns(organisation);
  return { header, organisation, isFreeMail: organisation !== undefined && isFreeMail(organisation), signs };
}

function domainSigns(domain: string | undefined): number {
  if (domain === undefined || domain.startsWith('[')) return 0;
  if (!isHostName(domain)) return ILLEGAL_DOMAIN;
  return domain.includes('.') ? 0 : SINGLE_LABEL;
}

function organisationSigns(organisation: string): number {
  const label = organisation.slice(0, Math.max(organisation.indexOf('.'), 0));
  if (label.startsWith('xn--')) return 0;
  let signs = isUnderHostingSuffix(organisation) ? HOSTED : 0;
  if (label.length >= LONG_LABEL) signs += LONG;
  if (digitsIn(label) >= MANY_DIGITS) signs += DIGITS;
  if (isRandomLooking(label)) signs += RANDOM;
  return signs;
}

function nameSigns(name: string, organisation: string | undefined): number {
  if (name === '') return 0;
  let signs = TRAILING_MARKS.includes(name.at(-1)!) ? TRAILING_MARK : 0;
  const claimed = name.includes('@') ? domainInName(name) : undefined;
  if (claimed !== undefined && organisation !== undefined && organisationalDomain(claimed) !== organisation) {
    signs += OTHER_ADDRESS;
  }
  return hidesLetters(name) ? signs + HIDDEN_LETTERS : signs;
}

/** The domain of the first whole e-mail address in a display name. */
function domainInName(name: string): string | undefined {
  for (const word of name.toLowerCase().split(/[\s<>()"',;:]/)) {
    const sign = word.lastIndexOf('@');
    const domain = word.slice(sign + 1);
    if (sign > 0 && isFullHostName(domain)) return domain;
  }
  return undefined;
}

/** Zero-width and direction-changing characters, or one word with Latin letters beside Cyrillic or Greek ones. */
function hidesLetters(name: string): boolean {
  if (!/[\u00ad-\u{10ffff}]/u.test(name)) return false;
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/u.test(name)) {
    return !/\p{Extended_Pictographic}\u200d|[\u0600-\u06ff\u0900-\u0dff]/u.test(name);
  }
  return name
    .split(/[^\p{L}\p{M}]/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}

function digitsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) count++;
  }
  return count;
}
