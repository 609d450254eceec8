import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETECTIONS } from '../../schema/detections';
import { EXPECTED } from '../../tools/bench/detection/expected';

const TECHNIQUES = join(__dirname, '..', '..', 'lookups', 'smtp_watch_attack_techniques.csv');

const names = DETECTIONS.map(({ name }) => name);

test('every detection that has to find something planted is there', () => {
  const expected = new Set(Object.values(EXPECTED).flat());
  expect([...expected].filter((name) => !names.includes(name))).toEqual([]);
});

test('names and titles are given once', () => {
  const titles = DETECTIONS.map(({ title }) => title);
  expect([names, titles].map((all) => all.filter((one, at) => all.indexOf(one) !== at))).toEqual([[], []]);
});

test('every technique is one of the list of ATT&CK', () => {
  const known = new Set(
    readFileSync(TECHNIQUES, 'utf8')
      .split('\n')
      .map((line) => line.split(',')[0]),
  );
  const unknown = DETECTIONS.flatMap(({ name, techniques }) =>
    techniques.filter((id) => !known.has(id)).map((id) => `${name}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test.each(DETECTIONS)('$name says what people are to know of it', (detection) => {
  const { notices, matters, wrong, needs, cost, response } = detection;
  for (const text of [notices, matters, wrong, needs, cost, ...response])
    expect(text).toMatch(/^[A-Z].*[.?]$/);
  expect(response.length).toBeGreaterThan(0);
  expect(detection.techniques.length).toBeGreaterThan(0);
});
