import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { textArg } from './arguments';
import type { Handler } from './call';
import { jsonReply, messagesReply, RestError } from './reply';
import type { Request } from './request';

/** The name of the one user. */
export const USER = 'admin';

/** The session keys of API clients: given for the password, and what lets a request in. */
export interface ApiSessions {
  logIn(username: string, password: string): string | undefined;
  /** Throws RestError 401 unless the request carries a session key or the password. */
  check(request: Request): void;
}

/** Comparing digests takes the same time wherever two texts differ, and whatever their lengths are. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** The sessions of one run of the workbench, in which `admin` has the password. */
export function createApiSessions(password: string): ApiSessions {
  const key = randomBytes(32).toString('base64url');
  const logIn = (username: string, given: string): string | undefined =>
    isSame(`${username}\n${given}`, `${USER}\n${password}`) ? key : undefined;
  const isLetIn = (scheme: string, value: string): boolean => {
    if (/^(splunk|bearer)$/i.test(scheme)) return isSame(value, key);
    if (!/^basic$/i.test(scheme)) return false;
    const [, username = '', given = ''] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
    return logIn(username, given) !== undefined;
  };
  return {
    logIn,
    check(request) {
      const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
      if (!isLetIn(scheme, value)) throw new RestError(401, 'call not properly authenticated', 'WARN');
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
