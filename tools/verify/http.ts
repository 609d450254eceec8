import { readFileSync } from 'node:fs';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { Http, type HttpMessage, type HttpResponse } from 'splunk-sdk';

/** How the server's certificate is judged. */
export interface Trust {
  /** PEM file of the authorities that are trusted in place of those that come with Node.js. */
  readonly ca?: string;
  /** Takes any certificate. */
  readonly isInsecure: boolean;
}

const TIMEOUT_MS = 120_000;

function authoritiesIn(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`--ca: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The agents of both schemes for the trust. Throws when the file of authorities cannot be read. */
export function agentsFor({ ca, isInsecure }: Trust): { http: HttpAgent; https: HttpsAgent } {
  const authorities = ca === undefined ? {} : { ca: authoritiesIn(ca) };
  const shared = { keepAlive: true, maxSockets: 8 };
  return {
    http: new HttpAgent(shared),
    https: new HttpsAgent({ ...shared, ...authorities, rejectUnauthorized: !isInsecure }),
  };
}

export type Agents = ReturnType<typeof agentsFor>;

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** One request and the whole of its answer. Rejects when there is none, or none for two minutes. */
export function exchange(
  agents: Agents,
  url: string,
  { method, headers, body }: HttpMessage,
): Promise<Answer> {
  const isTls = url.startsWith('https:');
  const bytes = Buffer.from(body);
  const sent = { ...headers, 'Content-Length': String(bytes.length) };
  const options = { method, headers: sent, timeout: TIMEOUT_MS };
  return new Promise((resolve, reject) => {
    const answer = (reply: IncomingMessage): void => {
      buffer(reply).then(
        (read) => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text: read.toString() }),
        reject,
      );
    };
    const request = isTls
      ? httpsRequest(url, { ...options, agent: agents.https }, answer)
      : httpRequest(url, { ...options, agent: agents.http }, answer);
    request.on('timeout', () =>
      request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} seconds from ${new URL(url).host}`)),
    );
    request.on('error', reject);
    request.end(bytes);
  });
}

/** What carries the requests of splunk-sdk: its own takes every certificate. */
export class TrustingHttp extends Http {
  private readonly agents: Agents;

  constructor(agents: Agents) {
    super();
    this.agents = agents;
  }

  async makeRequest(url: string, message: HttpMessage): Promise<HttpResponse> {
    const { status, headers, text } = await exchange(this.agents, url, message);
    return this._buildResponse(null, { statusCode: status, headers }, text);
  }

  parseJson(json: string): unknown {
    return JSON.parse(json);
  }
}
