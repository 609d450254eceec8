import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactRows } from '../bench/scale/compact';
import measured from '../bench/scale/measured.json';
import type { Run } from '../bench/scale/report';
import { COMPACT } from '../bench/scale/simulated';
import {
  costTable,
  daySentence,
  loadSentence,
  measuredTable,
  pageTable,
  ratioTable,
  scheduledTable,
} from './tables';

const RUNS = measured as readonly Run[];
const COMPACT_EVENTS = 100_000_000;

/** What stands in place of each @{name} of page.md. */
const PARTS: Readonly<Record<string, () => string>> = {
  scheduled: scheduledTable,
  pages: pageTable,
  measured: () => measuredTable(RUNS),
  ratios: () => ratioTable(RUNS),
  cost: () => costTable(RUNS),
  day: () => daySentence(RUNS),
  load: loadSentence,
  second: () => {
    const rows = compactRows({ ...COMPACT, events: COMPACT_EVENTS, spanSeconds: 1 });
    return `${Math.round(rows / 1e6)} million`;
  },
};

/** The text of docs/scale.md: page.md with what is in conf files, pages and measurements put in. */
export function scalePage(): string {
  const written = readFileSync(join(__dirname, 'page.md'), 'utf8');
  return written.replace(/@\{(\w+)\}/g, (_, name: string) => {
    const part = PARTS[name];
    if (part === undefined)
      throw new Error(`tools/scale/page.md: found "@{${name}}", expected one of ${Object.keys(PARTS)}`);
    return part();
  });
}
