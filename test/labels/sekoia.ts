import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  absent,
  type Comparison,
  contains,
  is,
  type Label,
  type LabelledLine,
  labelBy,
  valuesOf,
} from './label';

interface Test {
  readonly input: {
    readonly message: string;
    readonly log?: { readonly syslog?: { readonly appname?: string } };
  };
  readonly expected: Readonly<Record<string, unknown>>;
}

const source = is('src', 'src_host', 'helo', 'src_user_domain', 'answer_host');
/** A literal address as HELO stands in brackets. */
const helo: Comparison = (event, value) =>
  source(event, value) || is('helo')(event, `[${value}]`) || contains('from')(event, `@${value}`);
const destination = is('dest', 'dest_host', 'recipient_domain');
/** "SASL LOGIN authentication failed: …" is a signature and a reason to us. */
const reason: Comparison = (event, value) => {
  const said = valuesOf(event, 'reason')[0] ?? '';
  const signature = valuesOf(event, 'signature')[0] ?? '';
  return said !== '' && (said.includes(value) || value.includes(said) || value.startsWith(`${signature}: `));
};

/** Which of our fields says what the field of the Elastic Common Schema says. */
const FIELDS: Readonly<Record<string, Comparison>> = {
  'source.ip': is('src', 'answer_host'),
  'source.port': is('src_port', 'answer_port'),
  'source.address': helo,
  'source.domain': helo,
  'destination.ip': is('dest'),
  'destination.port': is('dest_port'),
  'destination.address': destination,
  'destination.domain': destination,
  'email.from.address': (event, value) =>
    absent('src_user', '')(event, value) || contains('from')(event, value),
  'email.to.address': is('recipient'),
  'email.message_id': is('message_id'),
  'postfix.queue_id.local': is('internal_message_id'),
  'postfix.queue_id.remote': is('queued_as'),
  'postfix.orig_to': is('orig_recipient'),
  'postfix.headers.from': contains('from', 'header_text'),
  'action.name': (event, value) =>
    is('mta_event', 'status', 'spf')(event, value) ||
    (value === 'prepend Received-SPF' && valuesOf(event, 'spf').length > 0),
  'action.type': is('smtp_command'),
  'event.reason': reason,
  'file.name': is('file_name'),
  'file.size': is('file_size'),
  'user.name': is('filter_user', 'user'),
  'log.syslog.appname': is('process'),
  'network.protocol': is('protocol'),
};

/** What the label repeats of other fields, or says in words of its own instead of the line's: not compared. */
const OTHER =
  /^(?:message|related\.|event\.(?:category|type|outcome)|action\.(?:outcome|outcome_reason|target)|(?:source|destination)\.(?:registered_domain|subdomain|top_level_domain)|file\.(?:created|ctime))/;

function leaves(path: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((one) => leaves(path, one));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leaves(path === '' ? key : `${path}.${key}`, one));
  return [[path, String(value)]];
}

function labelsOf(expected: Test['expected']): Label[] {
  return leaves('', expected)
    .filter(([path, value]) => value !== '' && !OTHER.test(path))
    .map(([path, value]) => labelBy(FIELDS, path, value));
}

/** The messages of SEKOIA's Postfix tests with the fields expected of each. */
export function sekoiaLines(data: string): LabelledLine[] {
  const folder = join(data, 'sekoia_postfix', 'Postfix', 'postfix', 'tests');
  return readdirSync(folder).map((name) => {
    const { input, expected } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Test;
    const program = input.log?.syslog?.appname || 'postfix/unnamed';
    return {
      set: 'SEKOIA Postfix',
      place: name,
      sourcetype: 'postfix_syslog',
      text: `Jan  1 00:00:00 mx ${program}[1]: ${input.message.replace(/[\r\n]+/g, ' ')}`,
      labels: labelsOf(expected),
    };
  });
}
