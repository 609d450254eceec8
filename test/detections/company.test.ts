import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DETECTIONS } from '../../schema/detections';
import { type WatchedCompany, watchFolder } from '../../tools/bench/detection/company';
import { judge } from '../../tools/bench/detection/judge';

const ROOT = join(__dirname, '..', '..');
const SAMPLE = join(ROOT, 'samples', 'company');
const CASE = join(ROOT, 'test', 'cases', 'findings', 'company.json');
const isUpdating = process.env['UPDATE_CASES'] === '1' && process.env['CI'] === undefined;

/** One line a finding: what people would see of it in a list. */
const lineOf = ({ detection, entity, score }: WatchedCompany['findings'][number]): string =>
  `${detection} ${entity} ${score}`;

let folder: string;
let company: WatchedCompany;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-watch-company-'));
  for (const name of readdirSync(SAMPLE)) {
    if (name.endsWith('.gz'))
      writeFileSync(join(folder, name.slice(0, -3)), gunzipSync(readFileSync(join(SAMPLE, name))));
    else cpSync(join(SAMPLE, name), join(folder, name));
  }
  company = await watchFolder(folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every alert runs', () => {
  expect(company.searches.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(company.searches.map(({ name }) => name).sort()).toEqual(
    DETECTIONS.map(({ title }) => `SMTP - ${title}`).sort(),
  );
});

test('what is found in the sample company is what was found before', () => {
  const lines = company.findings.map(lineOf).sort();
  if (isUpdating) writeFileSync(CASE, `${JSON.stringify(lines, undefined, 1)}\n`);
  else expect(lines).toEqual(JSON.parse(readFileSync(CASE, 'utf8')));
});

test('every planted incident is found by its detection', () => {
  const { cases } = judge(company.cases, company.findings);
  const missed = cases.filter(({ found, isHidden }) => found.length === 0 && !isHidden);
  expect(missed.map(({ planted }) => planted.id)).toEqual([]);
});

test('no finding is about something harmless', () => {
  const { falseAlarms } = judge(company.cases, company.findings);
  expect(falseAlarms.map(({ finding, about }) => `${lineOf(finding)} (${about})`)).toEqual([]);
});
