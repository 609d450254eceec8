import { type EntryKind, EVERY, entryKind, readEntry } from '../../../app/findings/new-entry';

test.each<[string, EntryKind]>([
  ['Ann@Example.com', 'address'],
  ['example.com', 'domain'],
  ['192.0.2.7', 'ip'],
  ['192.0.2.0/24', 'network'],
  ['2001:db8::/32', 'network'],
  ['<1@example.com>', 'message'],
  ['ann', 'user'],
])('%s looks like a %s', (text, kind) => expect(entryKind(text)).toBe(kind));

test.each<[EntryKind, string, string]>([
  ['address', ' Ann@Example.com ', 'ann@example.com'],
  ['domain', 'Example.COM.', 'example.com'],
  ['network', '192.0.2.0/24', '192.0.2.0/24'],
  ['ip', '2001:DB8::1', '2001:db8::1'],
  ['user', 'Ann', 'Ann'],
])('an entry about the %s "%s" covers %s', (kind, text, entity) =>
  expect(readEntry(kind, text, EVERY)).toEqual({
    covered: { entity, entity_type: kind, detection: EVERY },
  }),
);

test.each<[EntryKind, string, string]>([
  ['user', '  ', 'expected what the entry is about'],
  ['user', '*', 'a * stands for anything, so no entry can name it'],
  ['address', '*@example.com', 'a * stands for anything, so no entry can name it'],
  ['address', 'ann', 'expected an address such as ann@example.com'],
  ['ip', '192.0.2.0/24', 'expected an address such as 192.0.2.1 or 2001:db8::1'],
  ['network', '192.0.2.7/24', 'the address has bits beyond its first 24: expected the first of the network'],
])('an entry about the %s "%s" is refused', (kind, text, fault) =>
  expect(readEntry(kind, text, 'spam-rate')).toEqual({ fault }),
);
