/** Whether a field name fits a name in which `*` stands for any run of characters. */
export function fits(name: string, wildcard: string): boolean {
  if (!wildcard.includes('*')) return name === wildcard;
  return wildcardMatch(name, wildcard) !== undefined;
}

/** What each `*` stands for when a name fits the wildcard, undefined when it does not. */
export function wildcardMatch(name: string, wildcard: string): string[] | undefined {
  const pattern = wildcard
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('(.*)');
  return new RegExp(`^${pattern}$`, 's').exec(name)?.slice(1);
}

/** The text with what wildcards stood for in place of its `*`. */
export function fillStars(text: string, parts: readonly string[]): string {
  return text.split('*').reduce((filled, piece, at) => filled + (parts[at - 1] ?? '') + piece);
}
