import type { EntityKind } from '../model/panel';

const KINDS: readonly string[] = [
  'address',
  'domain',
  'ip',
  'message',
  'server',
  'user',
  'campaign',
] satisfies EntityKind[];

const isKind = (kind: string): kind is EntityKind => KINDS.includes(kind);

/** Gives the kind that a finding names; of a value without one what it looks like. */
export function entityKind(value: string, named = ''): EntityKind {
  if (isKind(named)) return named;
  if (value.startsWith('<')) return 'message';
  if (value.includes('@')) return 'address';
  if (/^[0-9.]+(\/\d+)?$|^[0-9a-f]*:[0-9a-f:.]*(\/\d+)?$/i.test(value)) return 'ip';
  return value.includes('.') ? 'domain' : 'user';
}
