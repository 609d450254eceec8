import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ageOf } from '../../../app/setup/freshness';
import { readRange } from '../../../app/setup/use-log';
import { parseConf } from '../../../workbench/conf/parse';

const DEFAULT = join(__dirname, '..', '..', '..', 'default');
const stanzasOf = (file: string) => parseConf(readFileSync(join(DEFAULT, file), 'utf8'), file);

test('the macro of all sources names every sourcetype that has extractions, and no other', () => {
  const definition = stanzasOf('macros.conf').get('smtp_watch_sources')?.settings.get('definition')?.value;
  const named = [...(definition ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name);
  expect(named.sort()).toEqual([...stanzasOf('props.conf').keys()].sort());
});

test('a small log is read as a whole, of a large one the last day', () => {
  const source = (events: number, first: number, last: number) => ({
    name: 'zeek:smtp',
    events,
    first,
    last,
  });
  expect(readRange([])).toBeUndefined();
  expect(readRange([source(5, 100.5, 200), source(5, 300, 900_000.2)])).toEqual({
    earliest: '100',
    latest: '900001',
  });
  expect(readRange([source(2_000_000, 100, 900_000)])).toEqual({ earliest: '813600', latest: '900001' });
});

test('an age is told in its largest unit', () => {
  expect([10, 60, 7_300, 200_000_000, -5].map((age) => ageOf(1e9 - age, 1e9))).toEqual([
    '<1 min',
    '1 min',
    '2 h',
    '2,314 d',
    '<1 min',
  ]);
});
