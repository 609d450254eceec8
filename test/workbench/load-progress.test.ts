import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoadProgress } from '../../workbench/load-progress';

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'progress-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, bytes: number): string {
  writeFileSync(join(dir, name), Buffer.alloc(bytes));
  return join(dir, name);
}

test('the share that is read is that of all files together', () => {
  const [first, second] = [file('a.log', 300), file('b.log', 100)];
  const progress = new LoadProgress([first, second]);
  expect(progress.state()).toEqual({
    isDone: false,
    isMakingFields: false,
    file: 'a.log',
    fileNumber: 1,
    files: 2,
    fraction: 0,
    bytes: 0,
    lines: 0,
  });
  progress.add({ file: first, phase: 'lines', bytes: 200, lines: 1 });
  progress.add({ file: first, phase: 'lines', bytes: 100, lines: 1 });
  progress.add({ file: second, phase: 'lines', bytes: 20, lines: 1 });
  expect(progress.state()).toEqual({
    isDone: false,
    isMakingFields: false,
    file: 'b.log',
    fileNumber: 2,
    files: 2,
    fraction: 0.8,
    bytes: 320,
    lines: 3,
  });
  progress.add({ file: second, phase: 'lines', bytes: 80, lines: 1 });
  progress.add({ file: second, phase: 'fields', bytes: 0, lines: 0 });
  expect(progress.state()).toMatchObject({ isDone: false, isMakingFields: true, fraction: 1, lines: 4 });
  progress.end();
  expect(progress.state()).toMatchObject({ isDone: true, fraction: 1 });
});

test('of a packed file more is expected than it is long, and never more than all is read', () => {
  const packed = file('a.log.gz', 100);
  const progress = new LoadProgress([packed]);
  progress.add({ file: packed, phase: 'lines', bytes: 200, lines: 1 });
  expect(progress.state().fraction).toBe(0.25);
  progress.add({ file: packed, phase: 'lines', bytes: 2000, lines: 1 });
  expect(progress.state().fraction).toBe(1);
});

test('a file that is not there is nothing to wait for', () => {
  expect(new LoadProgress([join(dir, 'missing.log')]).state()).toMatchObject({ fraction: 1, fileNumber: 1 });
});
