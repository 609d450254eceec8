import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { filesOf, SMALL, zeekRows } from './company-logs';

const SHARED = join(__dirname, '..', '..', '..', 'shared', 'data', 'zeek');
const BASELINE = join(SHARED, 'zeek_btest', 'testing', 'btest', 'Baseline');
const SMTP_TESTS = 'scripts.base.protocols.smtp';

/**
 * Real logs of the same kind. Those of Zeek's own tests are written without the policy scripts that a default
 * installation loads, so that the columns those add at the end are missing there.
 */
const REAL = [
  { log: 'smtp.log', path: join(SHARED, 'wrccdc2018', 'smtp.log.gz'), added: [] },
  { log: 'conn.log', path: join(SHARED, 'm57_benign_office', 'conn.log'), added: [] },
  { log: 'ssl.log', path: join(BASELINE, `${SMTP_TESTS}.starttls`, 'ssl.log'), added: ['validation_status'] },
  {
    log: 'files.log',
    path: join(BASELINE, `${SMTP_TESTS}.attachment`, 'files.log'),
    added: ['md5', 'sha1', 'sha256', 'extracted', 'extracted_cutoff', 'extracted_size'],
  },
];

const files = filesOf({ ...SMALL, days: 1, incidents: ['malicious_attachment'] });

function header(text: string, name: string): string[] {
  const line = text.split('\n').find((one) => one.startsWith(`#${name}`));
  return line!.split('\t').slice(1);
}

function read(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}

describe.each(REAL)('$log', ({ log, path, added }) => {
  const title = 'has the columns and types of a real one, in their order';
  const compare = (): void => {
    const [made, real] = [files.get(log)!, read(path)];
    const names = header(made, 'fields');
    const end = names.length - added.length;
    expect(names.slice(0, end)).toEqual(header(real, 'fields'));
    expect(header(made, 'types').slice(0, end)).toEqual(header(real, 'types'));
    expect(names.slice(end)).toEqual(added);
    const lead = (text: string): string[] =>
      text.split('\n').filter((line) => /^#(sep|set|empty|unset|path)/.test(line));
    expect(lead(made)).toEqual(lead(real));
  };
  if (existsSync(path)) test(title, compare);
  else test.skip(`${title} (../shared/data is not there)`, compare);
});

test('as JSON the rows have the same values, with unset ones left out', () => {
  const json = filesOf({ ...SMALL, days: 1, incidents: ['malicious_attachment'], isJson: true });
  for (const { log } of REAL) {
    const rows = zeekRows(files.get(log)!);
    const objects = json
      .get(log)!
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects).toHaveLength(rows.length);
    for (const [place, row] of rows.entries()) {
      const object = objects[place]!;
      const given = Object.keys(object).sort();
      expect(given).toEqual(Object.keys(row).sort());
      expect(object['uid']).toBe(row['uid']);
      expect(Number(object['ts'])).toBe(Number(row['ts']));
    }
  }
  expect(json.get('maillog')).toBe(files.get('maillog'));
});

test('a plain company has the chosen incidents and nothing that only looks bad', () => {
  const plain = filesOf({ ...SMALL, days: 1, size: 2, isPlain: true, incidents: ['spam_bot', 'beacon'] });
  const { cases } = JSON.parse(plain.get('truth.json')!) as { cases: { kind: string }[] };
  expect(cases.map(({ kind }) => kind).sort()).toEqual(['beacon', 'spam_bot']);
});

test.each([
  [0, 0],
  [1, 1],
])('a share of %p of foreign servers with STARTTLS hides that share of their sessions', (tls, hidden) => {
  const made = filesOf({ ...SMALL, days: 1, tls, isPlain: true, incidents: [] });
  const border = zeekRows(made.get('smtp.log')!).filter((row) => row['id.resp_h'] === '192.0.2.10');
  expect(border.length).toBeGreaterThan(30);
  expect(border.filter((row) => row['tls'] === 'T').length / border.length).toBe(hidden);
});
