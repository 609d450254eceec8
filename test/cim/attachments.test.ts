import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readZeekRows } from '../workbench/ingest/zeek-columns';
import { openWorkbench, type Row, rowsOf } from './loaded-workbench';

const ROOT = join(__dirname, '..', '..');
const CASES = join(ROOT, 'test', 'cases', 'attachments');
const ZEEK = join(ROOT, '..', 'shared', 'data', 'zeek', 'zeek_btest', 'testing', 'btest', 'Baseline');
const SHARED = join(ZEEK, 'scripts.base.protocols.smtp.attachment');
const SEARCH =
  '`smtp_watch_events` file_name=* | sort _time | table subject recipient file_name attachment_type attachment_size file_size file_hash';

async function found(folder: string): Promise<Row[]> {
  const workbench = await openWorkbench(['smtp.log', 'files.log'].map((name) => join(folder, name)));
  try {
    return await rowsOf(workbench, SEARCH);
  } finally {
    workbench.engine.close();
  }
}

test.each(readdirSync(CASES))('messages show their attachments: %s', async (name) => {
  const folder = join(CASES, name);
  expect(await found(folder)).toEqual(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
});

(existsSync(SHARED) ? test : test.skip)('a real message shows its attachment', async () => {
  expect(await found(SHARED)).toEqual([
    {
      subject: 'SMTP',
      recipient: 'raj_deol2002in@yahoo.co.in',
      file_name: 'NEWS.txt',
      attachment_type: 'text/plain',
      attachment_size: '10809',
      file_size: '10809',
    },
  ]);
});

test('in the sample company messages show what the columns of both logs say', async () => {
  const [smtp, files] = ['smtp.log.gz', 'files.log.gz'].map((name) => join(ROOT, 'samples', 'company', name));
  const named = new Map(
    readZeekRows(files!)
      .filter((row) => row['source'] === 'SMTP' && row['filename'] !== undefined)
      .map((row) => [String(row['fuid']), `${String(row['filename'])} ${String(row['seen_bytes'])}`]),
  );
  const carried = readZeekRows(smtp!)
    .map((row) => [row['fuids'] ?? []].flat().flatMap((fuid) => named.get(fuid) ?? []))
    .filter((list) => list.length > 0);
  const workbench = await openWorkbench([smtp!, files!]);
  try {
    const rows = await rowsOf(workbench, '`smtp_watch_events` file_name=* | table file_name file_size');
    const shown = rows.map(({ file_name, file_size }) => {
      const sizes = [file_size].flat();
      return [file_name].flat().map((name, at) => `${String(name)} ${String(sizes[at])}`);
    });
    const sorted = (lists: readonly string[][]): string[] => lists.map((list) => list.join('; ')).sort();
    expect(carried.length).toBeGreaterThan(50);
    expect(sorted(shown)).toEqual(sorted(carried));
  } finally {
    workbench.engine.close();
  }
});

test('attachments are forgotten when the messages are', async () => {
  const workbench = await openWorkbench([join(CASES, 'one-connection', 'files.log')]);
  const kept = '| inputlookup smtp_watch_message_files | stats count';
  const forget = workbench.app.conf('savedsearches').get('SMTP Watch - Forget files of messages')!;
  const { value: spl } = forget.settings.get('search')!;
  try {
    expect(await rowsOf(workbench, kept)).toEqual([{ count: '3' }]);
    await rowsOf(workbench, spl);
    expect(await rowsOf(workbench, kept)).toEqual([{ count: '0' }]);
  } finally {
    workbench.engine.close();
  }
});
