/** What an analyst can look into: what findings are about, and campaigns. */
const ENTITY_KINDS = ['address', 'domain', 'ip', 'message', 'server', 'user', 'campaign'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

const KINDS: readonly string[] = ENTITY_KINDS;

/** Tells whether a text names a kind of entity. */
export function isEntityKind(text: string): text is EntityKind {
  return KINDS.includes(text);
}
