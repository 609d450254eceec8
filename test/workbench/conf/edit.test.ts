import fc from 'fast-check';
import { removeStanza, setInStanza } from '../../../workbench/conf/edit';
import { parseConf } from '../../../workbench/conf/parse';

const TEXT = `# who wrote this
top = 1

[macro(1)]
# what it is for
definition = index=* \\
  | stats count \\
# no comment

  args=a
[other]
x = 1

# the same again
[macro(1)]
iseval = 0
`;

function settings(text: string): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...parseConf(text, 'x.conf')].map(([name, stanza]) => [
      name,
      Object.fromEntries([...stanza.settings].map(([key, { value }]) => [key, value])),
    ]),
  );
}

test('a setting takes the place of the old one, and all else stays as it is', () => {
  expect(setInStanza(TEXT, 'macro(1)', new Map([['definition', 'one\ntwo']]))).toBe(
    TEXT.replace(/definition[\s\S]*# no comment\n/, 'definition = one\\\ntwo\n'),
  );
  expect(setInStanza(TEXT, 'other', new Map([['y', '2']]))).toBe(TEXT.replace('x = 1\n', 'x = 1\ny = 2\n'));
  expect(setInStanza(TEXT, 'macro(1)', new Map([['iseval', '1']]))).toBe(
    TEXT.replace('iseval = 0', 'iseval = 1'),
  );
});

test('a new stanza comes behind the others', () => {
  expect(setInStanza('', 'a', new Map([['k', 'v']]))).toBe('[a]\nk = v\n');
  expect(setInStanza('[a]\nk = v', 'b', new Map())).toBe('[a]\nk = v\n\n[b]\n');
});

test('a stanza goes wherever it stands', () => {
  const left = removeStanza(TEXT, 'macro(1)');
  expect(left).toBe('# who wrote this\ntop = 1\n\n[other]\nx = 1\n\n# the same again\n');
  expect(removeStanza(left, 'none')).toBe(left);
});

test('whatever is written is read again, beside what was there', () => {
  const line = fc.string({ unit: 'binary', maxLength: 12 });
  const value = fc.oneof(
    line,
    fc
      .array(fc.oneof(line, fc.constantFrom('\\', '# x', '[y]', '', 'a = b \\')))
      .map((lines) => lines.join('\n')),
  );
  const name = fc.constantFrom('macro(1)', 'new [one]', 'other', 'ü " \\');
  fc.assert(
    fc.property(name, value, value, (stanza, first, second) => {
      const written = setInStanza(
        setInStanza(TEXT, stanza, new Map([['k', first]])),
        stanza,
        new Map([
          ['k', second],
          ['z', first],
        ]),
      );
      const plain = (text: string): string => {
        const lines = text.replace(/\r\n?/g, '\n').trim();
        return lines;
      };
      const before = settings(TEXT);
      expect(settings(written)).toEqual({
        ...before,
        [stanza]: { ...before[stanza], k: plain(second), z: plain(first) },
      });
      expect(settings(removeStanza(written, stanza))).toEqual(
        Object.fromEntries(Object.entries(before).filter(([key]) => key !== stanza)),
      );
    }),
    { numRuns: 200 },
  );
});
