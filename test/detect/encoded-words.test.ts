import { decodeEncodedWords } from '../../detect/spoof/encoded-words';

/** The first five are those of RFC 2047 §8. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['=?ISO-8859-1?Q?a?=', 'a'],
  ['=?ISO-8859-1?Q?a?= b', 'a b'],
  ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
  ['=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=', 'ab'],
  ['=?ISO-8859-1?Q?a_b?=', 'a b'],
  ['=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@example.com>', 'Keld Jørn Simonsen <keld@example.com>'],
  ['=?US-ASCII*EN?Q?Keith_Moore?=', 'Keith Moore'],
  ['=?utf-8?B?8J+S?= =?utf-8?B?uA==?=', '💸'],
  ['=?utf-8?Q?a?= =?iso-8859-1?Q?=E4?=', 'aä'],
  ['=?iso-2022-jp?B?GyRCMEtFbBsoQg==?=', '伊東'],
  ['=?no-such-charset?Q?=E4?=', 'ä'],
  ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
  ['=?utf-8?Q?no end', '=?utf-8?Q?no end'],
  ['=?utf-8?Q?=ZZ?=', '=ZZ'],
  ['a =? b ?= c', 'a =? b ?= c'],
];

test.each(EXAMPLES)('%s', (text, decoded) => {
  expect(decodeEncodedWords(text)).toBe(decoded);
});
