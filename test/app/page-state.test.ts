import fc from 'fast-check';
import { type PageState, readPageState, writePageState } from '../../app/shell/page-state';

const NAMES = { inputs: ['rate', 'entity'], fields: ['src', 'recipient', 'verdict'] };

const range = fc.record({ earliest: fc.string(), latest: fc.string() });
const filters = fc
  .dictionary(fc.constantFrom(...NAMES.fields), fc.string(), { noNullPrototype: true })
  .filter((values) => Object.keys(values).length > 0);
const states: fc.Arbitrary<PageState> = fc.record(
  {
    range,
    inputs: fc.dictionary(fc.constantFrom(...NAMES.inputs), fc.string(), { noNullPrototype: true }),
    selection: fc.oneof(
      fc.record({ filters }),
      fc.record({ filters, range }),
      fc.record({ filters, source: fc.string() }),
    ),
  },
  { requiredKeys: ['inputs'] },
);

test('a state survives the address', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(readPageState(writePageState('', state), NAMES)).toEqual(state);
    }),
  );
});

test('fields that select no events and values of no input are ignored', () => {
  const query =
    '?event.src=192.0.2.1&event.__proto__=x&event.index=_internal&earliest=0&form.nosuch=1&form.rate=9';
  expect(readPageState(query, NAMES)).toEqual({
    inputs: { rate: '9' },
    range: { earliest: '0', latest: '' },
    selection: { filters: { src: '192.0.2.1' } },
  });
});

test('parameters of others are kept, those of the former state go', () => {
  const query = '?theme=dark&earliest=1&latest=2&event.src=192.0.2.1&form.rate=9&events=logins';
  expect(writePageState(query, { inputs: {} })).toBe('?theme=dark');
  expect(writePageState('?earliest=1&latest=2', { inputs: {} })).toBe('');
});
