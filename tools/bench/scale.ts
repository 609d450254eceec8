// Every search command on what splunkd sends it of 1 and 10 million events, and of 100 million counted on indexers: time and memory.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeConversation } from './conversation-file';
import { converse, getinfo, type Pipes, type Program } from './lock-step';
import { headerOf, rowOf } from './mail-stream';
import { succeeds } from './peers';
import { splunkdChunks, type WireType } from './scale/chunks';
import { compactRows } from './scale/compact';
import { lineOf, type Run, ratiosOf, TITLES } from './scale/report';
import { COMPACT, ON_COMPACT_ROWS, ON_RAW_ROWS, type Simulated } from './scale/simulated';

const { values: flags } = parseArgs({
  options: {
    raw: { type: 'string', multiple: true, default: ['1000000', '10000000'] },
    compact: { type: 'string', multiple: true, default: ['100000000'] },
    command: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
  },
});

const BIN = join(__dirname, '..', '..', 'dist', 'smtp_watch', 'bin');
const MEASURED = join(__dirname, 'scale', 'measured.json');
/** Those of the launcher, bin/smtp_watch.py. */
const NODE_FLAGS = ['--no-warnings', '--max-old-space-size=4096'];
const SAMPLE_ROWS = 2000;
/** Part of the free disk that may be filled. */
const DISK_SHARE = 0.8;

interface Introduction {
  readonly type: WireType;
  readonly required_fields: readonly string[];
}

const programOf = (command: string): Program => ({
  command: process.execPath,
  arguments: [...NODE_FLAGS, join(BIN, `${command}.js`)],
});

/** What a command says of itself when splunkd starts it for that alone. */
function introduce(program: Program, rawArgs: readonly string[]): Introduction {
  const { stdout } = spawnSync(program.command, program.arguments, { input: getinfo(rawArgs) });
  const said = JSON.parse(stdout.toString().replace(/^.*\n/, '')) as Introduction & { error?: string };
  if (said.error !== undefined) throw new Error(said.error);
  return said;
}

/** Throws where the rows would not fit onto the disk. */
function checkDisk(folder: string, rows: number, simulated: Simulated, fields: readonly string[]): void {
  const next = simulated.events(rows);
  let bytes = headerOf(fields).length;
  for (let row = 0; row < SAMPLE_ROWS; row++) bytes += rowOf(next() ?? {}, fields).length;
  const needed = (bytes / SAMPLE_ROWS) * rows;
  const { bavail, bsize } = statfsSync(folder);
  if (needed <= bavail * bsize * DISK_SHARE) return;
  const gigabytes = [needed, bavail * bsize].map((size) => (size / 1e9).toFixed(1));
  throw new Error(`${folder} has ${gigabytes[1]} GB free, ${gigabytes[0]} GB are needed for the rows`);
}

async function measure(folder: string, pipes: Pipes, simulated: Simulated, events: number, isRaw: boolean) {
  const { command, rawArgs, keeps = [] } = simulated;
  const program = programOf(command);
  const { type, required_fields: required } = introduce(program, rawArgs);
  const index = type === 'stateful' ? ['_chunked_idx'] : [];
  const fields = [...new Set([...required, ...keeps, ...index])];
  const path = join(folder, 'conversation');
  const most = isRaw ? events : Number.POSITIVE_INFINITY;
  checkDisk(folder, isRaw ? events : compactRows({ events, ...COMPACT }), simulated, fields);
  const chunks = splunkdChunks(type, most);
  const requests = writeConversation(path, { chunks, fields, next: simulated.events(events) });
  const measurement = await converse(program, { path, requests, rawArgs }, pipes);
  rmSync(path);
  const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
  const run: Run = {
    command,
    type,
    rows: isRaw ? 'raw' : 'compact',
    events,
    sentRows: sum(requests.map(({ rows }) => rows)),
    sentBytes: sum(requests.map(({ bytes }) => bytes)),
    repliedBytes: measurement.repliedBytes,
    seconds: measurement.seconds,
    cpuSeconds: measurement.cpuSeconds,
    peakMegabytes: measurement.peakMegabytes,
  };
  return run;
}

/** Puts a run into the file that docs/scale.md is made of, in place of the one before of the same command and volume. */
function keep(run: Run): void {
  const kept = existsSync(MEASURED) ? (JSON.parse(readFileSync(MEASURED, 'utf8')) as Run[]) : [];
  const others = kept.filter(
    ({ command, rows, events }) => command !== run.command || rows !== run.rows || events !== run.events,
  );
  const all = [...others, run].sort(
    (one, other) => placeOf(one) - placeOf(other) || one.events - other.events,
  );
  writeFileSync(MEASURED, `${JSON.stringify(all, undefined, 2)}\n`);
}

/** Commands in the order in which they are run, those on compact rows last. */
function placeOf({ command, rows }: Run): number {
  if (rows === 'compact') return ON_RAW_ROWS.length;
  return ON_RAW_ROWS.findIndex((simulated) => simulated.command === command);
}

function pipesIn(folder: string): Pipes {
  const pipes = { input: join(folder, 'in'), output: join(folder, 'out') };
  if (!succeeds('mkfifo', [pipes.input, pipes.output])) throw new Error('mkfifo is not there');
  return pipes;
}

async function simulate(folder: string): Promise<void> {
  const isAsked = ({ command }: Simulated): boolean => flags.command?.includes(command) ?? true;
  const work = [
    ...flags.raw.flatMap((events) => ON_RAW_ROWS.map((one) => ({ one, events, isRaw: true }))),
    ...flags.compact.flatMap((events) => ON_COMPACT_ROWS.map((one) => ({ one, events, isRaw: false }))),
  ].filter(({ one }) => isAsked(one));
  const runs: Run[] = [];
  console.log(TITLES);
  for (const { one, events, isRaw } of work) {
    try {
      const run = await measure(
        folder,
        pipesIn(mkdtempSync(join(folder, 'pipes-'))),
        one,
        Number(events),
        isRaw,
      );
      runs.push(run);
      console.log(lineOf(run));
      if (flags.write) keep(run);
    } catch (error) {
      console.log(`${one.command} on ${events} events: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
  for (const line of ratiosOf(runs)) console.log(line);
  console.log(
    `load of the machine ${loadavg()
      .map((tasks) => tasks.toFixed(1))
      .join(' ')}`,
  );
}

const temporary = mkdtempSync(join(tmpdir(), 'smtp-watch-scale-'));
simulate(temporary)
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(() => rmSync(temporary, { recursive: true, force: true }));
