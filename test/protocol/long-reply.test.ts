import { parseReplies, parseRows } from '../splunkd/reply';
import { body, execute, getinfo } from '../splunkd/request';
import { EVENTS, talk } from './talk';

const ROWS = 400;
/** Together several times as long as the output that a reply keeps in one piece. */
const CELL = 'x'.repeat(100_000);

test('a reply of tens of megabytes is one body, its rows in their order', () => {
  const rows = Array.from({ length: ROWS }, (_, row) => ({ name: `n${row}`, text: CELL }));
  const said = talk(EVENTS, [getinfo([]), execute(true, body(['name', 'text'], rows))]);
  const [, reply] = parseReplies(said);
  expect(reply!.body.length).toBeGreaterThan(ROWS * CELL.length);
  const seen = parseRows(reply!.body).map(({ name, seen_name, seen_text }) => [
    name,
    seen_name,
    seen_text === CELL,
  ]);
  expect(seen).toEqual(rows.map(({ name }) => [name, name, true]));
});
