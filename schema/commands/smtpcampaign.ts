import type { Command } from '../command';

export const smtpcampaign = {
  name: 'smtpcampaign',
  summary:
    'Groups messages that are copies of one template, and says which groups are campaigns of unrelated senders.',
  description:
    'Decodes subjects, takes away marks of replies, numbers, and words that next to no other message has, and groups what is left by its runs of three characters; messages of programs with odd marks are grouped by these. Newsletters, tickets, out-of-office answers, calendar mail and conversations are told apart. Rows may come in any order; a row of no group gets no fields.',
  arguments: [
    {
      name: 'similarity',
      kind: 'integer',
      default: 70,
      minimum: 30,
      maximum: 100,
      help: 'Least similarity of two templates of one group: the part of their runs of three characters, in percent, that both have.',
    },
    {
      name: 'least',
      kind: 'integer',
      default: 5,
      minimum: 2,
      maximum: 1_000_000,
      help: 'Least number of messages of a group.',
    },
  ],
  type: 'events',
  inputs: [
    { as: 'subjects', fields: ['subject'], column: 'key' },
    { as: 'sources', fields: ['src', 'id.orig_h'], column: 'key' },
    { as: 'senders', fields: ['mailfrom', 'src_user'], column: 'key' },
    { as: 'recipients', fields: ['recipient', 'rcptto'], column: 'keys' },
    { as: 'userAgents', fields: ['user_agent'], column: 'key' },
    { as: 'helos', fields: ['helo'], column: 'key' },
    { as: 'messageIds', fields: ['msg_id', 'message_id'], column: 'text' },
    { as: 'repliesTo', fields: ['in_reply_to'], column: 'text' },
    { as: 'sizes', fields: ['size'], column: 'number' },
  ],
  outputs: [
    {
      name: 'campaign_id',
      help: 'Name of the group: the same in every search that finds the same template.',
    },
    {
      name: 'campaign_template',
      help: 'Subject that most of its messages share: # for numbers, * for words that change; or the marks of the program.',
    },
    {
      name: 'campaign_verdict',
      help: 'campaign of unrelated senders, bulk (one source or domain), automatic (out of office, calendar, bounces), conversation, or group.',
    },
    { name: 'campaign_score', help: 'How much the group looks like a campaign, from 0 to 100.' },
    { name: 'campaign_size', help: 'Number of its messages.' },
    { name: 'campaign_senders', help: 'Number of its different envelope senders.' },
    { name: 'campaign_sources', help: 'Number of its different sources.' },
    { name: 'campaign_recipients', help: 'Number of its different recipients.' },
    {
      name: 'campaign_reasons',
      isMultivalue: true,
      help: 'What was seen, each as a stable code and a sentence.',
    },
  ],
  examples: [
    {
      search:
        'index=mail tag=email | smtpcampaign | where campaign_verdict="campaign" | stats count min(_time) max(_time) by campaign_id campaign_template',
      comment: 'List the campaigns of the time range.',
    },
    {
      search:
        'index=mail sourcetype=zeek:smtp | smtpcampaign least=20 similarity=60 | timechart count by campaign_id',
      comment: 'Show how large groups of messages grow.',
    },
  ],
} as const satisfies Command;
