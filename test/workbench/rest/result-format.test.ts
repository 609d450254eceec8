import { formatResults, type ResultPage, rowJson } from '../../../workbench/rest/result-format';

test('fields stand in their order, those named by numbers too', () => {
  const fields = ['_time', '1331902800', 'OTHER', '1', '__proto__'];
  const json = rowJson(fields, ['2012-03-16T13:00:00.000+00:00', '8', null, ['a', 'b'], 'x']);
  expect(json).toBe(
    '{"_time":"2012-03-16T13:00:00.000+00:00","1331902800":"8","1":["a","b"],"__proto__":"x"}',
  );
});

const HOSTILE = ['"', ',', '\r\n', '\u2028', '</script>', '=1+1', '\\', '\u0000', 'é😀'];

const PAGE: ResultPage = {
  fields: HOSTILE,
  rows: [HOSTILE, HOSTILE.map((value) => [value, value])],
  offset: 0,
  isPreview: false,
  messages: [],
  postProcessCount: 0,
  showMetadata: false,
};

test('values come back from JSON as they were', () => {
  const { fields, results } = JSON.parse(formatResults('json', PAGE)) as {
    fields: { name: string }[];
    results: Record<string, unknown>[];
  };
  expect(fields.map(({ name }) => name)).toEqual(HOSTILE);
  expect(results.map((row) => HOSTILE.map((field) => row[field]))).toEqual(PAGE.rows);
  expect(JSON.parse(formatResults('json_rows', PAGE))).toMatchObject({ rows: PAGE.rows });
  expect(JSON.parse(formatResults('json_cols', PAGE))).toMatchObject({
    columns: HOSTILE.map((value) => [value, [value, value]]),
  });
});

/** CSV read by the rules of RFC 4180, character by character. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted && character === '"' && text[at + 1] === '"') cell += text[++at];
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted || !/[,\n]/.test(character)) cell += character;
    else {
      row.push(cell);
      cell = '';
      if (character === '\n') rows.push(row.splice(0));
    }
  }
  return rows;
}

test('values come back from CSV as they were, several values on lines of their own', () => {
  expect(readCsv(formatResults('csv', PAGE))).toEqual([
    HOSTILE,
    HOSTILE,
    HOSTILE.map((value) => `${value}\n${value}`),
  ]);
});
