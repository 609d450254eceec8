const VOWELS = 'aeiouy';

/**
 * Whether a label or local part looks drawn by chance: letters and digits change places three times or more, or six
 * consonants stand in a row. A knowingly rough sign: it takes some abbreviations for chance and misses made-up words.
 */
export function isRandomLooking(text: string): boolean {
  let changes = 0;
  let consonants = 0;
  let before = '';
  for (let at = 0; at < text.length; at++) {
    const kind = kindOf(text[at]!);
    consonants = kind === 'consonant' ? consonants + 1 : 0;
    const group = kind === 'digit' ? 'digit' : kind === 'other' ? '' : 'letter';
    if (group !== '' && before !== '' && group !== before) changes++;
    before = group;
    if (changes >= 3 || consonants >= 6) return text.length >= 8;
  }
  return false;
}

function kindOf(character: string): 'vowel' | 'consonant' | 'digit' | 'other' {
  if (character >= '0' && character <= '9') return 'digit';
  if (VOWELS.includes(character)) return 'vowel';
  return character >= 'a' && character <= 'z' ? 'consonant' : 'other';
}
