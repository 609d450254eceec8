import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { readProps } from '../../../workbench/conf/props';
import { Engine } from '../../../workbench/engine/engine';
import { loadFiles } from '../../../workbench/ingest/load';
import { eventsIn, ROOT } from './events';

const CASES = join(ROOT, 'test', 'cases', 'extractions');
/** Fields that depend on where and when the file is read. */
const INCIDENTAL = ['_raw', '_serial', 'source', 'index', 'sourcetype', 'linecount'];

async function fieldsOf(name: string): Promise<unknown> {
  const app = readApp(join(CASES, name));
  const [sourcetype = ''] = readProps(app).keys();
  const engine = await Engine.open();
  const { tables, files } = await loadFiles(engine, app, {
    files: [join(CASES, name, 'input.log')],
    sourcetype,
  });
  const events = await eventsIn(engine, tables);
  engine.close();
  const isTimed = readProps(app).get(sourcetype)!.time !== undefined;
  const hasHost = events.some(({ host }) => host !== events[0]!['host']);
  const dropped = [...INCIDENTAL, ...(isTimed ? [] : ['_time']), ...(hasHost ? [] : ['host'])];
  return {
    skipped: files[0]!.skipped.map(({ line, reason }) => `${line}: ${reason}`),
    events: events.map((event) =>
      Object.fromEntries(
        Object.entries(event).filter(([field, value]) => !dropped.includes(field) && value !== null),
      ),
    ),
  };
}

test.each(readdirSync(CASES))('%s', async (name) => {
  const file = join(CASES, name, 'expected.json');
  const found = await fieldsOf(name);
  if (process.env['UPDATE_CASES'] && !existsSync(file))
    writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});
