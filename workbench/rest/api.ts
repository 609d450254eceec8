import type { User } from '../conf/access';
import type { RestContext } from './call';
import { ENDPOINTS } from './endpoints';
import type { Reply } from './reply';
import type { Request } from './request';
import { createRouter, parseServicesPath } from './router';
import type { ApiSessions } from './session';

/** Whoever has not logged in yet. */
const NOBODY: User = { name: '', roles: [] };

/** Where Splunk Web hands a page's requests through to splunkd. */
const PAGE_PREFIX = '/en-US/splunkd/__raw';

/** Who lets requests in: API clients by their key, pages by their cookie. */
export interface Guards {
  readonly api: Pick<ApiSessions, 'check'>;
  readonly page: { check(request: Request): User };
}

/** A function that answers requests to the REST interface, and gives undefined for any other path. */
export function createApi(context: RestContext, guards: Guards) {
  const route = createRouter(ENDPOINTS);
  return async (request: Request): Promise<Reply | undefined> => {
    const isFromPage = request.path.startsWith(`${PAGE_PREFIX}/`);
    const path = isFromPage ? request.path.slice(PAGE_PREFIX.length) : request.path;
    const target = parseServicesPath(path);
    if (!target) return undefined;
    const isLogIn = !isFromPage && /^auth\/login\/?$/.test(target.endpoint);
    const user = isLogIn ? NOBODY : (isFromPage ? guards.page : guards.api).check(request);
    return route(context, request, target, user);
  };
}
