import type { Dashboard } from '../model/dashboard';
import { MAIL_DASHBOARD } from '../model/mail-events';
import { exfiltration } from './attachments/exfiltration';
import { files } from './attachments/files';
import { SENT_EVENTS } from './attachments/sent-events';

const attachments = {
  ...MAIL_DASHBOARD,
  name: 'attachments',
  title: 'Attachments & exfiltration',
  description:
    'Which files come and go by mail, which of them do harm, and who sends more outside than usual.',
  inputs: [
    {
      kind: 'choice',
      name: 'span',
      title: 'Volume of senders by',
      default: '1h',
      choices: [
        { value: '1h', title: 'hour' },
        { value: '1d', title: 'day' },
      ],
    },
  ],
  searches: {
    ...files.searches,
    ...exfiltration.searches,
  },
  panels: {
    ...files.panels,
    ...exfiltration.panels,
  },
  layout: [
    { height: 112, panels: { files: 1, dangerous: 1, suspicious: 1, sent: 1, public: 1 } },
    { height: 320, panels: { bad: 1 } },
    { height: 320, panels: { types: 5, sizes: 4, coverage: 6 } },
    { height: 360, panels: { usual: 1 } },
    { height: 320, panels: { mailboxes: 1, biggest: 1 } },
    { height: 220, panels: { forwarding: 1 } },
  ],
  events: {
    mail: MAIL_DASHBOARD.events.mail,
    sent: SENT_EVENTS,
  },
} as const satisfies Dashboard;

export default attachments;
