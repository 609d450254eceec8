// Both commands on a generated stream beside the same work on Splunk's Python SDK and in plain C: medians, interleaved.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { COMMANDS } from '../../schema/commands';
import { evenChunks, writeConversation } from './conversation-file';
import { type Conversation, converse, type Measurement, type Pipes, type Program } from './lock-step';
import { mailStream, WIDE_FIELDS } from './mail-stream';
import { cPrograms, DONE, sdkPrograms, succeeds } from './peers';
import { differencesOf } from './same-counts';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    'chunk-rows': { type: 'string', default: '50000' },
    repetitions: { type: 'string', default: '5' },
    'sdk-repetitions': { type: 'string', default: '1' },
    stream: { type: 'string', multiple: true, default: ['wide', 'narrow'] },
    command: { type: 'string', multiple: true, default: ['smtpspoof', 'smtpspamrate'] },
  },
});

const BIN = join(__dirname, '..', '..', 'dist', 'smtp_watch', 'bin');
const NODE_FLAGS = ['--no-warnings', '--max-old-space-size=4096'];
const WORKS = { smtpspoof: 'spoof', smtpspamrate: 'rate' } as const;
type Name = keyof typeof WORKS;
type Peers = Readonly<Record<string, ((work: string) => Program) | undefined>>;

/** What splunkd sends a command that named its fields. */
function narrowFields(name: Name): string[] {
  const inputs = COMMANDS[name].inputs.flatMap(({ fields }): readonly string[] => fields);
  if (name === 'smtpspamrate') return [...new Set([...inputs, 'src'])];
  return [...inputs, ...COMMANDS.smtpspoof.outputs.map((output) => output.name), '_chunked_idx'];
}

function conversationOf(folder: string, stream: string, name: Name): Conversation {
  const path = join(folder, `${stream}-${stream === 'wide' ? 'all' : name}`);
  const fields = stream === 'wide' ? WIDE_FIELDS : narrowFields(name);
  const chunks = evenChunks(Number(flags.rows), Number(flags['chunk-rows']));
  const next = mailStream(Number(flags.rows));
  return { path, requests: writeConversation(path, { chunks, fields, next }), rawArgs: [] };
}

function pipesIn(folder: string): Pipes {
  const pipes = { input: join(folder, 'in'), output: join(folder, 'out') };
  if (!succeeds('mkfifo', [pipes.input, pipes.output])) throw new Error('mkfifo is not there');
  return pipes;
}

/** The run of median wall time, with the median CPU time of all. */
function medianOf(measurements: readonly Measurement[]): Measurement {
  const middle = measurements.length >> 1;
  const byWall = measurements.toSorted((left, right) => left.seconds - right.seconds);
  const byCpu = measurements.toSorted((left, right) => left.cpuSeconds - right.cpuSeconds);
  return { ...byWall[middle]!, cpuSeconds: byCpu[middle]!.cpuSeconds };
}

function report(name: Name, stream: string, medians: ReadonlyMap<string, Measurement>): void {
  const own = medians.get('TypeScript')!;
  const load = loadavg().map((tasks) => tasks.toFixed(1));
  console.log(`\n${name}, ${stream} stream of ${flags.rows} events; load of the machine ${load.join(' ')}`);
  console.log("                                                          as many times TypeScript's");
  console.log('  program      wall s    CPU s   events/s  peak MB        wall        CPU');
  for (const [program, { seconds, cpuSeconds, peakMegabytes }] of medians) {
    const columns = [
      program.padEnd(11),
      seconds.toFixed(2).padStart(8),
      cpuSeconds.toFixed(2).padStart(8),
      Math.round(Number(flags.rows) / seconds)
        .toLocaleString('en')
        .padStart(10),
      peakMegabytes.toFixed(0).padStart(8),
      `${(seconds / own.seconds).toFixed(2)}×`.padStart(11),
      `${(cpuSeconds / own.cpuSeconds).toFixed(2)}×`.padStart(10),
    ];
    console.log(`  ${columns.join(' ')}`);
  }
  for (const program of medians.keys()) console.log(`  ${program}: ${DONE[name]![program]}`);
}

async function measure(
  programs: ReadonlyMap<string, Program>,
  conversation: Conversation,
  pipes: Pipes,
): Promise<Map<string, Measurement>> {
  const all = new Map<string, Measurement[]>([...programs.keys()].map((program) => [program, []]));
  for (let repetition = 0; repetition < Number(flags.repetitions); repetition++) {
    for (const [name, program] of programs) {
      if (name === 'Python SDK' && repetition >= Number(flags['sdk-repetitions'])) continue;
      all.get(name)!.push(await converse(program, conversation, pipes));
    }
  }
  return new Map([...all].map(([name, measurements]) => [name, medianOf(measurements)]));
}

function programsFor(name: Name, peers: Peers): Map<string, Program> {
  const own: Program = { command: process.execPath, arguments: [...NODE_FLAGS, join(BIN, `${name}.js`)] };
  const programs = new Map<string, Program>([['TypeScript', own]]);
  for (const [peer, program] of Object.entries(peers)) {
    if (program === undefined) console.log(`${peer} left out: it is not there`);
    else programs.set(peer, program(WORKS[name]));
  }
  return programs;
}

async function compare(folder: string): Promise<void> {
  const pipes = pipesIn(folder);
  const peers: Peers = { C: cPrograms(folder), 'Python SDK': sdkPrograms(folder) };
  for (const stream of flags.stream) {
    for (const name of flags.command as Name[]) {
      const medians = await measure(programsFor(name, peers), conversationOf(folder, stream, name), pipes);
      report(name, stream, medians);
      if (name === 'smtpspamrate') for (const line of differencesOf(medians)) console.log(`  ${line}`);
    }
  }
}

const temporary = mkdtempSync(join(tmpdir(), 'smtp-watch-bench-'));
compare(temporary)
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(() => rmSync(temporary, { recursive: true, force: true }));
