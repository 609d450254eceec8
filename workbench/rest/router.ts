import type { User } from '../conf/access';
import type { Call, Handler, RestContext, Route } from './call';
import { type Reply, RestError } from './reply';
import { notAForm, type Request } from './request';

interface Pattern {
  readonly route: Route;
  readonly regex: RegExp;
}

function patternOf(route: Route): Pattern {
  const source = route.path
    .replace(/[.]/g, '\\.')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace('[v2/]', '(?:v2/)?');
  return { route, regex: new RegExp(`^${source}/?$`) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RestError(400, `path holds "${part}", expected percent-encoded UTF-8`);
  }
}

interface Target {
  readonly root: string;
  readonly owner: string;
  readonly app: string;
  readonly endpoint: string;
}

/** The namespace and endpoint of a path under `/services` or `/servicesNS/<owner>/<app>`; undefined for any other path. */
export function parseServicesPath(path: string): Target | undefined {
  const match = /^(\/services|\/servicesNS\/([^/]+)\/([^/]+))\/(.*)$/.exec(path);
  if (!match) return undefined;
  const [, root = '', owner = '-', app = '-', endpoint = ''] = match;
  return { root, owner: decode(owner), app: decode(app), endpoint };
}

function methodOf(request: Request): string {
  return request.method === 'HEAD' ? 'GET' : request.method;
}

/** A function that answers a request at the target by the first route that fits. Throws RestError 404 and 405. */
export function createRouter(routes: readonly Route[]) {
  const patterns = routes.map(patternOf);
  return async (context: RestContext, request: Request, target: Target, user: User): Promise<Reply> => {
    const fitting = patterns.filter(({ regex }) => regex.test(target.endpoint));
    if (fitting.length === 0) {
      throw new RestError(404, `the workbench has no endpoint ${target.endpoint}`, 'ERROR');
    }
    const found = fitting.find(({ route }) => route.method === methodOf(request));
    if (!found) {
      const allowed = fitting.map(({ route }) => route.method).join(', ');
      throw new RestError(
        405,
        `${request.method} is not allowed on ${target.endpoint}, only ${allowed}`,
        'ERROR',
      );
    }
    if (request.json !== undefined && found.route.body !== 'json') {
      throw notAForm(request.headers['content-type'] ?? '');
    }
    const groups = found.regex.exec(target.endpoint)?.groups ?? {};
    const params = Object.fromEntries(Object.entries(groups).map(([name, part]) => [name, decode(part)]));
    const { root, owner, app } = target;
    const call: Call = { user, request, args: request.args, params, root, owner, app };
    return found.route.handle(context, call);
  };
}

/** A handler that says that Splunk has this endpoint and the workbench has not. */
export function notSupported(what: string): Handler {
  return () => {
    throw new RestError(501, `${what} is not supported by the workbench`, 'ERROR');
  };
}
