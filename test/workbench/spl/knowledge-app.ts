import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MACROS = `
[mail_sourcetypes]
definition = (sourcetype=smtp:one OR sourcetype=smtp:two)

[cim_Email_indexes]
definition = ()
`;

const EVENT_TYPES = `
[default]
color = none

[smtp_mail]
search = \`mail_sourcetypes\` NOT kind=session
priority = 5
description = whole messages

[smtp_session]
search = \`mail_sourcetypes\` kind=session

[smtp_blocked]
search = eventtype=smtp_mail action=blocked
priority = 2

[Loud "one"]
search = note="<b>*"

[risky]
search = threat=high OR zone=lab

[off]
search = *
disabled = 1

[piped]
search = kind=session | head 1

[bracketed]
search = kind=session [search x]

[tagging]
search = kind=session tag=email

[timed]
search = kind=session earliest=-1d

[broken]
search = (kind=session

[early]
search = kind=none eventtype=late

[late]
search = kind=none eventtype=early

[itself]
search = kind=none eventtype=its*

[coloured]
search = kind=none
color = mauve

[searchless]
description = nothing

[of_%kind%]
search = kind=session
`;

const TAGS = `
[eventtype=smtp_mail]
email = enabled
delivery = enabled
content = disabled

[eventtype=smtp_session]
smtp_session = enabled

[eventtype=gone]
lost = enabled

[host=mx1]
edge = enabled
email = enabled

[src=192.0.2.1]
vip = enabled

[subject=50%25%20off%20%5Bnow%5D%3D]
offer = enabled

[subject=100%]
whole = enabled

[zone=lab]
watched = enabled

[action=delivered]
Delivery = enabled
odd = perhaps
`;

const PROPS = `
[smtp:one]
LOOKUP-2_zone = networks network AS src OUTPUT zone
LOOKUP-1_owner = owners host OUTPUTNEW owner, owner AS "the owner"
LOOKUP-files = attachments fuid AS fuids OUTPUT name AS file_name threat

[smtp:two]
LOOKUP-all = owners host

[smtp:gone]
LOOKUP-a = gone host OUTPUT owner
LOOKUP-b = owners host OUTPUT nothing
LOOKUP-c = owners host OUTPUT owner
`;

const TRANSFORMS = `
[networks]
filename = networks.csv
match_type = CIDR(network)

[owners]
filename = owners.csv
max_matches = 1

[gone]
filename = gone.csv

[attachments]
collection = attachments
external_type = kvstore
fields_list = fuid, name, threat
`;

const COLLECTIONS = `
[attachments]
field.fuid = string
`;

/** What lies in the KV store of the app. */
export const KNOWN_RECORDS = {
  attachments: [
    { fuid: 'F1', name: 'invoice.exe', threat: 'high' },
    { fuid: 'F2', name: "a'; DROP TABLE events; --<b>$1", threat: 'low' },
  ],
};

const DATA_MODELS = `
[Email]
acceleration = 1
acceleration.earliest_time = -1y

[Many]
accelerate = yes
`;

const SAVED_SEARCHES = `
[Sessions by "host"]
search = kind=session | stats count by host

[terms]
search = search kind=session OR tag=vip

[nested]
search = savedsearch=terms

[ranged]
search = kind=session earliest=-1d

[torn]
search = (kind=session
`;

const FILES: Readonly<Record<string, string>> = {
  'default/macros.conf': MACROS,
  'default/eventtypes.conf': EVENT_TYPES,
  'default/tags.conf': TAGS,
  'default/props.conf': PROPS,
  'default/datamodels.conf': DATA_MODELS,
  'default/savedsearches.conf': SAVED_SEARCHES,
  'default/transforms.conf': TRANSFORMS,
  'default/collections.conf': COLLECTIONS,
  'lookups/networks.csv': 'network,zone\n192.0.2.0/24,office\n198.51.100.0/24,lab\n',
  'lookups/owners.csv': 'host,owner,since\nmx1,ann,2001\nmx2,bob,2002\n',
};

/** The folder of an app with event types, tags, automatic lookups and data models, faulty ones among them; the caller removes it. */
export function createKnowledgeApp(): string {
  const dir = mkdtempSync(join(tmpdir(), 'spl-knowledge-'));
  for (const folder of ['default', 'default/data', 'lookups']) mkdirSync(join(dir, folder));
  cpSync(
    join(__dirname, '..', '..', 'cases', 'spl', 'knowledge', 'models'),
    join(dir, 'default', 'data', 'models'),
    { recursive: true },
  );
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(dir, name), text);
  return dir;
}
