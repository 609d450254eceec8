import type { Host } from '../company/outside';
import type { Case } from '../truth';
import type { Message } from './message';

export type Security = 'plain' | 'starttls' | 'implicit';

/** How a connection is encrypted, in Zeek's and in OpenSSL's words. */
export interface TlsSuite {
  readonly version: string;
  readonly zeekVersion: string;
  readonly cipher: string;
  readonly zeekCipher: string;
  readonly bits: number;
  readonly curve: string;
  readonly history: string;
}

/** One message's way through a session: envelope, and content where it came so far. */
export interface Transaction {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly message?: Message;
  /** The server's reply to the last command of it. */
  readonly reply: string;
}

/** A connection of two mail programs. */
export interface Session {
  readonly time: number;
  /** Its length in microseconds. */
  readonly length: number;
  readonly client: Host;
  readonly clientPort: number;
  readonly server: Host;
  readonly port: number;
  readonly helo?: string;
  readonly security: Security;
  /** What Zeek takes it for; SMTP and TLS when absent. */
  readonly service?: string;
  readonly suite?: TlsSuite;
  readonly serverName?: string;
  readonly transactions: readonly Transaction[];
  readonly ending: 'quit' | 'lost';
  /** Bytes the client sent besides messages. */
  readonly talkBytes?: number;
  /** Bytes the server sent when it sent more than replies. */
  readonly answerBytes?: number;
  readonly truth?: Case | undefined;
}

export const SUITES = {
  'TLSv1.3': {
    version: 'TLSv1.3',
    zeekVersion: 'TLSv13',
    cipher: 'TLS_AES_256_GCM_SHA384',
    zeekCipher: 'TLS_AES_256_GCM_SHA384',
    bits: 256,
    curve: 'x25519',
    history: 'CsiI',
  },
  'TLSv1.2': {
    version: 'TLSv1.2',
    zeekVersion: 'TLSv12',
    cipher: 'ECDHE-RSA-AES256-GCM-SHA384',
    zeekCipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    bits: 256,
    curve: 'secp256r1',
    history: 'CsxknGIti',
  },
  TLSv1: {
    version: 'TLSv1',
    zeekVersion: 'TLSv10',
    cipher: 'DES-CBC3-SHA',
    zeekCipher: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
    bits: 168,
    curve: '',
    history: 'CsxnGIi',
  },
} as const satisfies Readonly<Record<string, TlsSuite>>;
