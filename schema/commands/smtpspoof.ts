import type { Command } from '../command';

export const smtpspoof = {
  name: 'smtpspoof',
  summary: 'Judges for every message whether its sender is who it claims to be.',
  description:
    'Reads the envelope and the headers as they were on the wire, adds up the measured weight of every sign of forgery and names each of them. Missing evidence counts neither way; a message that shows neither envelope nor headers is unreadable.',
  arguments: [
    {
      name: 'own_domains',
      kind: 'domains',
      default: [],
      help: 'Domains of the own organisation: mail from outside that claims or imitates one of them is a sign of forgery.',
    },
    {
      name: 'own_networks',
      kind: 'networks',
      default: [],
      help: 'Public networks of the own organisation in CIDR form; private and loopback addresses are always inside.',
    },
    {
      name: 'partners',
      kind: 'domains',
      default: [],
      help: 'Domains of organisations with which mail is exchanged: imitations of them are a sign.',
    },
    {
      name: 'vips',
      kind: 'people',
      default: [],
      help: 'People whom attackers like to play, as Name <address> with commas between them: the name before another address is a sign.',
    },
    {
      name: 'correspondents',
      kind: 'lookup',
      help: 'Lookup file of the app with the column domain: domains that write often, any number of them. Imitations are a sign. While a search has yet to write the file it names nobody.',
    },
    {
      name: 'brands',
      kind: 'lookup',
      default: 'smtp_watch_brands.csv',
      help: 'Lookup file of the app with the columns domain and brand: names that other senders must not use.',
    },
  ],
  type: 'stateful',
  inputs: [
    { as: 'froms', fields: ['from'], column: 'key' },
    { as: 'senders', fields: ['mailfrom', 'src_user'], column: 'key' },
    { as: 'replyTos', fields: ['reply_to'], column: 'key' },
    { as: 'helos', fields: ['helo'], column: 'key' },
    { as: 'sources', fields: ['src', 'id.orig_h'], column: 'key' },
    { as: 'userAgents', fields: ['user_agent'], column: 'key' },
    { as: 'messageIds', fields: ['msg_id'], column: 'text' },
    { as: 'dmarcs', fields: ['dmarc'], column: 'initial' },
    { as: 'spfs', fields: ['spf'], column: 'initial' },
    { as: 'dkimFaults', fields: ['dkim_failed'], column: 'initial' },
  ],
  outputs: [
    { name: 'spoof_score', help: 'Weight of all signs of forgery together, from 0 to 100.' },
    { name: 'spoof_verdict', help: 'One of clean, suspicious, spoofed and unreadable.' },
    { name: 'spoof_reasons', isMultivalue: true, help: 'The signs that were seen, as stable codes.' },
    { name: 'reasons', isMultivalue: true, help: 'The same signs, each as code, sentence and points.' },
    { name: 'from_address', help: 'Address in the From header, lower-case, read even from a broken header.' },
    { name: 'from_domain', help: 'Domain of that address.' },
    {
      name: 'from_idn',
      help: 'The same as people read it, its xn-- labels decoded; absent where it has none.',
    },
    {
      name: 'spoof_imitates',
      help: 'Whom the sender plays: an own or known domain with the technique, a guarded person or a brand.',
    },
    { name: 'from_name', help: 'Display name in the From header, decoded.' },
  ],
  examples: [
    {
      search: 'index=mail sourcetype=zeek:smtp:tsv | smtpspoof | where spoof_verdict="spoofed"',
      comment: 'Show the messages whose headers were forged.',
    },
    {
      search:
        'index=mail tag=email | smtpspoof own_domains="example.com, example.net" | stats count by spoof_reasons',
      comment: 'Count the signs of forgery, imitations of the own domains included.',
    },
  ],
} as const satisfies Command;
