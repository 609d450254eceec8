import { types } from 'node:util';

interface Told {
  readonly status?: unknown;
  readonly data?: { readonly messages?: readonly { readonly type?: string; readonly text?: string }[] };
}

/** A refusal of the server, or no answer from it (status 0), in its own words. */
export class SplunkError extends Error {
  override readonly name = 'SplunkError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What TLS of Node.js says when a certificate does not hold, and what to do then. */
const CERTIFICATE = /CERT|SIGNATURE|SELF_SIGNED|ALTNAME|UNABLE_TO_(?:GET|VERIFY)/;

/** What splunk-sdk or Node.js threw, as a SplunkError. */
export function splunkError(thrown: unknown): SplunkError {
  if (thrown instanceof SplunkError) return thrown;
  if (types.isNativeError(thrown)) {
    const code = 'code' in thrown ? String(thrown.code) : '';
    const what = thrown.message || code;
    if (!CERTIFICATE.test(code)) return new SplunkError(0, what);
    return new SplunkError(0, `the server's certificate is not trusted: ${what}; see --ca and --insecure`);
  }
  const { status, data } = (thrown ?? {}) as Told;
  const texts = (data?.messages ?? []).flatMap(({ text }) => text ?? []);
  const said = texts.join(' ') || (typeof thrown === 'string' ? thrown : `status ${String(status)}`);
  return new SplunkError(typeof status === 'number' ? status : 0, said);
}
