import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type Reply, RestError } from '../rest/reply';
import { type Request, readRequest } from '../rest/request';

/** Answers one request; a RestError it throws becomes the reply. */
type Answer = (request: Request) => Promise<Reply>;

const LOOPBACK = '127.0.0.1';

/**
 * Splunk's packages style themselves with inline styles (styled-components) and draw with data: and blob: images.
 * Scripts come from this server alone.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** A name that a web page elsewhere has made point to this machine would be another host (DNS rebinding). */
function checkHost(message: IncomingMessage): void {
  const { host = '', origin } = message.headers;
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host)) {
    throw new RestError(421, `host is "${host}", expected ${LOOPBACK} or localhost`);
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new RestError(403, `request comes from ${origin}, expected http://${host}`);
  }
}

async function send(response: ServerResponse, reply: Reply, isHead: boolean): Promise<void> {
  const headers = { 'Cache-Control': 'no-store', ...SECURITY_HEADERS, ...reply.headers };
  for (const [name, value] of Object.entries(headers)) {
    if (value.length > 0) response.setHeader(name, value);
  }
  response.statusCode = reply.status;
  const { body } = reply;
  if (isHead || body === undefined) response.end();
  else if (typeof body === 'string' || body instanceof Uint8Array) response.end(body);
  else await pipeline(body, response);
}

function failure(error: unknown): Reply {
  if (error instanceof RestError) return error.toReply();
  const text = error instanceof Error ? error.message : String(error);
  return new RestError(500, text).toReply();
}

async function serve(answer: Answer, message: IncomingMessage, response: ServerResponse): Promise<void> {
  let reply: Reply;
  try {
    checkHost(message);
    reply = await answer(await readRequest(message));
  } catch (error) {
    reply = failure(error);
    // What is left of a body that was refused is not read.
    if (!message.complete) response.setHeader('Connection', 'close');
  }
  try {
    await send(response, reply, message.method === 'HEAD');
  } catch {
    response.destroy();
  }
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A server that has its port; requests wait until it is told how to answer them. */
export interface Listener extends RunningServer {
  answerWith(answer: Answer): void;
}

function opened(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened: ${error.message}`;
      reject(new Error(`port ${port} on ${LOOPBACK} ${reason}`));
    });
    server.listen(port, LOOPBACK);
  });
}

/** Listens on the loopback address; port 0 takes a free one. Rejects with one sentence when the port cannot be had. */
export async function listen(port: number): Promise<Listener> {
  let answerWith = (_answer: Answer): void => {};
  const answering = new Promise<Answer>((resolve) => {
    answerWith = resolve;
  });
  const server = createServer((message, response) => {
    void answering.then((answer) => serve(answer, message, response));
  });
  await opened(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    answerWith,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
