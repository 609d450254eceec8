import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { User } from '../conf/access';
import { textArg } from './arguments';
import type { Handler } from './call';
import { jsonReply, messagesReply, RestError } from './reply';
import type { Request } from './request';

/** A user that API clients can log in as. */
export interface Account extends User {
  readonly password: string;
}

/** The session keys of API clients: given for the password, and what lets a request in. */
export interface ApiSessions {
  logIn(username: string, password: string): string | undefined;
  /** Who sent the request. Throws RestError 401 unless it carries a session key or a user's name and password. */
  check(request: Request): User;
}

/** Comparing digests takes the same time wherever two texts differ, and whatever their lengths are. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** The sessions of one run of the workbench. */
export function createApiSessions(accounts: readonly Account[]): ApiSessions {
  const keyed = accounts.map((account) => ({ account, key: randomBytes(32).toString('base64url') }));
  const found = (username: string, given: string): (typeof keyed)[number] | undefined =>
    keyed.find(({ account }) => isSame(`${username}\n${given}`, `${account.name}\n${account.password}`));
  const letIn = (scheme: string, value: string): User | undefined => {
    if (/^(splunk|bearer)$/i.test(scheme)) return keyed.find(({ key }) => isSame(value, key))?.account;
    if (!/^basic$/i.test(scheme)) return undefined;
    const [, username = '', given = ''] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
    return found(username, given)?.account;
  };
  return {
    logIn: (username, given) => found(username, given)?.key,
    check(request) {
      const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
      const user = letIn(scheme, value);
      if (!user) throw new RestError(401, 'call not properly authenticated', 'WARN');
      return user;
    },
  };
}

/** `POST auth/login`: the session key for the right name and password, else 401. */
export const logIn: Handler = (context, call) => {
  const username = textArg(call.args, 'username') ?? '';
  const key = context.logIn(username, textArg(call.args, 'password') ?? '');
  if (key === undefined) return messagesReply(401, [{ type: 'WARN', text: 'Login failed' }]);
  return jsonReply({ sessionKey: key, message: '', code: '' });
};
