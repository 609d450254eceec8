import { LogSink } from '../../tools/samples/logs/sink';

const MINUTE = 60_000_000;
const FORMAT = { head: () => 'head\n', prefix: (time: number) => `${time / MINUTE} `, foot: () => 'foot\n' };

function open(): { sink: LogSink; text: () => string } {
  let text = '';
  const sink = new LogSink('log', FORMAT, (_, more) => (text += more), 0);
  return { sink, text: () => text };
}

test('lines are written in the order of their times, those of one time as they came', () => {
  const { sink, text } = open();
  for (const [minute, line] of [
    [12, 'c'],
    [3, 'a'],
    [25, 'e'],
    [3, 'b'],
    [19, 'd'],
  ] as const)
    sink.add(minute * MINUTE, line);
  sink.end(30 * MINUTE);
  expect(text()).toBe('head\n3 a\n3 b\n12 c\n19 d\n25 e\nfoot\n');
  expect(sink.lines).toBe(5);
});

test('what lies before a time is written and let go; later lines wait', () => {
  const { sink, text } = open();
  sink.add(3 * MINUTE, 'a');
  sink.add(12 * MINUTE, 'b');
  sink.writeBefore(10 * MINUTE);
  expect(text()).toBe('head\n3 a\n');
  sink.add(11 * MINUTE, 'later, for an earlier time');
  expect(() => sink.add(9 * MINUTE, 'late')).toThrow(`log: a line for ${9 * MINUTE} came too late: late`);
  sink.end(20 * MINUTE);
  expect(text()).toBe('head\n3 a\n11 later, for an earlier time\n12 b\nfoot\n');
});
