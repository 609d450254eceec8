import { guessKind } from '../investigate/guess-kind';
import { type ReadEntry, readAddress, readDomain, readIp, readNetwork } from '../setup/entries';
import type { Covered } from './allowlist';

/** What an entry that is written by hand can be about. */
export const ENTRY_KINDS = {
  address: 'Address',
  domain: 'Domain',
  ip: 'IP address',
  network: 'Network',
  server: 'Server',
  user: 'User',
  message: 'Message',
  campaign: 'Campaign',
} as const;
export type EntryKind = keyof typeof ENTRY_KINDS;

/** Stands for every detection. */
export const EVERY = '*';

/** The kinds whose form is known, and the field that the text is read into. */
const READERS: Readonly<Partial<Record<EntryKind, readonly [read: ReadEntry, field: string]>>> = {
  address: [readAddress, 'address'],
  domain: [readDomain, 'domain'],
  ip: [readIp, 'ip'],
  network: [readNetwork, 'network'],
};

/** Gives the kind that a text looks like. */
export function entryKind(text: string): EntryKind {
  const kind = guessKind(text);
  return kind === 'ip' && text.includes('/') ? 'network' : kind;
}

/** Gives what an entry covers that is written by hand, or what is wrong with it in one sentence. */
export function readEntry(
  kind: EntryKind,
  text: string,
  detection: string,
): { readonly covered: Covered } | { readonly fault: string } {
  const entity = text.trim();
  if (entity === '') return { fault: 'expected what the entry is about' };
  if (entity.includes(EVERY)) return { fault: 'a * stands for anything, so no entry can name it' };
  const [read, field] = READERS[kind] ?? [];
  if (read === undefined || field === undefined) return { covered: { entity, entity_type: kind, detection } };
  const found = read(entity);
  if ('fault' in found) return found;
  return { covered: { entity: found.entry[field] ?? entity, entity_type: kind, detection } };
}
