import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../workbench/jobs/kv-value';

const MACROS = `
[failures]
definition = action=failure

[of_source(1)]
args = source
definition = src="$source$" \`failures\`

[endless]
definition = \`endless\`

[starts_with(1)]
args = start
definition = where match(src, [| makeresults | eval search="\\"^$start$\\"" | fields search]) AND isnotnull(src)

[computed]
definition = "x"
iseval = 1
`;

const TRANSFORMS = `
[people]
filename = people.csv

[anycase]
filename = people.csv
case_sensitive_match = false

[first]
filename = owners.csv
max_matches = 1

[owners]
filename = owners.csv

[known]
filename = people.csv
min_matches = 1
default_match = unknown

[pairs]
filename = owners.csv
min_matches = 3
default_match = none

[networks]
filename = networks.csv
match_type = CIDR(network)

[domains]
filename = domains.csv
match_type = WILDCARD(domain)
case_sensitive_match = false

[gone]
filename = gone.csv

[stored]
collection = stored
external_type = kvstore
fields_list = _key, host, owner, level, on, tags, at.zone, at, none

[hosts]
collection = stored
external_type = kvstore
fields_list = owner host
max_matches = 1

[tagged]
collection = stored
external_type = kvstore
fields_list = tags, owner
match_type = WILDCARD(tags)
case_sensitive_match = false

[kept]
external_type = kvstore
fields_list = _key, host, level, at.zone, tags

[typed]
external_type = kvstore
fields_list = n, on

[target]
filename = target.csv

[nets]
external_type = kvstore
fields_list = ranges, zone
match_type = CIDR(ranges)
min_matches = 1
default_match = outside

[lowest]
collection = stored
external_type = kvstore
fields_list = host, level
filter = level<3 NOT host=mx2

[unclear]
filename = people.csv
filter = user=

[lost]
collection = nowhere
external_type = kvstore
fields_list = a
`;

const COLLECTIONS = `
[stored]
field.level = number

[nets]

[kept]
field.level = number

[typed]
enforceTypes = true
field.n = number
field.on = bool
`;

/** What the collections of the app hold. */
export const RECORDS: Readonly<Record<string, readonly JsonObject[]>> = {
  stored: [
    {
      _key: 'k1',
      host: 'mx1',
      owner: 'ann',
      level: 2,
      on: true,
      tags: ['a', 'B*'],
      at: { zone: 'lab', rack: 7 },
    },
    {
      _key: 'k2',
      host: 'mx2',
      owner: 'bob',
      level: 1.5,
      on: false,
      tags: [],
      at: [{ zone: 'x' }, { zone: 'y' }],
    },
    { _key: 'k3', host: 'mx1', owner: "o'<b>$1", level: 1e21, tags: 'a', none: null },
  ],
  nets: [
    { ranges: ['10.0.0.0/8', '10.1.0.0/16'], zone: 'inside' },
    { ranges: ['192.0.2.7', 'nonsense'], zone: 'printer' },
  ],
  kept: [
    { _key: 'a', host: 'mx1', level: 1, at: { zone: 'lab' } },
    { _key: 'b', host: 'mx2', level: 2, other: 'x' },
  ],
  typed: [],
};

const SAVED_SEARCHES = `
[Failures of a source]
search = src="$source$" action=failure | table src action

[recent]
search = index=main | table src
dispatch.earliest_time = 1331900940
dispatch.latest_time = 1331901000

[of user]
search = search user="$user$" | table user src

[again]
search = | savedsearch again

[off]
search = *
disabled = 1

[broken]
search = index=main | stat count
`;

const LOOKUPS: Readonly<Record<string, string | Buffer>> = {
  'people.csv':
    'user,name,"team, of"\r\nann,"Ann ""A"" O\'Hara",red\r\nbob,Bob,\r\nCAT,Cat,blue\r\n7,Seven\r\n',
  'owners.csv': 'host,owner,since\nmx1,ann,2001\nmx1,bob,2002\nmx2,cat,\nmx1,dan,2003\n',
  'networks.csv':
    'network,zone\n10.0.0.0/8,inside\n10.1.0.0/16,lab\n192.0.2.7,printer\n2001:db8::/32,six\nnonsense,none\n',
  'domains.csv': 'domain,kind\n*.example.com,ours\n*,any\nmail_.example.net,odd\nMAIL%.Example.net,percent\n',
  'case.csv': 'Name,name,name,,_x,#y\n1,2,3,4,5,6\n',
  'hostile.csv': '"a""; DROP TABLE events; --",\'b,<b>\n$1,\\\\1,"x\ny"\n',
  'empty.csv': '',
  'blank.csv': '\n',
  'wide.csv': 'a,b\n1,2\n1,2,3\n',
  'open.csv': 'a,b\n1,2\n"1,2\n',
  'bytes.csv': Buffer.from([0x61, 0x0a, 0x31, 0x0a, 0xff, 0xfe, 0x0a]),
};

/** The folder of an app with macros and lookups for the cases; the caller removes it. */
export function createApp(): string {
  const dir = mkdtempSync(join(tmpdir(), 'spl-cases-'));
  for (const folder of ['default', 'lookups']) mkdirSync(join(dir, folder));
  writeFileSync(join(dir, 'default', 'macros.conf'), MACROS);
  writeFileSync(join(dir, 'default', 'transforms.conf'), TRANSFORMS);
  writeFileSync(join(dir, 'default', 'savedsearches.conf'), SAVED_SEARCHES);
  writeFileSync(join(dir, 'default', 'collections.conf'), COLLECTIONS);
  for (const [name, text] of Object.entries(LOOKUPS)) writeFileSync(join(dir, 'lookups', name), text);
  writeFileSync(join(dir, 'secret.csv'), 'a\nsecret\n');
  symlinkSync(join(dir, 'secret.csv'), join(dir, 'lookups', 'link.csv'));
  return dir;
}
