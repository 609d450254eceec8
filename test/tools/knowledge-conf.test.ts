import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowledgeConf } from '../../tools/generate-knowledge-conf';

const CASES = join(__dirname, '..', 'cases', 'knowledge');

function written(folder: string): string {
  try {
    return knowledgeConf('props', folder);
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

test.each(readdirSync(CASES))('%s', (name) => {
  const folder = join(CASES, name);
  expect(written(folder)).toBe(readFileSync(join(folder, 'expected.txt'), 'utf8'));
});
