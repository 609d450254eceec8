import fc from 'fast-check';
import { type PageState, readPageState, writePageState } from '../../app/shell/page-state';

const FIELDS = ['src', 'recipient', 'verdict'];

const range = fc.record({ earliest: fc.string(), latest: fc.string() });
const filters = fc
  .dictionary(fc.constantFrom(...FIELDS), fc.string(), { noNullPrototype: true })
  .filter((values) => Object.keys(values).length > 0);
const states: fc.Arbitrary<PageState> = fc.record(
  { range, selection: fc.oneof(fc.record({ filters }), fc.record({ filters, range })) },
  { requiredKeys: [] },
);

test('a state survives the address', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(readPageState(writePageState('', state), FIELDS)).toEqual(state);
    }),
  );
});

test('fields that select no events are ignored', () => {
  const query = '?event.src=192.0.2.1&event.__proto__=x&event.index=_internal&earliest=0';
  expect(readPageState(query, FIELDS)).toEqual({
    range: { earliest: '0', latest: '' },
    selection: { filters: { src: '192.0.2.1' } },
  });
});

test('parameters of others are kept, those of the former state go', () => {
  const query = '?theme=dark&earliest=1&latest=2&event.src=192.0.2.1';
  expect(writePageState(query, {})).toBe('?theme=dark');
  expect(writePageState('?earliest=1&latest=2', {})).toBe('');
});
