import { parseMailboxes } from '../../detect/spoof/mailboxes';

/** RFC 5322 appendices A.1 to A.6, and what its grammar forbids. */
const ACCEPTED: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['John Doe <jdoe@machine.example>', [['John Doe', 'jdoe@machine.example']]],
  ['"Joe Q. Public" <john.q.public@example.com>', [['Joe Q. Public', 'john.q.public@example.com']]],
  ['Joe Q. Public <john.q.public@example.com>', [['Joe Q. Public', 'john.q.public@example.com']]],
  [
    'Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>',
    [
      ['Mary Smith', 'mary@x.test'],
      ['', 'jdoe@example.org'],
      ['Who?', 'one@y.test'],
    ],
  ],
  [
    '<boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>',
    [
      ['', 'boss@nil.test'],
      ['Giant; "Big" Box', 'sysservices@example.net'],
    ],
  ],
  ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', [['Pete', 'pete@silly.test']]],
  ['"quoted local"@example.com', [['', 'quoted local@example.com']]],
  ['a@[192.0.2.1]', [['', 'a@[192.0.2.1]']]],
  ['Jürgen Müller <jürgen@exämple.example>', [['Jürgen Müller', 'jürgen@exämple.example']]],
  ['=?utf-8?B?QW5u?= <ann@example.com>', [['=?utf-8?B?QW5u?=', 'ann@example.com']]],
  [' \t ann@example.com (Ann (nested) Example) ', [['', 'ann@example.com']]],
];

const REFUSED = [
  '',
  'ann',
  'Ann <ann>',
  'Ann <>',
  'Doe, John <j@example.com>',
  'Ann <ann@example.com',
  'Ann ann@example.com>',
  'ann@example.com <ann@example.com>',
  '"Ann <ann@example.com>',
  'Ann <ann@example.com> Example',
  'ann..example@example.com',
  '.ann@example.com',
  'ann@example.com.',
  'ann@@example.com',
  'ann example@example.com',
  'Ann (<ann@example.com>)',
  'Ann (comment without end <ann@example.com>',
  'ann@example.com,',
  '[Shop] <a@example.com>',
];

test.each(ACCEPTED)('accepted: %s', (text, mailboxes) => {
  expect(parseMailboxes(text)?.map(({ domain, local, name }) => [name, `${local}@${domain}`])).toEqual(
    mailboxes,
  );
});

test.each(REFUSED)('refused: %j', (text) => {
  expect(parseMailboxes(text)).toBeUndefined();
});
