import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ADMIN, type User } from '../conf/access';
import { RestError } from '../rest/reply';
import { type Request, readCookies } from '../rest/request';

/** What lets pages in: the cookie they are given when they are opened, and the form key against forged requests. */
export interface PageSession {
  /** The `Set-Cookie` values that a page is opened with. */
  readonly cookies: readonly string[];
  /** Who opened the page that the request comes from. Throws RestError 401 when it comes from no page that was opened here. */
  check(request: Request): User;
}

function isSame(left: string | undefined, right: string): boolean {
  const given = Buffer.from(left ?? '');
  const expected = Buffer.from(right);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The session of all pages of one run: whoever opens a page on the loopback host gets its cookies. */
export function createPageSession(port: number): PageSession {
  const sessionName = `splunkd_${port}`;
  const formKeyName = `splunkweb_csrf_token_${port}`;
  const session = randomBytes(32).toString('hex');
  const formKey = randomBytes(16).toString('hex');
  return {
    cookies: [
      `${sessionName}=${session}; Path=/; HttpOnly; SameSite=Strict`,
      `${formKeyName}=${formKey}; Path=/; SameSite=Strict`,
    ],
    check(request) {
      const cookies = readCookies(request.headers.cookie);
      if (!isSame(cookies.get(sessionName), session)) {
        throw new RestError(401, 'call not properly authenticated', 'WARN');
      }
      if (request.method === 'GET' || request.method === 'HEAD') return ADMIN;
      const given = request.headers['x-splunk-form-key'];
      if (!isSame(typeof given === 'string' ? given : undefined, formKey)) {
        throw new RestError(
          401,
          'CSRF validation failed: X-Splunk-Form-Key is not the form key of this page',
        );
      }
      return ADMIN;
    },
  };
}
