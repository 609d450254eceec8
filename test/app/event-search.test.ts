import { describeSelection, eventSearch } from '../../app/events/event-search';

const SOURCE = {
  spl: 'index=main',
  filters: {
    src: { title: 'source' },
    verdict: { title: 'verdict', command: 'judge' },
    score: { title: 'score', command: 'judge' },
  },
  columns: [],
};

test.each([
  [{}, 'index=main'],
  [{ src: '192.0.2.1' }, 'index=main src="192.0.2.1"'],
  [{ verdict: 'bad' }, 'index=main | judge | search verdict="bad"'],
  [
    { score: '9', src: 'a"b', verdict: 'bad' },
    'index=main src="a\\"b" | judge | search score="9" verdict="bad"',
  ],
  [{ nosuch: 'x' }, 'index=main'],
])('%j selects by %s', (filters, spl) => {
  expect(eventSearch(SOURCE, { filters })).toBe(spl);
});

test('what the source does with events comes behind the terms on them, before commands that judge', () => {
  const source = { ...SOURCE, commands: '| narrow' };
  expect(eventSearch(source, { filters: { src: 'a', verdict: 'bad' } })).toBe(
    'index=main src="a" | narrow | judge | search verdict="bad"',
  );
});

test('a selection is told in words', () => {
  expect(describeSelection(SOURCE, { filters: { src: '192.0.2.1', verdict: 'bad' } })).toBe(
    'source 192.0.2.1, verdict bad',
  );
  expect(describeSelection(SOURCE, { filters: {} })).toBe('all events');
});
