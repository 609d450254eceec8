import { readDomain, readIndicator, readNetwork, readPartner, readPerson } from '../../../app/setup/entries';

test.each([
  ['Example.COM', { entry: { domain: 'example.com' } }],
  ['mail.example.com.', { entry: { domain: 'mail.example.com' } }],
  ['bücher.example', { entry: { domain: 'xn--bcher-kva.example' } }],
  ['example', { fault: 'expected a domain with a dot in it, such as example.com' }],
  ['192.0.2.1', { fault: 'expected a domain, found an address' }],
  ['-a.example', { fault: 'expected a domain of letters, digits and hyphens, such as example.com' }],
  ['a..example', { fault: 'expected a domain of letters, digits and hyphens, such as example.com' }],
  ['a b.example', { fault: 'expected a domain of letters, digits and hyphens, such as example.com' }],
  ['*.example.com', { fault: 'expected a domain of letters, digits and hyphens, such as example.com' }],
  ['"] | delete', { fault: 'expected a domain with a dot in it, such as example.com' }],
])('%s read as a domain', (line, read) => expect(readDomain(line)).toEqual(read));

const NO_NETWORK = 'expected a network such as 192.0.2.0/24 or 2001:db8::/32, or an address';

test.each([
  ['192.0.2.0/24', undefined],
  ['192.0.2.7', undefined],
  ['2001:DB8::/32', undefined],
  ['2001:db8:0:0:0:0:0:1', undefined],
  ['192.0.2.128/25', undefined],
  ['192.0.2.0', undefined],
  ['192.0.2.1/24', 'the address has bits beyond its first 24: expected the first of the network'],
  ['2001:db8::1/32', 'the address has bits beyond its first 32: expected the first of the network'],
  ['192.0.2.0/33', 'expected a length from 1 to 32 behind the slash'],
  ['0.0.0.0/0', 'expected a length from 1 to 32 behind the slash'],
  ['192.0.2.0/', 'expected a length from 1 to 32 behind the slash'],
  ['192.0.2', NO_NETWORK],
  ['192.0.2.256', NO_NETWORK],
  ['192.0.02.1', NO_NETWORK],
  ['192.0.2.0/24/8', NO_NETWORK],
  ['2001:db8::1::2', NO_NETWORK],
  ['1:2:3:4:5:6:7:8:9', NO_NETWORK],
  [':1', NO_NETWORK],
  ['example.com', NO_NETWORK],
])('%s read as a network', (line, fault) =>
  expect(readNetwork(line)).toEqual(
    fault === undefined ? { entry: { network: line.toLowerCase() } } : { fault },
  ),
);

test('people have a name and an address', () => {
  expect(readPerson('"Lee, Ann" <Ann.Lee@Example.com>')).toEqual({
    entry: { address: 'ann.lee@example.com', name: 'Lee, Ann' },
  });
  const fault = 'expected name and address, such as Ann Lee <ann@example.com>';
  expect(readPerson('ann@example.com')).toEqual({ fault });
  expect(readPerson('<ann@example.com>')).toEqual({ fault });
  expect(readPerson('Ann <ann>')).toEqual({ fault: 'expected an address such as ann@example.com' });
});

test('a partner without a name is called by its domain', () => {
  expect(readPartner('Example.org, Example, Ltd')).toEqual({
    entry: { domain: 'example.org', name: 'Example, Ltd' },
  });
  expect(readPartner('example.org')).toEqual({ entry: { domain: 'example.org', name: 'example.org' } });
});

test.each([
  ['203.0.113.9', 'ip'],
  ['2001:db8::9', 'ip'],
  ['203.0.113.0/28', 'network'],
  ['bad.example', 'domain'],
  ['phisher@example.net', 'address'],
  ['d41d8cd98f00b204e9800998ecf8427e', 'file_hash'],
])('%s is known to be an indicator of type %s', (line, type) =>
  expect(readIndicator(line)).toEqual({ entry: { indicator: line, indicator_type: type } }),
);

test('other text is no indicator', () => {
  expect(readIndicator('bad')).toEqual({
    fault: 'expected an address, a network, a domain or a digest (MD5, SHA-1, SHA-256)',
  });
  expect(readIndicator('*')).toHaveProperty('fault');
  expect(readIndicator('a*@example.com')).toHaveProperty('fault');
});
