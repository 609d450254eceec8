import { type CheckedArguments, checkArguments } from './arguments';
import type { Command, Declaration, Input, Mode } from './declaration';
import { formatStart, type Metadata, tryReadStart } from './frame';
import { inputsOf } from './inputs';
import { Memory } from './memory';
import type { Run } from './run';
import { readTokens, type Token } from './tokens';

/** A conversation: splunkd asks for information once, then sends requests to execute until one says it is the last. */
export interface Session {
  readonly command: Command<Declaration>;
  readonly memory: Memory;
  phase: 'getinfo' | 'executing' | 'finished';
  /** The request whose body is being read. */
  request: Request | undefined;
  checked: CheckedArguments<Declaration> | undefined;
  run: Run | undefined;
  readonly said: Set<string>;
}

interface Request {
  readonly metadata: Metadata;
  bytesLeft: number;
  error: Error | undefined;
}

export interface Reply {
  readonly start: Buffer;
  /** Pieces of one body. */
  readonly body: readonly Buffer[];
  /** What went wrong inside, for the log. */
  readonly log?: string;
}

const EMPTY: readonly Buffer[] = [];
const LONGEST_ERROR = 1000;

/** A conversation that has not begun; input is written into its memory. */
export function newSession(command: Command<Declaration>): Session {
  const memory = new Memory();
  return {
    command,
    memory,
    phase: 'getinfo',
    request: undefined,
    checked: undefined,
    run: undefined,
    said: new Set(),
  };
}

/**
 * The reply to the next request once all of it is in memory, undefined until then. Bodies are read as they come, but no
 * reply begins before its request has ended: splunkd deadlocks otherwise. Throws when the input is no frame.
 */
export function answer(session: Session): Reply | undefined {
  const request = session.request ?? beginRequest(session);
  if (request === undefined) return undefined;
  takeBody(session, request);
  if (request.bytesLeft > 0) return undefined;
  session.request = undefined;
  return endRequest(session, request);
}

/** The reply that ends a conversation with one line for the person who searches. */
export function failure(error: Error): Reply {
  const line = error.message.replace(/\s+/g, ' ').slice(0, LONGEST_ERROR);
  return { start: formatStart({ finished: true, error: line }, 0), body: EMPTY };
}

function beginRequest(session: Session): Request | undefined {
  const { memory } = session;
  const start = tryReadStart(memory.bytes, memory.start, memory.end);
  if (start === undefined) return undefined;
  memory.start = start.end;
  const request: Request = { metadata: start.metadata, bytesLeft: start.bodyBytes, error: undefined };
  session.request = request;
  if (session.phase === 'executing') {
    attempt(request, () => {
      session.run ??= newRun(session);
      session.run.beginBody();
    });
  }
  return request;
}

/** The rest is loaded when the first rows come: splunkd starts most processes for their information alone. */
function newRun({ memory, command, checked }: Session): Run {
  if (checked === undefined || 'faults' in checked)
    throw new Error('execute without a getinfo that was accepted');
  const { Run: RunOfCall } = require('./run') as typeof import('./run');
  return new RunOfCall(memory, command, checked.options, checked.mode);
}

function takeBody(session: Session, request: Request): void {
  const { memory, run } = session;
  const available = Math.min(memory.end - memory.start, request.bytesLeft);
  const isLast = available === request.bytesLeft;
  let taken = available;
  if (run !== undefined && request.error === undefined) {
    if (!isLast && !memory.isFull) return;
    const { start } = memory;
    attempt(request, () => run.take(start + available, isLast));
    if (request.error === undefined && !isLast) taken = memory.start - start;
    memory.start = start;
  }
  memory.start += taken;
  request.bytesLeft -= taken;
}

function attempt(request: Request, work: () => void): void {
  try {
    work();
  } catch (error) {
    request.error = error instanceof Error ? error : new Error(String(error));
  }
}

function endRequest(session: Session, request: Request): Reply {
  const { action } = request.metadata;
  if (session.phase === 'getinfo' && action === 'getinfo') return introduce(session, request.metadata);
  if (session.phase === 'executing' && action === 'execute') return endExecute(session, request);
  session.phase = 'finished';
  return failure(new Error(`request ${JSON.stringify(action)} is out of turn`));
}

function introduce(session: Session, metadata: Metadata): Reply {
  const { declaration } = session.command;
  const checked = check(session.command, readTokens(rawArgsOf(metadata)));
  session.checked = checked;
  session.phase = 'faults' in checked ? 'finished' : 'executing';
  if ('faults' in checked) return failure(new Error(checked.faults.join('; ')));
  const { mode, options } = checked;
  const required = requiredFields(inputsOf(declaration, options), mode, options.by);
  return { start: formatStart({ type: mode.type, required_fields: required }, 0), body: EMPTY };
}

function check(command: Command<Declaration>, tokens: readonly Token[]): CheckedArguments<Declaration> {
  const checked = checkArguments(command.declaration, tokens);
  const faults = 'faults' in checked ? [] : (command.check?.(checked.options) ?? []);
  return faults.length > 0 ? { faults } : checked;
}

function rawArgsOf({ searchinfo }: Metadata): string[] {
  const { raw_args: raw, args } = (searchinfo ?? {}) as Record<string, unknown>;
  const list = raw ?? args ?? [];
  return Array.isArray(list) ? list.map(String) : [];
}

/** With this list splunkd sends stateful commands only these fields and merges the replies back; new fields must be on it. */
function requiredFields(inputs: readonly Input[], { type, outputs }: Mode, by: readonly string[]): string[] {
  const added = type === 'stateful' ? outputs.map(({ name }) => name) : [];
  return [...new Set([...inputs.flatMap(({ fields }) => fields), ...by, ...added])];
}

function endExecute(session: Session, request: Request): Reply {
  const isFinished = request.metadata['finished'] === true;
  let body = EMPTY;
  if (request.error === undefined) {
    attempt(request, () => {
      body = session.run!.endBody(isFinished);
    });
  }
  if (isFinished || request.error !== undefined) session.phase = 'finished';
  if (request.error !== undefined) return { ...failure(request.error), log: request.error.stack ?? '' };
  const messages = isFinished ? newWarnings(session) : [];
  const inspector = messages.length > 0 ? { inspector: { messages } } : {};
  const bytes = body.reduce((sum, piece) => sum + piece.length, 0);
  return { start: formatStart({ ...inspector, finished: isFinished }, bytes), body };
}

/** splunkd refuses a message whose text it has seen. */
function newWarnings({ run, said }: Session): [string, string][] {
  const texts = run!.warnings().filter((text) => !said.has(text));
  for (const text of texts) said.add(text);
  return texts.map((text) => ['WARN', text]);
}
