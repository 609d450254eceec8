import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One `== name` case of a `.case` file: the text of its `-- section`s by name. */
export interface Case {
  readonly name: string;
  readonly sections: ReadonlyMap<string, string>;
}

const CASES = join(__dirname, '..', 'cases', 'detect');

/** All cases of a folder under test/cases/detect, named by file and case. */
export function readCases(folder: string): Case[] {
  return readdirSync(join(CASES, folder))
    .filter((file) => file.endsWith('.case'))
    .sort()
    .flatMap((file) => parseCases(readFileSync(join(CASES, folder, file), 'utf8'), file));
}

/** The JSON value of a section, or the fallback where a case has none. */
export function jsonOf<T>({ name, sections }: Case, section: string, fallback?: T): T {
  const text = sections.get(section);
  if (text !== undefined) return JSON.parse(text) as T;
  if (fallback !== undefined) return fallback;
  throw new Error(`case "${name}" has no section "-- ${section}"`);
}

/** The JSON lines of a section. */
export function jsonLinesOf<T>({ name, sections }: Case, section: string): T[] {
  const text = sections.get(section);
  if (text === undefined) throw new Error(`case "${name}" has no section "-- ${section}"`);
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

function parseCases(text: string, file: string): Case[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...parts] = block.split(/^-- /m);
      const sections = parts.map((part): [string, string] => {
        const lineEnd = part.indexOf('\n');
        return [part.slice(0, lineEnd).trim(), part.slice(lineEnd + 1).trim()];
      });
      return { name: `${file}: ${head.split('\n')[0]}`, sections: new Map(sections) };
    });
}
