import { type AppObject, isAllowed, type Right, refusal, rolesWith } from '../conf/access';
import { appId } from './app-settings';
import type { Call, RestContext } from './call';
import { RestError } from './reply';

/** Whether the caller has the right to the object. */
export function mayAccess({ app }: RestContext, { user }: Call, object: AppObject, right: Right): boolean {
  return isAllowed(app, user, object, right);
}

/** Throws RestError 403, in Splunk's words, unless the caller has the right to the object. */
export function requireRight(context: RestContext, call: Call, object: AppObject, right: Right): void {
  if (mayAccess(context, call, object, right)) return;
  throw new RestError(403, refusal(context.app, appId(context.app), call.user, object, right), 'ERROR');
}

/** What an entry says of the access to its object. */
export function accessOf(context: RestContext, call: Call, object: AppObject): Record<string, unknown> {
  const { app } = context;
  const canWrite = mayAccess(context, call, object, 'write');
  const perms = { read: rolesWith(app, object, 'read'), write: rolesWith(app, object, 'write') };
  return { modifiable: canWrite, can_write: canWrite, perms };
}
