import type { AppConf } from './app';
import type { Stanza } from './parse';

/** Whoever sends a request or runs a search. */
export interface User {
  readonly name: string;
  readonly roles: readonly string[];
}

/** The user of the workbench where nothing else is said. */
export const ADMIN: User = { name: 'admin', roles: ['admin'] };

export type Right = 'read' | 'write';

/** An object of an app as metadata names it: `collections/findings`; without a name the whole category. */
export interface AppObject {
  readonly type: 'app' | 'collections' | 'eventtypes' | 'macros' | 'models' | 'savedsearches' | 'transforms';
  readonly name?: string;
}

/** What the roles that Splunk brings inherit and may do (authorize.conf), as far as it matters here. */
const SPLUNK_ROLES: Readonly<
  Record<string, { imports: readonly string[]; capabilities: readonly string[] }>
> = {
  admin: { imports: ['power'], capabilities: ['admin_all_objects'] },
  power: { imports: ['user'], capabilities: ['schedule_search'] },
  user: { imports: [], capabilities: ['rest_properties_get', 'rest_properties_set', 'search'] },
};

/** Objects whose access no metadata sets. */
const NORMALLY: Readonly<Record<Right, readonly string[]>> = { read: ['*'], write: ['admin', 'power'] };

function roleStanza(app: AppConf, role: string): Stanza | undefined {
  return app.conf('authorize').get(`role_${role}`);
}

function importsOf(app: AppConf, role: string): string[] {
  const own = roleStanza(app, role)?.settings.get('importRoles')?.value ?? '';
  const named = own.split(';').flatMap((name) => name.trim() || []);
  return [...named, ...(Object.hasOwn(SPLUNK_ROLES, role) ? SPLUNK_ROLES[role]!.imports : [])];
}

/** The user's roles with all that they import. */
function allRoles(app: AppConf, { roles }: User): ReadonlySet<string> {
  const found = new Set<string>(roles);
  for (const role of found) for (const imported of importsOf(app, role)) found.add(imported);
  return found;
}

/** What the user may do, in order of the alphabet. */
export function capabilitiesOf(app: AppConf, user: User): string[] {
  const capabilities = [...allRoles(app, user)].flatMap((role) => {
    const own = [...(roleStanza(app, role)?.settings ?? [])];
    const enabled = own.filter(([, { value }]) => value === 'enabled').map(([name]) => name);
    return [...enabled, ...(Object.hasOwn(SPLUNK_ROLES, role) ? SPLUNK_ROLES[role]!.capabilities : [])];
  });
  return [...new Set(capabilities)].sort();
}

/** The roles of `access = read : [ * ], write : [ admin ]`; undefined when it says nothing of the right. */
function rolesIn(stanza: Stanza | undefined, right: Right): string[] | undefined {
  const access = stanza?.settings.get('access')?.value ?? '';
  const list = new RegExp(`\\b${right}\\s*:\\s*\\[([^\\]]*)\\]`).exec(access)?.[1];
  return list?.split(',').flatMap((role) => role.trim() || []);
}

/** What metadata says of the app, the category and the object, as far as it says anything of the right. */
function levels({ metadata }: AppConf, { type, name }: AppObject, right: Right): string[][] {
  const stanzas = ['', type, ...(name === undefined ? [] : [`${type}/${encodeURIComponent(name)}`])];
  return stanzas.flatMap((stanza) => {
    const roles = rolesIn(metadata?.get(stanza), right);
    return roles ? [roles] : [];
  });
}

/** The roles that have the right to the object: what is nearest to it decides. */
export function rolesWith(app: AppConf, object: AppObject, right: Right): readonly string[] {
  return levels(app, object, right).at(-1) ?? NORMALLY[right];
}

/**
 * Whether the user has the right to the object (default.meta.spec): reading needs that right to the app, the category and
 * the object, writing both rights to the object and reading of the others.
 */
export function isAllowed(app: AppConf, user: User, object: AppObject, right: Right): boolean {
  if (capabilitiesOf(app, user).includes('admin_all_objects')) return true;
  const own = allRoles(app, user);
  const hasOne = (roles: readonly string[]): boolean => roles.some((role) => role === '*' || own.has(role));
  if (!levels(app, object, 'read').every(hasOne)) return false;
  return right === 'read' || hasOne(rolesWith(app, object, right));
}

function shown(roles: readonly string[]): string {
  return roles.length === 0 ? '[  ]' : `[ ${roles.join(', ')} ]`;
}

/** Splunk's sentence on a right that the user does not have. */
export function refusal(app: AppConf, appName: string, user: User, object: AppObject, right: Right): string {
  const path = [`/nobody/${appName}/${object.type}`, ...(object.name === undefined ? [] : [object.name])];
  const perms = `read : ${shown(rolesWith(app, object, 'read'))}, write : ${shown(rolesWith(app, object, 'write'))}`;
  const roles = [...allRoles(app, user)].join(', ');
  return `User '${user.name}' with roles { ${roles} } cannot ${right}: ${path.join('/')} { ${perms} }`;
}
