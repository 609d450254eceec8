import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { type Searcher, searcherOf } from '../../../workbench/jobs/searcher';

const FILES = {
  'default/collections.conf': '[triage]\n[notes]\n[secret]\n',
  'default/authorize.conf': '[role_analyst]\nimportRoles = user\n',
  'default/transforms.conf': `[triage]
external_type = kvstore
fields_list = a

[notes]
external_type = kvstore
fields_list = a

[secret]
external_type = kvstore
fields_list = a

[guarded]
filename = guarded.csv
check_permission = true

[open]
filename = open.csv

[hidden]
filename = open.csv
`,
  'metadata/default.meta': `[]
access = read : [ * ], write : [ admin ]

[collections/triage]
access = read : [ * ], write : [ analyst ]

[collections/secret]
access = read : [ admin ], write : [ admin ]

[transforms/hidden]
access = read : [ admin ], write : [ admin ]
`,
};
const ANN = { name: 'ann', roles: ['analyst'] };

let home: string;
let engine: Engine;
let kv: KvStore;
let searcher: Searcher;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lookup-access-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const app = readApp(home, join(home, 'state'));
  engine = await Engine.open();
  kv = new KvStore(readCollections(app));
  searcher = searcherOf({ engine, app, kv, tables: [] });
});
afterAll(() => {
  engine.close();
  rmSync(home, { recursive: true });
});

function run(spl: string, user?: typeof ANN): Promise<unknown> {
  return searcher.run({ spl, ...(user && { user }) });
}

const WRITE = '| makeresults | eval a=1 | table a | outputlookup';

test('a role writes the collections and files that it may', async () => {
  await run(`${WRITE} triage`, ANN);
  await run(`${WRITE} open`, ANN);
  expect(kv.records({ collection: 'triage', user: 'nobody' })).toHaveLength(1);
  expect(existsSync(join(home, 'state', 'lookups', 'open.csv'))).toBe(true);
});

test.each([
  [`${WRITE} notes`, 'may not write collections/notes'],
  [`${WRITE} guarded`, 'may not write transforms/guarded'],
  ['| inputlookup secret', 'may not read collections/secret'],
  ['| inputlookup hidden', 'may not read transforms/hidden'],
  ['| makeresults | eval a=1 | lookup secret a', 'may not read collections/secret'],
  ['| makeresults | append [| inputlookup secret]', 'may not read collections/secret'],
])('%s is refused', async (spl, text) => {
  await expect(run(spl, ANN)).rejects.toThrow(`user "ann" ${text}`);
  await expect(run(spl)).resolves.toBeDefined();
});
