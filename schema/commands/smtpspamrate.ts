import type { Command } from '../command';

export const smtpspamrate = {
  name: 'smtpspamrate',
  summary:
    'Finds who sends too much mail in any sliding window, and whether that is a bot, a bulk mailer, a relay or a scanner.',
  description:
    'Counts messages and recipients of every source exactly, over every sliding window and not over fixed bins, and judges each source by its volume, its changes of identity and its failures. Rows may come in any order.',
  arguments: [
    {
      name: 'window',
      kind: 'duration',
      default: '5m',
      minimumSeconds: 1,
      maximumSeconds: 31 * 86_400,
      help: 'Length of the sliding window: a window that ends at t holds the events after t minus this length, up to and including t.',
    },
    {
      name: 'limit',
      kind: 'integer',
      minimum: 1,
      maximum: 1_000_000_000,
      help: 'Number of messages in one window above which the volume alone is a reason.',
    },
    {
      name: 'mode',
      kind: 'choice',
      choices: ['summary', 'annotate'],
      default: 'summary',
      help: 'summary gives one row for each source; annotate keeps the events and adds the counts of the window that ends at each.',
    },
  ],
  by: ['src'],
  inputs: [
    { as: 'times', fields: ['_time'], column: 'time' },
    { as: 'recipients', fields: ['recipient', 'rcptto'], column: 'keys' },
    { as: 'recipientCounts', fields: ['recipient_count'], column: 'number' },
    { as: 'senders', fields: ['mailfrom', 'return_addr', 'src_user'], column: 'key' },
    { as: 'helos', fields: ['helo'], column: 'key' },
    { as: 'servers', fields: ['dest', 'id.resp_h'], column: 'key' },
    { as: 'messageIds', fields: ['msg_id', 'message_id'], column: 'text' },
    { as: 'replies', fields: ['last_reply', 'status_code'], column: 'initial' },
  ],
  modes: {
    summary: {
      type: 'reporting',
      outputs: [
        { name: 'messages', help: 'Number of messages of the source.' },
        {
          name: 'recipients',
          help: 'Sum of the recipients of its messages, each counted as often as it was addressed.',
        },
        { name: 'distinct_recipients', help: 'Number of different recipients.' },
        { name: 'distinct_senders', help: 'Number of different envelope senders.' },
        { name: 'distinct_helos', help: 'Number of different HELO names.' },
        { name: 'failed', help: 'Number of messages whose last reply was a 4xx or 5xx code.' },
        { name: 'peak_messages', help: 'Most messages in any one window.' },
        { name: 'peak_recipients', help: 'Most recipients in any one window.' },
        { name: 'peak_distinct_recipients', help: 'Most different recipients in any one window.' },
        {
          name: 'fixed_peak_messages',
          help: 'Most messages in a fixed bin of the same length, as bin _time counts them: how much of the peak it misses.',
        },
        {
          name: 'peak_start',
          help: 'Time of the first message in the first window that holds peak_messages.',
        },
        { name: 'peak_end', help: 'Time of the last message in that window.' },
        { name: 'first_time', help: 'Time of the first message.' },
        { name: 'last_time', help: 'Time of the last message.' },
        { name: 'spam_score', help: 'How much the source looks like a sender of spam, from 0 to 100.' },
        {
          name: 'verdict',
          help: 'One of normal, bulk, relay, scanner, suspected_spam, spambot and insufficient_data.',
        },
        { name: 'reasons', isMultivalue: true, help: 'What was seen, each as a stable code and a sentence.' },
      ],
    },
    annotate: {
      type: 'events',
      outputs: [
        { name: 'window_messages', help: 'Messages of the source in the window that ends at this event.' },
        { name: 'window_recipients', help: 'Recipients of the source in that window.' },
        { name: 'window_distinct_recipients', help: 'Different recipients of the source in that window.' },
      ],
    },
  },
  examples: [
    {
      search: 'index=mail sourcetype=zeek:smtp:tsv | smtpspamrate window=5m by src',
      comment: 'Rank the sources of the mail log by how much they look like spam bots.',
    },
    {
      search: 'index=mail tag=email | smtpspamrate window=1h limit=500 by src_user | where verdict!="normal"',
      comment: 'Find accounts that sent more than 500 messages in any hour.',
    },
    {
      search:
        'index=mail sourcetype=zeek:smtp | smtpspamrate mode=annotate window=60s | where window_recipients>100',
      comment: 'Show the very messages at which a source passed 100 recipients a minute.',
    },
  ],
} as const satisfies Command;
