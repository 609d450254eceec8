import type { Command } from '../command';
import { smtpspamrate } from './smtpspamrate';

const OUTPUTS = [
  { name: 'messages', help: 'Number of messages of the sender that have a time.' },
  { name: 'units', help: 'What they cost: messages, or recipients.' },
  { name: 'passed', help: 'Messages that would have passed.' },
  { name: 'refused', help: 'Messages that would have been refused; they cost no tokens.' },
  { name: 'refused_units', help: 'What those would have cost.' },
  {
    name: 'oversized',
    help: 'Messages that cost more than the bucket ever holds: no waiting helps them, and they would always be refused.',
  },
  {
    name: 'delayed',
    help: 'Messages that would have waited, if they waited in line instead of being refused.',
  },
  { name: 'largest_delay', help: 'Seconds that the longest of them would have waited.' },
  { name: 'first_hit_time', help: 'When the limit would have been hit first; empty if never.' },
  {
    name: 'peak_units',
    help: 'Largest cost of the messages in any sliding window of the length of per: a bucket of that rate and burst would refuse none.',
  },
  {
    name: 'p999_units',
    help: 'Cost of the windows that end at its messages, the 99.9th percentile: what it needs as rate.',
  },
  { name: 'looks', help: 'One of legitimate, suspicious and unknown, after the verdict.' },
  { name: 'verdict', help: 'What smtpspamrate says of the sender.' },
  { name: 'spam_score', help: 'How much it looks like a sender of spam, from 0 to 100.' },
  { name: 'reasons', isMultivalue: true, help: 'Why, each as a stable code and a sentence.' },
  {
    name: 'suggested_rate',
    help: 'The same in all rows: the largest p999_units of what looks legitimate, with the margin.',
  },
] as const;

export const smtpratelimit = {
  name: 'smtpratelimit',
  summary:
    'Tells what a rate limit would have done to the mail of the past, and to which senders that look legitimate.',
  description:
    'Replays a token bucket for every sender over its messages in order of time: how many it would have refused, or how long they would have waited in line, from when on, and whether the sender looks like one of spam. suggested_rate is what the senders that look legitimate need. Rows may come in any order; messages without time are left out.',
  arguments: [
    {
      name: 'rate',
      kind: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      help: 'Tokens that the bucket gains in the time of per; a message costs one, or one for each recipient. Has to be given.',
    },
    {
      name: 'per',
      kind: 'duration',
      minimumSeconds: 1,
      maximumSeconds: 31 * 86_400,
      help: 'The time in which the bucket gains rate tokens, also the length of the windows of peak_units and p999_units. Has to be given.',
    },
    {
      name: 'burst',
      kind: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      help: 'Tokens that the bucket holds, full at first; as many as rate unless given.',
    },
    {
      name: 'unit',
      kind: 'choice',
      choices: ['message', 'recipient'],
      default: 'message',
      help: 'What is limited; a message that shows no recipient counts as one.',
    },
    {
      name: 'margin',
      kind: 'integer',
      minimum: 100,
      maximum: 1000,
      default: 125,
      help: 'Percent of the largest legitimate demand (p999_units) that suggested_rate is.',
    },
    {
      name: 'mode',
      kind: 'choice',
      choices: ['summary', 'series'],
      default: 'summary',
      help: 'summary gives one row for each sender; series gives one for each sender and bucket of time in which it sent: messages to largest_delay are of the bucket, the rest of the whole time.',
    },
    {
      name: 'span',
      kind: 'duration',
      default: '1h',
      minimumSeconds: 60,
      maximumSeconds: 31 * 86_400,
      help: 'Length of the buckets of mode=series.',
    },
  ],
  by: ['src_user'],
  inputs: smtpspamrate.inputs,
  modes: {
    summary: { type: 'reporting', outputs: OUTPUTS },
    series: {
      type: 'reporting',
      outputs: [{ name: '_time', help: 'Beginning of the bucket of time.' }, ...OUTPUTS],
    },
  },
  examples: [
    {
      search: '`smtp_watch_events` | smtpratelimit rate=10 per=60s by src_user | where refused>0',
      comment:
        'The first default of policyd-rate-limit, 10 messages a minute. Its second is rate=150 per=1d.',
    },
    {
      search:
        '`smtp_watch_events` | smtpratelimit rate=45 per=1m unit=recipient by src_user | stats count sum(refused) AS refused max(largest_delay) AS largest_delay by looks',
      comment: 'A limit of mailcow, 45 recipients a minute: whom it hits, by how they look.',
    },
    {
      search:
        '`smtp_watch_events` | smtpratelimit rate=500 per=1h unit=recipient by src_user | where looks="legitimate" AND refused>0',
      comment:
        'Senders that look legitimate and would hit the standard limit of Exchange Online for mail to outside, 500 recipients an hour; the strict one is 400.',
    },
    {
      search:
        '`smtp_watch_events` | smtpratelimit rate=100 per=1h unit=recipient margin=150 by src | table src units peak_units p999_units looks suggested_rate',
      comment: 'What limit for each hour the legitimate sources need, and half as much again.',
    },
    {
      search:
        '`smtp_watch_events` | smtpratelimit rate=10 per=60s mode=series span=1h by src_user | timechart span=1h sum(passed) AS passed sum(refused) AS refused',
      comment: 'What would have passed in every hour, and what would have been refused.',
    },
  ],
} as const satisfies Command;
