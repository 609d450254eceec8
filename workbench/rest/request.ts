import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { RestError } from './reply';

export interface Request {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The arguments of query and form body together; of a name sent in both, the body's come last. */
  readonly args: URLSearchParams;
  /** The body as sent, when it is JSON. */
  readonly json?: string;
  readonly headers: IncomingHttpHeaders;
  /** `host[:port]` as the client wrote it. */
  readonly host: string;
}

/** Searches are text that people write; a megabyte leaves room for the longest. */
const MAX_FORM_BYTES = 1_000_000;
/** A batch of a thousand records of 16 kB. */
const MAX_JSON_BYTES = 16_000_000;

async function readBody(message: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = new RestError(413, `request body is larger than ${maxBytes} bytes`);
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The refusal of a body of this type where a form is expected. */
export function notAForm(type: string): RestError {
  return new RestError(415, `request body is ${type}, expected application/x-www-form-urlencoded`);
}

function isForm(type: string): boolean {
  return type === '' || /^application\/x-www-form-urlencoded\b/i.test(type);
}

/** The request with its body read. Throws RestError 413 for a body that is too large, 415 for one that is neither a form nor JSON. */
export async function readRequest(message: IncomingMessage): Promise<Request> {
  const target = message.url ?? '/';
  const questionMark = target.indexOf('?');
  const path = questionMark < 0 ? target : target.slice(0, questionMark);
  const args = new URLSearchParams(questionMark < 0 ? '' : target.slice(questionMark + 1));
  const type = message.headers['content-type'] ?? '';
  const isJson = /^application\/json\b/i.test(type);
  const body = await readBody(message, isJson ? MAX_JSON_BYTES : MAX_FORM_BYTES);
  if (body !== '' && !isJson && !isForm(type)) throw notAForm(type);
  if (!isJson) for (const [name, value] of new URLSearchParams(body)) args.append(name, value);
  return {
    method: message.method ?? 'GET',
    path,
    args,
    ...(isJson && body !== '' && { json: body }),
    headers: message.headers,
    host: message.headers.host ?? '',
  };
}

/** The last value sent for the argument. */
export function lastArg(args: URLSearchParams, name: string): string | undefined {
  return args.getAll(name).at(-1);
}

/** The cookies of the request by name; of a name sent twice, the first. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
  });
  return new Map(pairs.reverse());
}
