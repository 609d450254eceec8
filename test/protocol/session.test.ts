import fc from 'fast-check';
import { parseCsv, parseReplies, parseRows } from '../splunkd/reply';
import { body, chunk, execute, getinfo, type Row } from '../splunkd/request';
import { EVENTS, REPORTING, STATEFUL, talk } from './talk';

const FIELDS = [
  '_time',
  'size',
  'name',
  'other_name',
  'list',
  'other_list',
  'text',
  'other_text',
  'untouched',
];

const text = fc
  .array(fc.constantFrom('"', ',', '\n', '\r', '$', ';', 'a', 'Z', '0', ' ', 'ü', '€', '😀', '__mv_'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));
const cell = fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 4 }));
const row: fc.Arbitrary<Row> = fc.record({
  _time: fc.oneof(fc.constantFrom('1331901000.123456', '', 'now', '1e9', '.5'), text),
  size: fc.oneof(fc.nat().map(String), text),
  name: cell,
  other_name: cell,
  list: cell,
  other_list: cell,
  text: cell,
  other_text: cell,
  untouched: cell,
});

const firstOf = (...cells: Row[string][]) =>
  cells.find((one) => one !== undefined && one !== '' && one.length > 0);
const listOf = (one: Row[string]) => (one === undefined ? [] : [one].flat().filter((value) => value !== ''));
const asText = (one: Row[string]) => (typeof one === 'object' ? one.join('\n') : one);

/** What the probe should have seen of a row, in a reply's form. */
function expected(given: Row): Record<string, string | string[]> {
  const seen: Record<string, string | readonly string[] | undefined> = {
    ...given,
    seen_time: numberText(given['_time']),
    seen_size: numberText(given['size']),
    seen_name: listOf(firstOf(given['name'], given['other_name']))[0],
    seen_list: listOf(firstOf(given['list'], given['other_list'])),
    seen_text: asText(firstOf(given['text'], given['other_text'])),
  };
  if (seen['seen_list']?.length === 1) seen['seen_list'] = seen['seen_list'][0];
  const entries = Object.entries(seen).filter(([, value]) => value !== undefined && value.length > 0);
  return Object.fromEntries(entries) as Record<string, string | string[]>;
}

function numberText(one: Row[string]): string | undefined {
  const isNumber = typeof one === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*$/i.test(one);
  return isNumber ? String(Number(one)) : undefined;
}

function repliesTo(command: typeof STATEFUL | typeof EVENTS | typeof REPORTING, ...requests: Buffer[]) {
  return parseReplies(talk(command as typeof STATEFUL, [getinfo(), ...requests]));
}

describe('a stateful command', () => {
  test('names the fields that it reads and adds', () => {
    const [reply] = repliesTo(STATEFUL);
    const added = ['seen_time', 'seen_size', 'seen_name', 'seen_list', 'seen_text'];
    expect(reply!.metadata).toEqual({ type: 'stateful', required_fields: [...FIELDS.slice(0, 8), ...added] });
  });

  test('answers any rows with all their cells and what it read of them', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const [, reply] = repliesTo(STATEFUL, execute(true, body(FIELDS, rows)));
        expect(parseRows(reply!.body)).toEqual(rows.map(expected));
      }),
      { numRuns: 500 },
    );
  });

  test('replaces columns that are sent to it, wherever they stand', () => {
    const fields = ['seen_list', 'name', 'seen_name', '_chunked_idx', 'seen_text'];
    const rows = [
      { name: 'a', seen_name: 'old', seen_list: ['x', 'y'], _chunked_idx: '0', seen_text: '' },
      { name: '', seen_name: 'old', seen_list: 'x', _chunked_idx: '1', seen_text: 'old' },
    ];
    const [, reply] = repliesTo(STATEFUL, execute(false, body(fields, rows)));
    expect(parseRows(reply!.body)).toEqual([
      { name: 'a', seen_name: 'a', _chunked_idx: '0' },
      { _chunked_idx: '1' },
    ]);
    expect(parseCsv(reply!.body)[0]).toHaveLength(10 + 2);
  });

  test('reads the header of every body anew', () => {
    const first = execute(false, body(['name', 'text'], [{ name: 'a', text: 'b' }]));
    const second = execute(
      true,
      body(['other_text', 'untouched', 'other_name'], [{ other_text: 'c', other_name: 'd' }]),
    );
    const [, one, two] = repliesTo(STATEFUL, first, second);
    expect(parseRows(one!.body)).toEqual([{ name: 'a', text: 'b', seen_name: 'a', seen_text: 'b' }]);
    expect(parseRows(two!.body)).toEqual([
      { other_text: 'c', other_name: 'd', seen_name: 'd', seen_text: 'c' },
    ]);
  });

  test.each([
    ['no body', ''],
    ['a header alone', 'name,"_chunked_idx","__mv_name","__mv__chunked_idx"\n'],
    ['a header without line end', 'name'],
  ])('answers %s without rows', (_, given) => {
    const [, one, two] = repliesTo(STATEFUL, execute(false, given), execute(true, given));
    expect([one!.metadata, two!.metadata]).toEqual([{ finished: false }, { finished: true }]);
    expect(parseCsv(one!.body).slice(1)).toEqual([]);
    expect(one!.body.length === 0).toBe(given === '');
  });

  test.each([
    [
      'CRLF line ends',
      'name,text\r\na,"b\r\nc"\r\n',
      [{ name: 'a', text: 'b\r\nc', seen_name: 'a', seen_text: 'b\r\nc' }],
    ],
    [
      'a last row without line end',
      'name\na\n"b"',
      [
        { name: 'a', seen_name: 'a' },
        { name: 'b', seen_name: 'b' },
      ],
    ],
    [
      'CRLF and a last row without line end',
      'name,text\r\na,\r\nb,"c"',
      [
        { name: 'a', seen_name: 'a' },
        { name: 'b', text: 'c', seen_name: 'b', seen_text: 'c' },
      ],
    ],
    ['quoted empty cells', 'name,other_name\n"","b"\n', [{ other_name: 'b', seen_name: 'b' }]],
    [
      'odd names of fields',
      '"tag::eventtype","a{}.b","with space",name\n1,2,3,4\n',
      [{ 'tag::eventtype': '1', 'a{}.b': '2', 'with space': '3', name: '4', seen_name: '4' }],
    ],
    ['one column with empty rows', 'name\n\na\n', [{}, { name: 'a', seen_name: 'a' }]],
  ])('reads %s', (_, given, rows) => {
    expect(parseRows(repliesTo(STATEFUL, execute(true, given))[1]!.body)).toEqual(rows);
  });

  test('shows bytes that are no UTF-8 as U+FFFD and passes them through', () => {
    const given = Buffer.concat([
      Buffer.from('name,text\n"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('","'),
      Buffer.from([0xc3]),
      Buffer.from('"\n'),
    ]);
    const [, reply] = repliesTo(STATEFUL, execute(true, given));
    expect(reply!.body.includes(Buffer.from([0xff, 0xfe]))).toBe(true);
    expect(parseRows(reply!.body)[0]).toMatchObject({ seen_name: '\ufffd\ufffd', seen_text: '\ufffd' });
  });

  test('takes a cell of 20 MB and a header of 500 columns', () => {
    const huge = `${'x"$€\n'.repeat(2_500_000)}end`;
    const fields = Array.from({ length: 500 }, (_, column) => `field ${column}`);
    const rows = [
      { 'field 499': 'z', name: 'm' },
      { 'field 7': 'a', name: 'n', text: huge },
    ];
    const [, reply] = repliesTo(STATEFUL, execute(true, body([...fields, 'name', 'text'], rows)));
    const cell = Buffer.from(`"${huge.replaceAll('"', '""')}"`);
    const passedThrough = reply!.body.indexOf(cell);
    expect(passedThrough).toBeGreaterThan(0);
    expect(reply!.body.indexOf(cell, passedThrough + cell.length)).toBe(reply!.body.length - cell.length - 1);
    const firstRows = reply!.body.subarray(0, reply!.body.indexOf('\n', reply!.body.indexOf('\n') + 1) + 1);
    expect(parseRows(firstRows)).toEqual([{ 'field 499': 'z', name: 'm', seen_name: 'm' }]);
  });

  test('takes more rows than a batch holds', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      name: `n${index % 7000}`,
      size: String(index),
    }));
    const [, reply] = repliesTo(STATEFUL, execute(true, body(['name', 'size'], rows)));
    expect(parseRows(reply!.body)).toEqual(
      rows.map((one) => ({ ...one, seen_name: one.name, seen_size: one.size })),
    );
  });
});

describe('any command', () => {
  const rows: Row[] = [
    { _time: '1331901000.5', name: 'a "quoted", one', list: ['x', 'y$;'], text: 'line\nline' },
    { _time: '', name: '😀', list: 'z', text: '' },
  ];
  const requests = [
    getinfo(),
    execute(false, body(FIELDS, rows)),
    execute(true, body(FIELDS, rows.slice(1))),
  ];
  const whole = Buffer.concat(requests);

  test.each([
    ['stateful', STATEFUL],
    ['events', EVENTS],
    ['reporting', REPORTING],
  ])('a %s one says the same wherever its input is cut', (_, command) => {
    const expectedOutput = talk(command as typeof STATEFUL, requests).toString();
    for (let cut = 0; cut <= whole.length; cut++) {
      const output = talk(command as typeof STATEFUL, [whole.subarray(0, cut), whole.subarray(cut)]);
      if (output.toString() !== expectedOutput) throw new Error(`differs when cut at byte ${cut}`);
    }
    const bytewise = [...whole].map((byte) => Buffer.from([byte]));
    expect(talk(command as typeof STATEFUL, bytewise).toString()).toBe(expectedOutput);
  });

  test.each([
    ['events', EVENTS],
    ['reporting', REPORTING],
  ])('%s in several requests give what they give in one', (_, command) => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.nat(6),
        fc.boolean(),
        (all, cut, isEmptyLast) => {
          const parts = [all.slice(0, cut), all.slice(cut), ...(isEmptyLast ? [[]] : [])];
          const several = parts.map((part, index) => execute(index === parts.length - 1, body(FIELDS, part)));
          const [, ...replies] = repliesTo(command, ...several);
          const [, once] = repliesTo(command, execute(true, body(FIELDS, all)));
          expect(replies.slice(0, -1).map((reply) => reply.body.length)).toEqual(
            several.slice(1).map(() => 0),
          );
          expect(replies.at(-1)!.body.toString()).toBe(once!.body.toString());
        },
      ),
      { numRuns: 100 },
    );
  });

  test('events of bodies with other columns come back under all names', () => {
    const first = execute(false, body(['name', 'untouched'], [{ name: 'a', untouched: ['u', 'v'] }]));
    const second = execute(true, 'text,name\n"b, ""c""",d');
    const [, , reply] = repliesTo(EVENTS, first, execute(false, ''), second);
    expect(reply!.metadata).toEqual({ finished: false });
    const replies = repliesTo(EVENTS, first, second);
    expect(parseRows(replies[2]!.body)).toEqual([
      { name: 'a', untouched: ['u', 'v'], seen_name: 'a' },
      { name: 'd', text: 'b, "c"', seen_name: 'd', seen_text: 'b, "c"' },
    ]);
  });

  test('a report without rows has no body, and one without requests for it none at all', () => {
    const [, reply] = repliesTo(REPORTING, execute(true, ''));
    expect(parseCsv(reply!.body).slice(1)).toEqual([]);
  });

  test('values that should be numbers are counted in one warning', () => {
    const given = body(
      ['_time', 'size'],
      [
        { _time: 'now', size: '1' },
        { _time: '5', size: '2' },
      ],
    );
    const [, one, two] = repliesTo(STATEFUL, execute(false, given), execute(true, given));
    expect(one!.metadata).toEqual({ finished: false });
    expect(two!.metadata['inspector']).toEqual({ messages: [['WARN', '_time is no number in 2 of 4 rows']] });
  });

  test.each([
    ['a row that is too short', 'name,text\na,b\na\n', 'row 2 has 1 cells, expected 2 as in the header'],
    ['a row that is too long', 'name,text\na,b,c\n', 'row 1 has more cells than the 2 of the header'],
    ['text behind a quote', 'name,text\n"a"b,c\n', 'row 1 has text after the closing quote of cell 1'],
    ['an open quote', 'name,text\na,b\na,"b\n', 'row 2 ends inside a quoted cell'],
  ])('%s ends the search with its place', (_, given, error) => {
    const replies = repliesTo(STATEFUL, execute(true, given));
    expect(replies).toEqual([
      expect.anything(),
      { metadata: { finished: true, error }, body: Buffer.alloc(0) },
    ]);
  });

  test('a fault in the middle of a large body is told when the body has ended', () => {
    const good = body(['name', 'text'], [{ name: 'a', text: 'b'.repeat(300_000) }]);
    const given = Buffer.from(`${good}too,few\n${'a,b,,\n'.repeat(50_000)}`);
    const [, reply] = repliesTo(STATEFUL, execute(false, given));
    expect(reply!.metadata['error']).toBe('row 2 has 2 cells, expected 4 as in the header');
  });

  test.each([
    ['while loading', 'load', 'no way to begin'],
    ['while judging', 'judge', 'no way to go on'],
  ])('an exception %s becomes one line', (_, place, error) => {
    const requests = [getinfo([`fail=${place}`]), execute(true, body(['name'], [{ name: 'a' }]))];
    const replies = parseReplies(talk(STATEFUL, requests));
    expect(replies[1]!.metadata).toEqual({ finished: true, error });
  });

  test('requests out of turn are refused', () => {
    const early = parseReplies(talk(STATEFUL, [execute(true)]));
    expect(early[0]!.metadata).toEqual({ finished: true, error: 'request "execute" is out of turn' });
    const again = parseReplies(talk(STATEFUL, [getinfo(), getinfo()]));
    expect(again[1]!.metadata).toEqual({ finished: true, error: 'request "getinfo" is out of turn' });
  });

  test('input that is no frame is refused by name, whatever it is', () => {
    expect(() => talk(STATEFUL, [Buffer.from('HTTP/1.1 200 OK\n')])).toThrow(
      'frame header is "HTTP/1.1 200 OK"',
    );
    expect(() => talk(STATEFUL, [Buffer.from('chunked 1.0,2,0\n[]')])).toThrow(
      'frame metadata is no JSON object: "[]"',
    );
    expect(() => talk(STATEFUL, [Buffer.from('chunked 1.0,2,0\n{{')])).toThrow(
      'frame metadata is no JSON: "{{"',
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 200, maxLength: 400 }), (bytes) => {
        expect(() => talk(STATEFUL, [Buffer.from(bytes)])).toThrow(/^frame /);
      }),
    );
  });

  test('loose frames are read', () => {
    const loose = Buffer.from('chunked  1.0 , 20 , 0 \n{"action":"getinfo"}');
    expect(parseReplies(talk(STATEFUL, [loose]))[0]!.metadata['type']).toBe('stateful');
    expect(chunk({}).toString()).toBe('chunked 1.0,2,0\n{}');
  });
});
