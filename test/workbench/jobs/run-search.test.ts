import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import {
  dropResult,
  readRows,
  runSearch,
  type SearchRequest,
  type SearchResult,
} from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { createEvents } from '../spl/event-table';

const REPORTING = '{"type":"reporting","required_fields":["src","recipient","missing"]}';
const STATEFUL = '{"type":"stateful","required_fields":["src","added"]}';
const ALL = '{"type":"events"}';

const COMMANDS: Readonly<Record<string, readonly [behaviour: string, settings: string]>> = {
  report: ['echo', REPORTING],
  everything: ['echo', ALL],
  annotate: ['add', STATEFUL],
  filter: ['drop_odd', STATEFUL],
  shuffle: ['backwards', STATEFUL],
  messages: ['messages', '{"type":"reporting"}'],
  fails: ['error', '{"type":"reporting"}'],
  refuses: ['error', '{"type":"reporting","finished":true,"error":"window must be a time"}'],
  exits: ['exit', '{"type":"reporting"}'],
  vanishes: ['quiet_exit', '{"type":"reporting"}'],
  silent: ['no_answer', '{}'],
  garbage: ['garbage', '{"type":"reporting"}'],
  twice: ['twice', '{"type":"reporting"}'],
  ragged: ['ragged', '{"type":"reporting"}'],
  unclosed: ['unclosed', '{"type":"reporting"}'],
  samenames: ['same_names', '{"type":"reporting"}'],
  unfinished: ['unfinished', '{"type":"reporting"}'],
  sleeps: ['sleep', '{"type":"reporting"}'],
  eventing: ['echo', '{"type":"eventing"}'],
  latin: ['latin1', '{"type":"reporting"}'],
  logs: ['log', '{"type":"reporting"}'],
  showargs: ['show_args', '{}'],
};

const ROWS = [
  { src: '192.0.2.1', user: 'ann', recipient: ['a@example.com', 'b$@example.com'] },
  { src: '192.0.2.2', note: 'say "hi",\nplease' },
  { src: 'x5', user: 'bob', recipient: ['c@example.com'] },
];

let dir: string;
let engine: Engine;
let workbench: Workbench;
let record: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'run-search-'));
  record = join(dir, 'record');
  mkdirSync(join(dir, 'default'));
  mkdirSync(join(dir, 'bin'));
  copyFileSync(join(__dirname, 'fake-command.js'), join(dir, 'bin', 'fake.js'));
  const stanzas = Object.entries(COMMANDS).map(
    ([name, [behaviour, settings]]) =>
      `[${name}]\nchunked = true\nfilename = launcher.py\ncommand.arg.1 = fake.js\ncommand.arg.2 = ${behaviour}\ncommand.arg.3 = ${settings}\ncommand.arg.4 = ${record}\n`,
  );
  writeFileSync(
    join(dir, 'default', 'commands.conf'),
    `${stanzas.join('\n')}\n[slow]\nchunked = true\nmaxwait = 1\nfilename = launcher.py\ncommand.arg.1 = fake.js\ncommand.arg.2 = sleep\ncommand.arg.3 = {"type":"reporting"}\n`,
  );
  engine = await Engine.open();
  const kv = new KvStore(new Map());
  workbench = { engine, app: readApp(dir), kv, tables: [await createEvents(engine, 'events', ROWS)] };
});

afterAll(() => {
  engine.close();
  rmSync(dir, { recursive: true });
});

beforeEach(() => rmSync(record, { force: true }));

async function run(
  spl: string,
  request: Omit<SearchRequest, 'spl'> = {},
): Promise<SearchResult & { lines: unknown[] }> {
  const result = await runSearch(workbench, { spl, ...request });
  const { fields, rows } = await readRows(workbench, result, { offset: 0, count: 100 });
  await dropResult(workbench, result);
  const lines = rows.map((row) =>
    Object.fromEntries(fields.flatMap((name, at) => (row[at] === null ? [] : [[name, row[at]]]))),
  );
  return { ...result, lines };
}

/** The frames that the command was sent, as they were. */
const frames = (): string[] => readFileSync(record, 'utf8').split(/(?=chunked 1\.0,)/);

test("a reporting command gets the fields it asked for, in one chunk of splunkd's CSV", async () => {
  const { lines, isTransforming } = await run('* | report');
  expect(isTransforming).toBe(true);
  const [, execute] = frames();
  expect(execute).toBe(
    executeFrame(
      'src,recipient,missing,"__mv_src","__mv_recipient","__mv_missing"\n' +
        '"192.0.2.1","a@example.com\nb$@example.com",,,"$a@example.com$;$b$$@example.com$",\n' +
        '"192.0.2.2",,,,,\nx5,"c@example.com",,,,\n',
    ),
  );
  expect(lines).toEqual([
    { src: '192.0.2.1', recipient: ['a@example.com', 'b$@example.com'] },
    { src: '192.0.2.2' },
    { src: 'x5', recipient: 'c@example.com' },
  ]);
});

const executeFrame = (body: string): string =>
  `chunked 1.0,36,${Buffer.byteLength(body)}\n{"action":"execute","finished":true}${body}`;

test('getinfo has the keys that splunkd sends, in its order', async () => {
  await run('src=* | report a="b c" , d', { earliest: 100, latest: '2000000000' });
  const [getinfo = ''] = frames();
  const metadata = JSON.parse(getinfo.slice(getinfo.indexOf('\n') + 1)) as Record<string, unknown>;
  expect(Object.keys(metadata)).toEqual([
    'action',
    'preview',
    'streaming_command_will_restart',
    'searchinfo',
  ]);
  const info = metadata['searchinfo'] as Record<string, unknown>;
  expect(Object.keys(info)).toEqual([
    'args',
    'raw_args',
    'dispatch_dir',
    'sid',
    'app',
    'owner',
    'username',
    'session_key',
    'splunkd_uri',
    'splunk_version',
    'search',
    'command',
    'maxresultrows',
    'earliest_time',
    'latest_time',
  ]);
  expect(info).toMatchObject({
    args: ['a=b c', 'd'],
    raw_args: ['a="b c"', 'd'],
    search: 'src%3D*%20%7C%20report%20a%3D%22b%20c%22%20%2C%20d',
    command: 'report',
    maxresultrows: 50_000,
    earliest_time: '100',
    latest_time: '2000000000',
  });
});

test.each([
  // Recorded from splunkd: NDietrich's slides, and the SDK's recordings.
  [
    'a=one b = "two" "c"="three"',
    ['a=one', 'b', '=', 'two', 'c=three'],
    ['a=one', 'b', '=', '"two"', '"c"="three"'],
  ],
  [
    String.raw`r="A \"b\" C" 's'="q\\r"`,
    ['r=A "b" C', String.raw`'s'=q\r`],
    [String.raw`r="A \"b\" C"`, String.raw`'s'="q\\r"`],
  ],
  [
    String.raw`fieldname=word_count pattern="\w+" text`,
    ['fieldname=word_count', String.raw`pattern=\w+`, 'text'],
    ['fieldname=word_count', String.raw`pattern="\w+"`, 'text'],
  ],
  ['[| makeresults | eval a="x,y z" | return a]', ['a=x,y z'], ['a="x,y z"']],
  ['b=[| makeresults | eval v=7 | return $v] c', ['b=7', 'c'], ['b=7', 'c']],
])('arguments %s are handed over as splunkd does', async (written, args, rawArgs) => {
  await expect(run(`* | showargs ${written}`)).rejects.toThrow(
    `Error in 'showargs' command: ${JSON.stringify([args, rawArgs])}`,
  );
});

test('an events command gets every field and keeps events events', async () => {
  const { lines, isTransforming, eventCount } = await run(
    '* | everything | fields - _* host source sourcetype index linecount',
  );
  expect(isTransforming).toBe(false);
  expect(eventCount).toBe(3);
  expect(lines).toEqual([
    { src: '192.0.2.1', user: 'ann', recipient: ['a@example.com', 'b$@example.com'] },
    { src: '192.0.2.2', note: 'say "hi",\nplease' },
    { src: 'x5', user: 'bob', recipient: 'c@example.com' },
  ]);
});

test('whatever values hold comes back from a command as it was sent', async () => {
  const signs = ['a', 'b', '$', '"', ';', ',', '|', '\\', '\n', '\r', '\t', ' ', 'é', '😀', '\u0001', '-'];
  const text = fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 8 });
  const list = fc.array(text, { minLength: 2, maxLength: 4 });
  const rows = fc.sample(fc.record({ src: text, many: fc.option(list, { nil: ['one'] }) }), {
    numRuns: 300,
    seed: 7,
  });
  const table = await createEvents(engine, 'echoed', rows);
  const hostile: Workbench = { ...workbench, tables: [table] };
  const result = await runSearch(hostile, { spl: '* | everything | table src many' });
  const page = await readRows(hostile, result, { offset: 0, count: 300 });
  expect(page.rows).toEqual(rows.map(({ src, many }) => [src, many.length === 1 ? many[0] : many]));
  await dropResult(hostile, result);
  await engine.run('DROP TABLE echoed');
});

test('the time of events survives a command', async () => {
  const { lines } = await run('* | everything | table _time | head 1');
  expect(lines).toEqual([{ _time: '2012-03-16T12:30:00.000+00:00' }]);
});

test('the answers of a stateful command are merged into the rows that were kept', async () => {
  const { lines } = await run('* | annotate | table src user added');
  expect(frames().slice(1)).toEqual([
    executeFrame(
      'src,added,"_chunked_idx","__mv_src","__mv_added","__mv__chunked_idx"\n' +
        '"192.0.2.1",,0,,,\n"192.0.2.2",,1,,,\nx5,,2,,,\n',
    ),
  ]);
  const added = ['a$1', 'b;c'];
  expect(lines).toEqual([
    { src: '192.0.2.1', user: 'ann', added },
    { src: '192.0.2.2', added },
    { src: 'x5', user: 'bob', added },
  ]);
});

test('a stateful command is given at most 50,000 rows a chunk, each counted from 0', async () => {
  const { lines } = await run(
    '| makeresults count=60001 | eval src="a" | annotate | stats count dc(added) count(eval(isnull(added))) AS none',
  );
  const [, first = '', second = ''] = frames();
  expect([first, second].map((frame) => frame.split('\n').length - 3)).toEqual([50_000, 10_001]);
  expect(first).toContain('"finished":false');
  expect(second.split('\n')[2]).toBe('a,,0,,,');
  expect(lines).toEqual([{ count: '60001', 'dc(added)': '2', none: '0' }]);
});

test('rows that a stateful command does not answer are dropped', async () => {
  const { lines } = await run('* | filter | table src user');
  expect(lines).toEqual([
    { src: '192.0.2.1', user: 'ann' },
    { src: 'x5', user: 'bob' },
  ]);
});

test('answers out of order end the search', async () => {
  await expect(run('* | shuffle')).rejects.toThrow(
    "Error in 'shuffle' command: Invalid '_chunked_idx' from external search process: out of range or out of order.",
  );
});

test('messages come once each; one with a level that is none goes to the log', async () => {
  const log: string[] = [];
  const { messages, lines } = await run('* | messages', { onLog: (line) => log.push(line) });
  expect(messages).toEqual([
    { type: 'WARN', text: 'careful' },
    { type: 'INFO', text: 'fyi' },
  ]);
  expect(lines).toEqual([{ n: '1' }]);
  expect(log).toEqual(['Error adding inspector message: invalid level or message already exists']);
});

const INVALID = 'Invalid message received from external search command during search, see search.log.';

test.each([
  ['fails', 'it did not work'],
  ['refuses', 'window must be a time'],
  ['exits', 'External search command exited unexpectedly with non-zero error code 3.'],
  ['silent', 'External search command exited unexpectedly with non-zero error code 2.'],
  ['vanishes', 'External search command exited unexpectedly.'],
  ['garbage', INVALID],
  ['ragged', INVALID],
  ['unclosed', INVALID],
  ['samenames', INVALID],
  ['unfinished', INVALID],
  ['twice', INVALID],
  ['eventing', 'Invalid custom search command type: eventing'],
  ['slow', 'did not answer within 1 seconds'],
])('the command %s ends the search with one sentence', async (command, sentence) => {
  await expect(run(`* | ${command}`)).rejects.toThrow(`Error in '${command}' command: ${sentence}`);
});

test('invalid UTF-8 in an answer is replaced', async () => {
  expect((await run('* | latin')).lines).toEqual([{ a: 'caf\ufffd' }]);
});

test('standard error goes to the search log', async () => {
  const log: string[] = [];
  await run('* | logs', { onLog: (line) => log.push(line) });
  expect(log).toEqual(['stderr: to the log']);
});

test('an aborted search ends its command at once', async () => {
  const controller = new AbortController();
  const started = Date.now();
  const search = run('* | sleeps', { signal: controller.signal });
  setTimeout(() => controller.abort(), 300);
  await expect(search).rejects.toThrow('search was cancelled');
  expect(Date.now() - started).toBeLessThan(5000);
});

test('a post-process search goes on from the rows of another', async () => {
  const base = await runSearch(workbench, { spl: '* | stats count by src' });
  const { lines, eventCount } = await run('search src=x5', { base });
  expect(lines).toEqual([{ src: 'x5', count: '1' }]);
  expect(eventCount).toBe(3);
  expect((await run('| sort - src | head 1 | fields src', { base })).lines).toEqual([{ src: 'x5' }]);
  await dropResult(workbench, base);
});

test('the time range of the request bounds the events, and the search may ask for another', async () => {
  const range = { earliest: 1_331_900_900, latest: 1_331_900_950 };
  expect((await run('* | stats count', range)).lines).toEqual([{ count: '1' }]);
  expect((await run('earliest=0 latest=now * | stats count', range)).lines).toEqual([{ count: '3' }]);
  await expect(run('*', { earliest: 'soon' })).rejects.toThrow(
    'earliest is "soon", expected epoch seconds, now or a relative time such as -24h@h',
  );
});

test('now and relative times are those of the request, in brackets and in commands as well', async () => {
  const now = 1_331_900_970;
  const spl =
    'earliest=-30s latest=now * | eval now=now() | append [search latest=-1h | eval now=now()] | stats count by now';
  expect((await run(spl, { now })).lines).toEqual([{ now: String(now), count: '1' }]);
  expect((await run('* | stats count', { now, earliest: '-1m', latest: 'now' })).lines).toEqual([
    { count: '1' },
  ]);
  expect((await run('| makeresults | table _time', { now })).lines).toEqual([
    { _time: '2012-03-16T12:29:30.000+00:00' },
  ]);
  await run('* | report', { now, earliest: '-1m' });
  expect(frames()[0]).toContain('"earliest_time":"1331900910"');
});

test('pages of rows lie where they are asked for', async () => {
  const result = await runSearch(workbench, { spl: '* | fields src' });
  const page = async (offset: number, count: number): Promise<unknown> =>
    (await readRows(workbench, result, { offset, count })).rows.map((row) => row.at(-1));
  expect(await page(1, 1)).toEqual(['192.0.2.2']);
  expect(await page(2, 10)).toEqual(['x5']);
  expect(await page(3, 10)).toEqual([]);
  expect(await page(0, 0)).toEqual([]);
  await dropResult(workbench, result);
});

test('a row that is alone goes on as any other', async () => {
  const spl = '* | stats count max(_time) AS _time values(recipient) AS to values(missing) AS none';
  const base = await runSearch(workbench, { spl });
  expect(base.kept).toHaveProperty('row');
  const { fields, rows } = await readRows(workbench, base, { offset: 0, count: 5 });
  const told = await runSearch(workbench, { spl: `${spl} | sort count` });
  expect(told.kept).toHaveProperty('table');
  expect(await readRows(workbench, told, { offset: 0, count: 5 })).toEqual({ fields, rows });
  expect((await readRows(workbench, base, { offset: 1, count: 5 })).rows).toEqual([]);
  const further =
    '| eval twice=count*2, many=mvcount(to), hour=strftime(_time, "%H") | fields twice many hour none';
  expect((await run(further, { base })).lines).toEqual((await run(further, { base: told })).lines);
  expect((await run(spl, { maxRows: 0 })).lines).toEqual([]);
  await dropResult(workbench, base);
  await dropResult(workbench, told);
});

test('a search over nothing gives nothing', async () => {
  const empty: Workbench = { ...workbench, tables: [] };
  const result = await runSearch(empty, { spl: 'index=* | stats count' });
  expect((await readRows(empty, result, { offset: 0, count: 5 })).rows).toEqual([['0']]);
  await dropResult(empty, result);
  await expect(runSearch(empty, { spl: '   ' })).rejects.toThrow('search is empty at line 1, column 1');
});

test('progress names each command', async () => {
  const seen: string[] = [];
  await run('* | eval a=1 | report', {
    onProgress: ({ command, stage, stages }) => seen.push(`${command} ${stage}/${stages}`),
  });
  expect(seen).toEqual(['search 0/3', 'eval 1/3', 'report 2/3']);
});

test('nothing is left behind: no table, no folder', async () => {
  const { columns } = await engine.query('SELECT table_name FROM information_schema.tables');
  expect(columns).toEqual([['events']]);
  expect(
    readdirSync(tmpdir()).filter(
      (name) =>
        name.startsWith(`smtp-watch-${process.pid}-`) && existsSync(join(tmpdir(), name, 'reply-1.csv')),
    ),
  ).toEqual([]);
});
