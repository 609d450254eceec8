import { guessKind } from '../../app/investigate/guess-kind';

test.each([
  ['ann@example.com', 'address'],
  ['"odd name"@example.com', 'user'],
  ['192.0.2.1', 'ip'],
  ['2001:db8::1', 'ip'],
  ['::ffff:192.0.2.1', 'ip'],
  ['example.com', 'domain'],
  ['münchen.example', 'domain'],
  ['<20260303.1@example.com>', 'message'],
  ['C4BPjrn05l16CI9CwI:1', 'message'],
  ['c0cf233f55d6385b1', 'campaign'],
  ['ann', 'user'],
  ['<img src=x onerror=alert(1)>', 'user'],
])('%s looks like a kind of %s', (text, kind) => {
  expect(guessKind(text)).toBe(kind);
});
