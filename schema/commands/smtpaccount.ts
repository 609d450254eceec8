import type { Command } from '../command';

export const smtpaccount = {
  name: 'smtpaccount',
  summary:
    'Says of each account whether it looks stolen, and shows the chain: how it was entered, and what was sent then.',
  description:
    'Reads log-ins and messages of the same accounts in one stream. Holds the day after each first use of a network, and after each log-in that guesses led to, against all that the account did before: recipients, refusals, subjects, Reply-To, programs, hours. What a mail server and a sensor say of one message comes together by its Message-ID. Messages in the name of an account from where it never logged in do not count, where others do. Rows may come in any order.',
  arguments: [],
  by: ['user'],
  type: 'reporting',
  inputs: [
    { as: 'times', fields: ['_time'], column: 'time' },
    { as: 'sources', fields: ['src'], column: 'key' },
    { as: 'users', fields: ['user'], column: 'key' },
    { as: 'actions', fields: ['action'], column: 'key' },
    { as: 'apps', fields: ['app'], column: 'key' },
    { as: 'signatures', fields: ['signature'], column: 'key' },
    { as: 'messageIds', fields: ['message_id', 'msg_id'], column: 'key' },
    { as: 'recipients', fields: ['recipient', 'rcptto'], column: 'keys' },
    { as: 'results', fields: ['recipient_status'], column: 'key' },
    { as: 'subjects', fields: ['subject'], column: 'key' },
    { as: 'replyTos', fields: ['reply_to'], column: 'key' },
    { as: 'agents', fields: ['user_agent'], column: 'key' },
    { as: 'origins', fields: ['x_originating_ip'], column: 'key' },
    { as: 'replies', fields: ['last_reply'], column: 'initial' },
  ],
  outputs: [
    { name: 'places', help: 'Number of networks that the account was used from: /24 of IPv4, /64 of IPv6.' },
    { name: 'messages', help: 'Number of messages of the account.' },
    {
      name: 'place',
      help: 'Address from which it looks most like theft; all that follows is about the day from there.',
    },
    { name: 'place_messages', help: 'Number of messages from that network in that day.' },
    { name: 'recipients', help: 'Number of their different recipients.' },
    { name: 'new_recipients', help: 'Number of those that the account had never written to before.' },
    { name: 'refused', help: 'Number of recipients that bounced or were refused.' },
    { name: 'peak_recipients', help: 'Most different recipients of any hour.' },
    {
      name: 'first_time',
      help: 'Time at which that network was first used, or of the log-in after guesses.',
    },
    { name: 'last_time', help: 'Time of the last message from it in that day.' },
    { name: 'account_score', help: 'How much the account looks stolen, from 0 to 100.' },
    {
      name: 'verdict',
      help: 'One of normal, suspected, and stolen: entered in a suspicious way and then used in two at least.',
    },
    {
      name: 'reasons',
      isMultivalue: true,
      help: 'The links of the chain in their order, each as a stable code and a sentence.',
    },
  ],
  examples: [
    {
      search:
        '(`smtp_watch_login_events`) OR (`smtp_watch_submissions`) OR (`smtp_watch_events`) | smtpaccount',
      comment: 'Rank all accounts by how much they look stolen.',
    },
    {
      search:
        '(`smtp_watch_login_events`) OR (`smtp_watch_submissions`) OR (`smtp_watch_events`) | search user="ann@example.com" | smtpaccount by user',
      comment: 'Show the chain of evidence about one account.',
    },
  ],
} as const satisfies Command;
