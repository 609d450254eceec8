import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { Engine, Interrupted, quoteName, quoteText } from '../../../workbench/engine/engine';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open();
});
afterAll(() => engine.close());

test('a quoted text comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      const { columns } = await engine.query(`SELECT ${quoteText(text)}`);
      expect(columns).toEqual([[Buffer.from(text).toString()]]);
    }),
    { numRuns: 100, examples: [["'"], ["'; DROP TABLE x; --"], ['\\'], ['\0'], ["a\0'b"], ['$$'], ['"']] },
  );
});

test('a quoted name is one name, whatever it holds', async () => {
  for (const name of ['a"b', 'a b; --', 'select', '"', 'x\0y', "it's", '{}.b']) {
    const { names } = await engine.query(`SELECT 1 AS ${quoteName(name)}`);
    expect(names).toEqual([name.replace('\0', '\u2400')]);
  }
});

test('what an appender took is what a query and its pages give', async () => {
  const columns = [
    { name: 'text', kind: 'text' },
    { name: 'number', kind: 'number' },
    { name: 'integer', kind: 'integer' },
    { name: 'list', kind: 'list' },
  ] as const;
  const rows = 5000;
  const values = [
    Array.from({ length: rows }, (_, at) => (at % 3 === 0 ? null : `t${at}`)),
    Array.from({ length: rows }, (_, at) => at / 2),
    Array.from({ length: rows }, (_, at) => at),
    Array.from({ length: rows }, (_, at) => (at % 2 === 0 ? null : ['a', String(at)])),
  ];
  await engine.createTable('filled', columns);
  const appender = await engine.appender('filled', columns);
  appender.append(values);
  appender.close();
  const all = await engine.query('SELECT * FROM filled ORDER BY integer');
  expect(all).toEqual({ names: columns.map(({ name }) => name), columns: values });
  let paged = 0;
  for await (const page of engine.pages('SELECT * FROM filled')) paged += page.columns[0]!.length;
  expect(paged).toBe(rows);
});

test('an aborted statement ends soon, and the next one runs', async () => {
  const controller = new AbortController();
  const endless = engine.query('SELECT count(*) FROM range(100000000) a, range(100000) b', controller.signal);
  setTimeout(() => controller.abort(), 50);
  await expect(endless).rejects.toThrow(Interrupted);
  await expect(engine.run('SELECT 1', controller.signal)).rejects.toThrow(Interrupted);
  expect((await engine.query('SELECT 1 AS one')).columns).toEqual([[1]]);
});

test('bytes come out as bytes', async () => {
  const { columns } = await engine.query("SELECT encode('ä')");
  expect(Buffer.from(columns[0]![0] as Uint8Array).toString('utf8')).toBe('ä');
});

test('statements over few rows run in one thread, those over many on all processors', async () => {
  const own = await Engine.open();
  const threads = async () => (await own.query("SELECT current_setting('threads')")).columns[0]?.[0];
  await own.shareWork(122_880);
  expect(await threads()).toBe(1);
  await own.shareWork(122_881);
  expect(await threads()).toBe(availableParallelism());
  own.close();
});
