import type { Command } from '../command';

export const smtprelay = {
  name: 'smtprelay',
  summary:
    'Finds who tries to send mail to strangers through the own servers, and whether the servers handed it on.',
  description:
    'Follows mail of strangers to strangers from its first leg, an outside client at an own server, to its second, an own server at a foreign one within ten minutes. Mail of clients that log in, mail on the submission ports, aliases and mail to own domains stay normal. Rows of log-ins (action=success) may stand among the messages. Rows may come in any order.',
  arguments: [
    {
      name: 'own_domains',
      kind: 'domains',
      default: [],
      help: 'Domains that the own servers take mail for, those they are backup for included. Without any, nothing counts as foreign.',
    },
    {
      name: 'own_networks',
      kind: 'networks',
      default: [],
      help: 'Public networks of the own organisation in CIDR form, and those of partners that may send through its servers; private and loopback addresses are always inside.',
    },
  ],
  inputs: [
    { as: 'times', fields: ['_time'], column: 'time' },
    { as: 'sources', fields: ['src', 'id.orig_h'], column: 'key' },
    { as: 'servers', fields: ['dest', 'id.resp_h'], column: 'key' },
    { as: 'ports', fields: ['dest_port', 'id.resp_p'], column: 'number' },
    { as: 'loggers', fields: ['dvc'], column: 'key' },
    { as: 'senders', fields: ['src_user', 'mailfrom'], column: 'key' },
    { as: 'recipients', fields: ['recipient', 'rcptto'], column: 'keys' },
    { as: 'originals', fields: ['orig_recipient'], column: 'key' },
    { as: 'actions', fields: ['action'], column: 'key' },
    { as: 'replies', fields: ['signature', 'last_reply'], column: 'text' },
    { as: 'messageIds', fields: ['msg_id', 'message_id'], column: 'text' },
    { as: 'subjects', fields: ['subject'], column: 'text' },
  ],
  type: 'reporting',
  outputs: [
    { name: 'src', help: 'Client outside that gave mail for strangers.' },
    { name: 'server', help: 'Own server that it gave it to: an address, or the name under which it logs.' },
    { name: 'attempts', help: 'Messages to foreign recipients, whatever became of them.' },
    { name: 'denied', help: 'Of these, those refused because the server does not relay.' },
    {
      name: 'accepted',
      help: 'Of these, those that the server took for foreign recipients alone, without log-in.',
    },
    { name: 'confirmed', help: 'Of these, those that were seen to leave for a foreign server.' },
    { name: 'allowed', help: 'Of these, those with a log-in, or on a submission port.' },
    { name: 'foreign_recipients', help: 'Number of different foreign recipients.' },
    {
      name: 'forms',
      isMultivalue: true,
      help: 'Ways in which recipients were written to test for relaying.',
    },
    { name: 'senders', isMultivalue: true, help: 'Envelope senders, at most 20.' },
    { name: 'first_time', help: 'Time of the first attempt.' },
    { name: 'last_time', help: 'Time of the last attempt.' },
    {
      name: 'relay_score',
      help: 'How bad it is, from 0 to 100: what was handed on ranks above what was taken, and that above what was refused.',
    },
    { name: 'verdict', help: 'One of normal, relay_denied, relay_accepted and relay_confirmed.' },
    { name: 'reasons', isMultivalue: true, help: 'What was seen, each as a stable code and a sentence.' },
  ],
  examples: [
    {
      search:
        'index=mail sourcetype=zeek:smtp | smtprelay own_domains="example.com, example.net" own_networks=192.0.2.0/24',
      comment: 'List who tried to relay through the own servers, those that succeeded first.',
    },
    {
      search:
        '`smtp_watch_events` OR `smtp_watch_submissions` | smtprelay `smtp_watch_own_domains` `smtp_watch_own_networks` | where verdict="relay_confirmed"',
      comment: 'Find the own servers that hand on mail of strangers to strangers.',
    },
  ],
} as const satisfies Command;
