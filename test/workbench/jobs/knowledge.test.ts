import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { knowledgeFaults } from '../../../workbench/jobs/knowledge';
import { createKnowledgeApp } from '../spl/knowledge-app';

test('every fault in event types, tags and data models is told once, each with its place', () => {
  const dir = createKnowledgeApp();
  try {
    const faults = knowledgeFaults({ app: readApp(dir) }).map((fault) => fault.replaceAll(`${dir}/`, ''));
    const places = faults.map((fault) => /^[\w./]+(?::\d+: \[[^\]]+\])?/.exec(fault)?.[0]);
    expect(places).toEqual([
      ...['coloured', 'searchless', 'of_%kind%', 'bracketed', 'broken', 'piped', 'tagging', 'timed'].map(
        (name) => expect.stringMatching(`^default/eventtypes.conf:\\d+: \\[${name}\\]$`),
      ),
      ...['early', 'itself', 'late'].map((name) =>
        expect.stringMatching(`^default/eventtypes.conf:\\d+: \\[${name}\\]$`),
      ),
      expect.stringMatching(/^default\/tags\.conf:\d+: \[action=delivered\]$/),
      'default/data/models/Open.json',
      'default/data/models/Shapeless.json',
      expect.stringMatching(/^default\/datamodels\.conf:\d+: \[Many\]$/),
    ]);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('the app itself has no fault in them', () => {
  expect(knowledgeFaults({ app: readApp(join(__dirname, '..', '..', '..')) })).toEqual([]);
});
