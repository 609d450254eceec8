import fc from 'fast-check';
import { type Campaign, type CampaignBatch, type CampaignOptions, Campaigns } from '../../detect/campaign';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonLinesOf, jsonOf, readCases } from './case-file';

const { inputs } = COMMANDS.smtpcampaign;

/** The campaign of each row, undefined for none. */
function campaignsOf(
  chunks: readonly (readonly Row[])[],
  options: Partial<CampaignOptions> = {},
): (Campaign | undefined)[] {
  const interner = new Interner();
  const detection = new Campaigns({ similarity: 0.7, least: 5, ...options });
  for (const chunk of chunks) detection.add(batchOf<CampaignBatch>(inputs, chunk, interner));
  const { groups, campaigns } = detection.finish();
  return Array.from(groups, (group) => campaigns[group]);
}

const distinct = (found: readonly (Campaign | undefined)[]): Campaign[] =>
  [...new Set(found)].filter((campaign) => campaign !== undefined);

const letters = (index: number): string => String.fromCharCode(97 + index, 104 + index);

/** A row written with `"×": n` stands for n rows; `#` in its texts is the number of the row, `#{letters}` letters for it. */
function unfold({ '×': times = 1, ...row }: Row): Row[] {
  const fill = (value: Row[string], index: number): Row[string] =>
    Array.isArray(value)
      ? value.map((one: string) => one.replaceAll('#', String(index)))
      : typeof value === 'string'
        ? value.replaceAll('#{letters}', letters(index)).replaceAll('#', String(index))
        : value;
  return Array.from({ length: Number(times) }, (_, index) =>
    Object.fromEntries(Object.entries(row).map(([field, value]) => [field, fill(value, index)])),
  );
}

describe('cases', () => {
  test.each(readCases('campaign').map((one) => [one.name, one] as const))('%s', (_, one) => {
    const rows = jsonLinesOf<Row>(one, 'rows').flatMap(unfold);
    const found = distinct(
      campaignsOf([rows], jsonOf<CampaignOptions>(one, 'options', { similarity: 0.7, least: 5 })),
    );
    const expected = jsonLinesOf<Partial<Campaign>>(one, 'expect');
    expect(found).toEqual(expected.map((campaign) => expect.objectContaining(campaign)));
  });
});

const word = fc.constantFrom(
  'invoice',
  'overdue',
  'parcel',
  'meeting',
  'the',
  'qzxv',
  'wkjh',
  'plmn',
  '42',
  '7',
);
const subject = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const message = fc.record(
  {
    subject,
    src: fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'),
    mailfrom: fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example'),
    recipient: fc.array(fc.constantFrom('u@own.example', 'v@own.example'), { minLength: 1, maxLength: 2 }),
    user_agent: fc.constantFrom('Mailer 1.2', 'Mailer 2.0', 'Other'),
    helo: fc.constantFrom('x.example', 'bare', '[192.0.2.1]'),
    msg_id: fc.constantFrom('<1@x.example>', '<1@bare>', 'broken'),
    in_reply_to: fc.constantFrom('<0@x.example>'),
    size: fc.integer({ min: 1, max: 9_000 }),
  },
  { requiredKeys: [] },
);
const messages = fc.array(message, { maxLength: 60 });
const options = fc.record({
  similarity: fc.constantFrom(0.3, 0.5, 0.7, 1),
  least: fc.integer({ min: 2, max: 6 }),
  exactUpTo: fc.constantFrom(0, 512),
});

test('neither the order of the rows nor the cuts between chunks matter', () => {
  fc.assert(
    fc.property(
      messages,
      options,
      fc.integer({ min: 1, max: 9 }),
      fc.infiniteStream(fc.nat()),
      (rows, chosen, size, noise) => {
        const order = rows
          .map((_, index) => ({ index, at: noise.next().value as number }))
          .sort((left, right) => left.at - right.at)
          .map(({ index }) => index);
        const shuffled = order.map((index) => rows[index]!);
        const chunks = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
          shuffled.slice(index * size, (index + 1) * size),
        );
        const straight = campaignsOf([rows], chosen);
        const found = campaignsOf(chunks, chosen);
        expect(found).toEqual(order.map((index) => straight[index]));
      },
    ),
  );
});

/** Groups of subjects the slow way: every pair by sets of texts, single linkage. */
function groupsByHand(subjects: readonly string[], similarity: number, least: number): number[][] {
  const shapes = subjects.map((text) => text.replace(/\d+/g, '#'));
  const holding = (one: string): number => shapes.filter((shape) => shape.split(' ').includes(one)).length;
  const templates = shapes.map((shape) =>
    shape
      .split(' ')
      .map((one) => (one === '#' || holding(one) >= 3 ? one : '*'))
      .filter((one, at, all) => one !== '*' || all[at - 1] !== '*')
      .join(' '),
  );
  const grams = templates.map((text) => {
    const padded = ` ${text} `;
    return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
  });
  const isAlike = (left: number, right: number): boolean => {
    const shared = [...grams[left]!].filter((gram) => grams[right]!.has(gram)).length;
    return shared / (grams[left]!.size + grams[right]!.size - shared) >= similarity;
  };
  const rest = new Set(templates.keys());
  for (const [row, text] of templates.entries()) if (text.replace(/[^a-z]/g, '').length < 6) rest.delete(row);
  const groups: number[][] = [];
  for (const first of rest) {
    rest.delete(first);
    const group = [first];
    for (const row of group)
      for (const other of rest) if (isAlike(row, other) && rest.delete(other)) group.push(other);
    groups.push(group.sort((left, right) => left - right));
  }
  return groups.filter((group) => group.length >= least);
}

test('groups, their sizes and counts equal those by brute force', () => {
  fc.assert(
    fc.property(messages, options, (rows, chosen) => {
      const plain = rows.map(({ msg_id: _, ...row }) => ({ subject: 'none', ...row }));
      const found = campaignsOf([plain], { ...chosen, exactUpTo: 512 });
      const expected = groupsByHand(
        plain.map((row) => row.subject),
        chosen.similarity,
        chosen.least,
      );
      const ofRows = distinct(found).map((campaign) =>
        [...found.keys()].filter((row) => found[row] === campaign),
      );
      const byFirst = (left: number[], right: number[]) => left[0]! - right[0]!;
      expect(ofRows.sort(byFirst)).toEqual(expected.sort(byFirst));
      for (const group of expected) {
        const count = (field: 'src' | 'mailfrom' | 'recipient') =>
          new Set(group.flatMap((row) => plain[row]?.[field] ?? [])).size;
        expect(found[group[0]!]).toMatchObject({
          size: group.length,
          sources: count('src'),
          senders: count('mailfrom'),
          recipients: count('recipient'),
        });
      }
    }),
  );
});

test.each([
  ['no field at all', [{}, {}, {}]],
  ['empty subjects', Array.from({ length: 6 }, () => ({ subject: '' }))],
  ['a subject of a million marks', Array.from({ length: 6 }, () => ({ subject: 're:'.repeat(1_000_000) }))],
  [
    'halves of characters and controls',
    Array.from({ length: 6 }, () => ({ subject: '\ud800\u0000\u202e *#|' })),
  ],
  ['encoded words without end', Array.from({ length: 6 }, () => ({ subject: '=?utf-8?Q?'.repeat(90) }))],
  [
    'bars in marks',
    Array.from({ length: 6 }, (_, at) => ({ user_agent: '|'.repeat(300), msg_id: `<${at}`, helo: '|' })),
  ],
])('hostile input is read: %s', (_, rows) => {
  expect(campaignsOf([rows])).toHaveLength(rows.length);
});

test('no rows give no groups', () => {
  expect(campaignsOf([])).toEqual([]);
});
