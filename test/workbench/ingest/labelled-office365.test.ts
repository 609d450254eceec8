import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Event, loadEvents, ROOT } from './events';

/** Message traces with the fields (ECS) that another product's parser makes of them. */
const LABELLED = join(
  ROOT,
  '..',
  'shared',
  'data',
  'exchange',
  'sekoia',
  'Office 365',
  'message-trace',
  'tests',
);

interface Ecs {
  readonly '@timestamp'?: string;
  readonly email?: {
    readonly from?: { readonly address: readonly string[] };
    readonly to?: { readonly address: readonly string[] };
    readonly message_id?: string;
    readonly subject?: string;
  };
  readonly source?: { readonly ip?: string };
  readonly office365?: {
    readonly message_trace?: { readonly MessageTraceId?: string; readonly Size?: number };
  };
  readonly event?: { readonly action?: string };
}

interface Labelled {
  readonly input: { readonly message: string };
  readonly expected: Ecs;
}

/** What is compared: our field, and what the label says of it. Their action is the status as Microsoft writes it. */
function comparisons(event: Event, { email, source, office365, ...ecs }: Ecs): [string, unknown, unknown][] {
  const trace = office365?.message_trace;
  const action = ecs.event?.action === 'Delivered' ? 'delivered' : undefined;
  return [
    ['_time', event['_time'], Date.parse(ecs['@timestamp']!) / 1000],
    ['sender_address', event['sender_address'], email?.from?.address[0]],
    ['recipient', event['recipient'], email?.to?.address],
    ['message_id', event['message_id'], email?.message_id],
    ['subject', event['subject'], email?.subject],
    ['internal_message_id', event['internal_message_id'], trace?.MessageTraceId],
    ['size', Number(event['size']), trace?.Size],
    ['action', event['action'], action],
    // A message from a mailbox has no address; ours is then the tenant.
    ['src', source?.ip === undefined ? undefined : event['src'], source?.ip],
  ];
}

(existsSync(LABELLED) ? test : test.skip)(
  'labelled message traces give the fields of their labels',
  async () => {
    const labelled = readdirSync(LABELLED).map(
      (name) => JSON.parse(readFileSync(join(LABELLED, name), 'utf8')) as Labelled,
    );
    const dir = mkdtempSync(join(tmpdir(), 'smtp-watch-'));
    const file = join(dir, 'trace.json');
    writeFileSync(file, labelled.map(({ input }) => `${input.message.trim()}\n`).join(''));
    const { events } = await loadEvents([file]);
    rmSync(dir, { recursive: true });
    const compared = labelled.flatMap(({ expected }, at) => comparisons(events[at]!, expected));
    const differing = compared.filter(([, ours, theirs]) => JSON.stringify(ours) !== JSON.stringify(theirs));
    console.log(
      `Office 365 labels: ${compared.length - differing.length} of ${compared.length} fields agree`,
    );
    expect(compared).toHaveLength(18);
    expect(differing).toEqual([]);
  },
);
