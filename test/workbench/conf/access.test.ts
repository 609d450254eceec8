import {
  type AppObject,
  capabilitiesOf,
  isAllowed,
  type Right,
  refusal,
  type User,
} from '../../../workbench/conf/access';
import type { AppConf } from '../../../workbench/conf/app';
import { parseConf } from '../../../workbench/conf/parse';

const META = `[]
access = read : [ * ], write : [ admin, sc_admin ]
export = none

[collections]
access = read : [ user ], write : [ power ]

[collections/findings]
access = write : [ analyst ]

[collections/secret]
access = read : [ admin ], write : [  ]

[macros]
export = system

[savedsearches/A%2FB%20100%20%25]
access = read : [ * ], write : [ * ]
`;
const AUTHORIZE = `[role_analyst]
importRoles = user
edit_triage = enabled
other = disabled

[role_loop]
importRoles = loop;analyst
`;

function appWith(meta: string): AppConf {
  const authorize = parseConf(AUTHORIZE, 'authorize.conf');
  return {
    dir: '',
    metadata: parseConf(meta, 'default.meta'),
    conf: (name) => (name === 'authorize' ? authorize : new Map()),
  };
}

function user(...roles: string[]): User {
  return { name: 'ann', roles };
}

const FINDINGS: AppObject = { type: 'collections', name: 'findings' };
const SECRET: AppObject = { type: 'collections', name: 'secret' };
const NOTES: AppObject = { type: 'collections', name: 'notes' };
const MACRO: AppObject = { type: 'macros', name: 'm' };
const SAVED: AppObject = { type: 'savedsearches', name: 'A/B 100 %' };

test.each<[string, AppObject, Right, boolean]>([
  ['admin', SECRET, 'write', true],
  ['analyst', FINDINGS, 'write', true],
  ['analyst', FINDINGS, 'read', true],
  ['analyst', NOTES, 'read', true],
  ['analyst', NOTES, 'write', false],
  ['power', NOTES, 'write', true],
  ['power', FINDINGS, 'write', false],
  ['loop', FINDINGS, 'write', true],
  ['user', FINDINGS, 'write', false],
  ['guest', NOTES, 'read', false],
  ['power', SECRET, 'read', false],
  ['power', SECRET, 'write', false],
  ['guest', MACRO, 'read', true],
  ['power', MACRO, 'write', false],
  ['sc_admin', MACRO, 'write', true],
  ['guest', SAVED, 'write', true],
  ['power', { type: 'collections' }, 'write', true],
])('the role %s, %j: %s is allowed: %s', (role, object, right, expected) => {
  expect(isAllowed(appWith(META), user(role), object, right)).toBe(expected);
});

test('where no metadata says anything, all read and the powerful write', () => {
  const can = (role: string, right: Right): boolean => isAllowed(appWith(''), user(role), MACRO, right);
  expect([can('guest', 'read'), can('user', 'write'), can('power', 'write')]).toEqual([true, false, true]);
});

test('capabilities are those of all roles', () => {
  expect(capabilitiesOf(appWith(''), user('analyst'))).toEqual([
    'edit_triage',
    'rest_properties_get',
    'rest_properties_set',
    'search',
  ]);
  expect(capabilitiesOf(appWith(''), user('admin'))).toContain('admin_all_objects');
});

test('a refusal says who, what and who could', () => {
  expect(refusal(appWith(META), 'mail_app', user('analyst'), SECRET, 'write')).toBe(
    "User 'ann' with roles { analyst, user } cannot write: /nobody/mail_app/collections/secret { read : [ admin ], write : [  ] }",
  );
});
