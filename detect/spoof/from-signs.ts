import { isFreeMail } from './free-mail';
import { type FromDefect, type FromHeader, readFromHeader } from './from-header';
import { organisationalDomain } from './organisational-domain';
import { isRandomLooking } from './random-looking';
import { bitOf, type SignCode } from './signs';

/** A From header with the signs that it shows by itself. */
export interface FromFacts extends FromHeader {
  readonly organisation: string | undefined;
  readonly isFreeMail: boolean;
  readonly signs: number;
}

const LONG_LABEL = 20;
const MANY_DIGITS = 3;
const TRAILING_MARKS = ',_:-';

/** What a From header tells before any other header is looked at. */
export function fromFacts(text: string): FromFacts {
  const header = readFromHeader(text);
  const organisation = header.domain === undefined ? undefined : organisationalDomain(header.domain);
  const codes: readonly SignCode[] = [
    ...header.defects.map(codeOfDefect),
    ...domainSigns(header.domain),
    ...(organisation === undefined ? [] : organisationSigns(organisation)),
    ...nameSigns(header.name, organisation),
  ];
  return {
    ...header,
    organisation,
    isFreeMail: organisation !== undefined && isFreeMail(organisation),
    signs: [...new Set(codes)].reduce((sum, code) => sum + bitOf(code), 0),
  };
}

function codeOfDefect(defect: FromDefect): SignCode {
  return defect;
}

function domainSigns(domain: string | undefined): SignCode[] {
  if (domain === undefined || domain.startsWith('[')) return [];
  if (!isHostName(domain)) return ['from_illegal_domain'];
  return domain.includes('.') ? [] : ['from_single_label'];
}

function organisationSigns(organisation: string): SignCode[] {
  const label = organisation.slice(0, Math.max(organisation.indexOf('.'), 0));
  const signs: SignCode[] = [];
  if (label.startsWith('xn--')) return signs;
  if (label.length >= LONG_LABEL) signs.push('from_long_label');
  if (digitsIn(label) >= MANY_DIGITS) signs.push('from_many_digits');
  if (isRandomLooking(label)) signs.push('from_random_domain');
  return signs;
}

function nameSigns(name: string, organisation: string | undefined): SignCode[] {
  const signs: SignCode[] = [];
  if (name !== '' && TRAILING_MARKS.includes(name.at(-1)!)) signs.push('name_trailing_mark');
  const claimed = domainInName(name);
  if (claimed !== undefined && organisation !== undefined && organisationalDomain(claimed) !== organisation) {
    signs.push('name_other_address');
  }
  if (hidesLetters(name)) signs.push('name_hidden_letters');
  return signs;
}

/** The domain of the first whole e-mail address in a display name. */
function domainInName(name: string): string | undefined {
  for (const word of name.toLowerCase().split(/[\s<>()"',;:]/)) {
    const sign = word.lastIndexOf('@');
    const domain = word.slice(sign + 1);
    if (sign > 0 && domain.includes('.') && isHostName(domain)) return domain;
  }
  return undefined;
}

/** Letters, digits and hyphens in labels of 1 to 63, letters of other scripts included; the last label is no number. */
export function isHostName(domain: string): boolean {
  if (domain.length > 253) return false;
  const labels = domain.split('.');
  const areLabels = labels.every(
    (label) =>
      label.length > 0 &&
      label.length <= 63 &&
      /^[\p{L}\p{M}\p{N}_-]+$/u.test(label) &&
      label[0] !== '-' &&
      label.at(-1) !== '-',
  );
  return areLabels && !/^\d+$/.test(labels.at(-1)!);
}

/** Zero-width and direction-changing characters, or one word with Latin letters beside Cyrillic or Greek ones. */
function hidesLetters(name: string): boolean {
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/u.test(name)) {
    return !/\p{Extended_Pictographic}\u200d|[\u0600-\u06ff\u0900-\u0dff]/u.test(name);
  }
  return name
    .split(/[^\p{L}\p{M}]/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}

function digitsIn(text: string): number {
  let count = 0;
  for (const character of text) if (character >= '0' && character <= '9') count++;
  return count;
}
