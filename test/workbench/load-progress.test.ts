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
    file: 'a.log',
    fileNumber: 1,
    files: 2,
    fraction: 0,
    bytes: 0,
  });
  progress.add(first, 200);
  progress.add(first, 100);
  progress.add(second, 20);
  expect(progress.state()).toEqual({
    isDone: false,
    file: 'b.log',
    fileNumber: 2,
    files: 2,
    fraction: 0.8,
    bytes: 320,
  });
  progress.add(second, 80);
  expect(progress.state()).toMatchObject({ isDone: false, fraction: 1 });
  progress.end();
  expect(progress.state()).toMatchObject({ isDone: true, fraction: 1 });
});

test('of a packed file more is expected than it is long, and never more than all is read', () => {
  const packed = file('a.log.gz', 100);
  const progress = new LoadProgress([packed]);
  progress.add(packed, 200);
  expect(progress.state().fraction).toBe(0.25);
  progress.add(packed, 2000);
  expect(progress.state().fraction).toBe(1);
});

test('a file that is not there is nothing to wait for', () => {
  expect(new LoadProgress([join(dir, 'missing.log')]).state()).toMatchObject({ fraction: 1, fileNumber: 1 });
});
