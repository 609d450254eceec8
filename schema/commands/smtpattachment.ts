import type { Command } from '../command';

export const smtpattachment = {
  name: 'smtpattachment',
  summary: 'Judges for every message whether its attachments can do harm, or are not what their names say.',
  description:
    'Reads names, media types and sizes side by side: classes of extensions, second extensions, blanks and turned text in names, content of another type than the name says. Where there are fewer types than names the types count for nothing. It does not look into archives.',
  arguments: [
    {
      name: 'extensions',
      kind: 'lookup',
      default: 'smtp_watch_file_extensions.csv',
      help: 'Lookup file with the columns extension, class and risk.',
    },
    {
      name: 'media_types',
      kind: 'lookup',
      default: 'smtp_watch_mime_types.csv',
      help: 'Lookup file with the columns extension and mime_type: which types files of an extension have.',
    },
  ],
  type: 'stateful',
  inputs: [
    { as: 'names', fields: ['file_name', 'filename'], column: 'keys' },
    { as: 'types', fields: ['attachment_type', 'mime_type'], column: 'keys' },
    { as: 'sizes', fields: ['file_size', 'attachment_size'], column: 'keys' },
  ],
  outputs: [
    { name: 'attachment_score', help: 'How dangerous the worst attachment is, from 0 to 100.' },
    { name: 'attachment_verdict', help: 'One of none, clean, suspicious and dangerous.' },
    {
      name: 'attachment_reasons',
      isMultivalue: true,
      help: 'What was seen of which file, each as a stable code and a sentence; at most 20.',
    },
  ],
  examples: [
    {
      search: 'index=mail tag=email file_name=* | smtpattachment | where attachment_verdict="dangerous"',
      comment: 'Show the messages with dangerous attachments.',
    },
    {
      search:
        'index=mail sourcetype=zeek:files | smtpattachment | stats count by attachment_verdict mime_type',
      comment: 'Judge single files as Zeek saw them.',
    },
  ],
} as const satisfies Command;
