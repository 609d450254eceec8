import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './event-table';

/** One `== name` case of a `.case` file: a search over rows, and the rows or the error that it has to give. */
export interface SplCase {
  readonly file: string;
  readonly name: string;
  /** Who says so: a manual page, a recording, or `ours`. */
  readonly origin: string;
  readonly spl: string;
  readonly rows: readonly Row[];
  readonly expect?: readonly string[];
  readonly error?: string;
  /** An awk program over the bundled sample that finds out the same in its own way, as JSON lines. */
  readonly awk?: string;
}

const CASES = join(__dirname, '..', '..', 'cases');

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

function sectionsOf(block: string): Map<string, string> {
  const sections = new Map<string, string>();
  for (const part of block.split(/^-- (?=(?:spl|rows|awk|expect|error)$)/m).slice(1)) {
    const lineEnd = part.indexOf('\n');
    sections.set(part.slice(0, lineEnd).trim(), part.slice(lineEnd + 1).replace(/\n+$/, ''));
  }
  return sections;
}

function parseCase(file: string, block: string, shared: readonly Row[]): SplCase {
  const [name = ''] = block.split('\n', 1);
  const sections = sectionsOf(block);
  const rows = sections.get('rows');
  const error = sections.get('error');
  const expected = sections.get('expect');
  return {
    file,
    name,
    origin: /^origin: (.*)$/m.exec(block)?.[1] ?? '',
    spl: sections.get('spl') ?? '',
    rows: rows === undefined ? shared : lines(rows).map((line) => JSON.parse(line) as Row),
    ...(expected !== undefined && { expect: lines(expected) }),
    ...(error !== undefined && { error }),
    ...(sections.has('awk') && { awk: sections.get('awk')! }),
  };
}

/** All cases of a folder; rows that stand before the first case of a file are those of all its cases without rows. */
export function readCases(folder = 'spl'): SplCase[] {
  return readdirSync(join(CASES, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.case'))
    .sort()
    .flatMap((file) => {
      const [head = '', ...blocks] = readFileSync(join(CASES, folder, file), 'utf8').split(/^== /m);
      const shared = lines(sectionsOf(head).get('rows') ?? '').map((line) => JSON.parse(line) as Row);
      return blocks.map((block) => parseCase(file, block, shared));
    });
}

/** Writes what a search gave into its case, in place of what stood there. */
export function updateCase(
  { file, name }: SplCase,
  section: 'expect' | 'error',
  text: string,
  folder = 'spl',
): void {
  const path = join(CASES, folder, file);
  const blocks = readFileSync(path, 'utf8').split(/^(?=== )/m);
  const updated = blocks.map((block) => {
    if (!block.startsWith(`== ${name}\n`)) return block;
    const kept = block.replace(/^-- (?:expect|error)$[\s\S]*/m, '').trimEnd();
    return `${kept}\n-- ${section}\n${text}\n\n`;
  });
  writeFileSync(path, `${updated.join('').trimEnd()}\n`);
}
