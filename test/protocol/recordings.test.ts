import { readCells } from '../../protocol/cells';
import { widen } from '../../protocol/widen';
import { framesOf, hasRecordings, recordings } from '../splunkd/recordings';
import { parseCsv, parseReplies } from '../splunkd/reply';
import { execute, getinfo } from '../splunkd/request';
import { STATEFUL, talk } from './talk';

const whenRecorded = hasRecordings ? describe : describe.skip;

whenRecorded('bodies that a real splunkd sent or took', () => {
  const bodies = recordings().flatMap((name) =>
    framesOf(name)
      .filter(({ body }) => body.length > 0)
      .map(({ body }, index): [string, Buffer] => [
        `${name}, body ${index + 1} of ${body.length} bytes`,
        body,
      ]),
  );

  const each: [string, Buffer][] = bodies.length > 0 ? bodies : [['none', Buffer.alloc(0)]];

  test('are there', () => expect(bodies.length).toBeGreaterThan(12));

  test.each(each)('%s is read cell by cell as by another reader', (_, body) => {
    const [names = [], ...rows] = parseCsv(body);
    const lineEnd = body.indexOf('\n') < 0 ? body.length : body.indexOf('\n');
    const line = body.subarray(0, body[lineEnd - 1] === 0x0d ? lineEnd - 1 : lineEnd);
    expect(readCells(line)).toEqual(names);
    const read = widen({ line, pieces: [body.subarray(lineEnd + 1)] }, names);
    expect(parseCsv(Buffer.concat([read.line, Buffer.from('\n'), ...read.pieces]))).toEqual([names, ...rows]);
  });

  test.each(each)('%s passes through a command unchanged', (_, body) => {
    const [names = [], ...rows] = parseCsv(body);
    const [, reply] = parseReplies(talk(STATEFUL, [getinfo(), execute(true, body)]));
    const [replyNames = [], ...replyRows] = parseCsv(reply!.body);
    expect(replyNames.slice(0, names.length)).toEqual(names);
    expect(replyRows.map((cells) => cells.slice(0, names.length))).toEqual(rows);
  });
});
