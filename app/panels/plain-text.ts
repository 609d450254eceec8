// Marks that turn text round or show nothing (UAX #9): they make a name read as another.
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Gives a text with the marks that turn it round written out, such as `U+202E`. */
export function plainText(text: string): string {
  return text.replace(
    TURNING,
    (mark) => `U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
