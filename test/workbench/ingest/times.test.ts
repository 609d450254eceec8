import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourcetypeProps } from '../../../workbench/conf/props';
import { Engine, quoteText } from '../../../workbench/engine/engine';
import { timeIn } from '../../../workbench/ingest/time';
import { ROOT } from './events';

interface Case {
  readonly text: string;
  readonly prefix?: string;
  readonly format?: string;
  readonly now: string;
  readonly expect: string | null;
}

const CASES = readFileSync(join(ROOT, 'test', 'cases', 'times', 'times.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.open();
});

afterAll(() => engine.close());

const PROPS: SourcetypeProps = {
  name: 'x',
  truncateBytes: 0,
  maxDaysAgo: 10_951,
  indexTransforms: [],
  extractions: [],
  isJson: false,
  hasPairs: false,
  aliases: [],
  evals: [],
};

test('a format that cannot be read is named with its sourcetype', () => {
  const time = { prefix: '', lookahead: 128, format: '%Y %U' };
  expect(() => timeIn({ ...PROPS, time }, 'text', 0)).toThrow(
    'props.conf: [x] TIME_FORMAT: found "%Y %U": time format has no conversion "%U" here',
  );
});

test.each(CASES.map((one) => [one.format ?? 'by its looks', one.text, one] as const))(
  '%s: %s',
  async (_, text, { prefix = '', format, now, expect: expected }) => {
    const time = { prefix, lookahead: 128, ...(format !== undefined && { format }) };
    const sql = timeIn({ ...PROPS, time }, 'text', Date.parse(now) / 1000);
    const { columns } = await engine.query(`SELECT ${sql} FROM (SELECT ${quoteText(text)} AS text)`);
    const [seconds] = columns[0] ?? [];
    expect(seconds === null ? null : new Date(Number(seconds) * 1000).toISOString()).toBe(expected);
  },
);
