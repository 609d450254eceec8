import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundledFiles } from '../../tools/samples/bundled';

const SAMPLES = join(__dirname, '..', '..', 'samples');

test.each(bundledFiles())('samples/$path is what its generator makes', ({ path, text }) => {
  const bytes = readFileSync(join(SAMPLES, path));
  expect((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).toBe(text);
});

test('the samples stay small', () => {
  const bytes = bundledFiles().reduce((sum, { path }) => sum + statSync(join(SAMPLES, path)).size, 0);
  expect(bytes).toBeLessThan(600_000);
});
