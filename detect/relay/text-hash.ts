const PRIME = 0x01000193;
const OTHER_PRIME = 0x85ebca6b;
const HIGH_BITS = 0x1f_ffff;

/** 53 bits that stand for a text, 0 for none: two of a million texts meet in one of 10,000 runs. */
export function textHash(text: string | undefined): number {
  if (text === undefined || text === '') return 0;
  let low = 0x811c9dc5;
  let high = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, PRIME);
    high = Math.imul(high ^ unit, OTHER_PRIME);
    high ^= high >>> 13;
  }
  low ^= low >>> 15;
  return ((high >>> 0) & HIGH_BITS) * 0x1_0000_0000 + (low >>> 0) || 1;
}

/** 53 bits that stand for a hash and a number together, never 0. */
export function mixed(hash: number, number: number): number {
  const low = Math.imul((hash >>> 0) ^ Math.imul(number + 1, OTHER_PRIME), PRIME);
  const high = Math.imul(Math.floor(hash / 0x1_0000_0000) ^ Math.imul(number + 1, PRIME), OTHER_PRIME);
  return ((high ^ (high >>> 15)) & HIGH_BITS) * 0x1_0000_0000 + ((low ^ (low >>> 13)) >>> 0) || 1;
}
