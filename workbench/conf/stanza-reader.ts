import type { Setting, Stanza } from './parse';

/** Settings that a stanza may hold: by name, the values understood and how to say so. */
export type Understood = Readonly<Record<string, { readonly values: RegExp; readonly expected: string }>>;

export const ANY = { values: /^/, expected: 'any text' };
export const WHOLE_NUMBER = { values: /^\d{1,9}$/, expected: 'a whole number' };

/** The value that is understood literally and nothing else. */
export function only(...literals: readonly string[]): { values: RegExp; expected: string } {
  const escaped = literals.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { values: new RegExp(`^(?:${escaped.join('|')})$`, 'i'), expected: literals.join(' or ') };
}

/** The place of a setting or stanza as `file:line: [stanza] key`, to begin a message with. */
export function placeOf(stanza: Stanza, key?: string): string {
  const at: Pick<Setting, 'file' | 'line'> = (key && stanza.settings.get(key)) || stanza;
  return `${at.file}:${at.line}: [${stanza.name}]${key ? ` ${key}` : ''}`;
}

/** One message for each setting that is not understood, or not with that value; `classes` are prefixes like `EVAL-`. */
export function misunderstood(stanza: Stanza, plain: Understood, classes: readonly string[]): string[] {
  return [...stanza.settings].flatMap(([key, { value }]) => {
    if (classes.some((prefix) => key.startsWith(prefix) && key.length > prefix.length)) return [];
    const rule = Object.hasOwn(plain, key) ? plain[key] : undefined;
    if (!rule) return [`${placeOf(stanza, key)}: found a setting that the workbench does not apply`];
    if (rule.values.test(value)) return [];
    return [`${placeOf(stanza, key)}: found "${value}", expected ${rule.expected}`];
  });
}

/** The stanza's settings whose names begin with `prefix`, in ASCII order of what follows it, as Splunk applies them. */
export function settingsOfClass(
  stanza: Stanza,
  prefix: string,
): { key: string; rest: string; value: string }[] {
  return [...stanza.settings]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { value }]) => ({ key, rest: key.slice(prefix.length), value }))
    .sort((left, right) => (left.rest < right.rest ? -1 : 1));
}
