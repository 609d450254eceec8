import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Event, loadEvents } from '../workbench/ingest/events';
import type { LabelledLine } from './label';

interface Disagreement {
  readonly place: string;
  readonly text: string;
  /** Labels that our fields do not confirm. */
  readonly labels: readonly string[];
}

export interface Score {
  readonly set: string;
  readonly lineCount: number;
  readonly labelCount: number;
  readonly disagreements: readonly Disagreement[];
}

/** The events of the lines, in their order; each line is one event. */
async function eventsOf(lines: readonly LabelledLine[]): Promise<Map<LabelledLine, Event>> {
  const folder = mkdtempSync(join(tmpdir(), 'mail-labels-'));
  const events = new Map<LabelledLine, Event>();
  try {
    for (const sourcetype of new Set(lines.map((line) => line.sourcetype))) {
      const of = lines.filter((line) => line.sourcetype === sourcetype);
      const file = join(folder, 'mail.log');
      writeFileSync(file, of.map(({ text }) => `${text}\n`).join(''));
      const loaded = await loadEvents([file], sourcetype);
      if (loaded.events.length !== of.length)
        throw new Error(`${sourcetype}: found ${loaded.events.length} events, expected ${of.length}`);
      for (const [at, line] of of.entries()) events.set(line, loaded.events[at]!);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return events;
}

function disagreementOf({ place, text, labels }: LabelledLine, event: Event): Disagreement[] {
  const wrong = labels.filter(({ agrees }) => !agrees(event)).map(({ name, value }) => `${name}=${value}`);
  return wrong.length === 0 ? [] : [{ place, text, labels: wrong }];
}

/** How many of the labelled lines our fields confirm in full, by set. */
export async function scoreOf(lines: readonly LabelledLine[]): Promise<Score[]> {
  const events = await eventsOf(lines);
  return [...new Set(lines.map(({ set }) => set))].map((set) => {
    const of = lines.filter((line) => line.set === set);
    return {
      set,
      lineCount: of.length,
      labelCount: of.reduce((sum, { labels }) => sum + labels.length, 0),
      disagreements: of.flatMap((line) => disagreementOf(line, events.get(line)!)),
    };
  });
}

/** The share of labels that our fields confirm, in per cent with one decimal, rounded down. */
export function shareOf({ labelCount, disagreements }: Score): number {
  const wrongCount = disagreements.reduce((sum, { labels }) => sum + labels.length, 0);
  return Math.floor((1000 * (labelCount - wrongCount)) / labelCount) / 10;
}
