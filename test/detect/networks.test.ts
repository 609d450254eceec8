import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { isInside, PRIVATE_NETWORKS, parseAddress, parseNetwork } from '../../detect/spoof/networks';

const short = fc.ipV4();
const long = fc.ipV6();

test('addresses are those that Node.js knows', () => {
  fc.assert(
    fc.property(
      fc.oneof(short, long, fc.string({ unit: fc.constantFrom(':', '.', '1', 'f'), maxLength: 16 })),
      (text) => {
        expect(parseAddress(text) !== undefined).toBe(isIP(text) > 0);
      },
    ),
  );
});

test('networks hold the addresses that Node.js says they hold', () => {
  const network = fc.oneof(
    fc.tuple(short, fc.integer({ min: 0, max: 32 }), fc.constant('ipv4' as const)),
    fc.tuple(long, fc.integer({ min: 0, max: 128 }), fc.constant('ipv6' as const)),
  );
  fc.assert(
    fc.property(network, fc.oneof(short, long), ([base, bits, family], address) => {
      const judge = new BlockList();
      judge.addSubnet(base, bits, family);
      const isSameFamily = (isIP(address) === 4) === (family === 'ipv4');
      fc.pre(isSameFamily);
      expect(isInside(parseAddress(address)!, [parseNetwork(`${base}/${bits}`)!])).toBe(
        judge.check(address, family),
      );
    }),
  );
});

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.0', false],
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:10.1.2.3', true],
  ['fd00::1', true],
  ['2001:db8::1', false],
  ['203.0.113.9', false],
])('%s is private: %s', (address, isPrivate) => {
  expect(isInside(parseAddress(address)!, PRIVATE_NETWORKS)).toBe(isPrivate);
});

test.each(['', '10.0.0.0/', '10.0.0.0/33', '10.0.0/8', '::/129', '1::2::3/8', 'example.com', '10.0.0.0/8/8'])(
  'no network: "%s"',
  (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  },
);
