import { guessKind } from '../investigate/guess-kind';
import type { Dashboard } from '../model/dashboard';
import { ALL_MAIL, MAIL_DASHBOARD } from '../model/mail-events';
import { PARTS } from './investigate/kinds';
import { mail } from './investigate/mail';
import { message } from './investigate/message';
import { start } from './investigate/start';
import { verdicts } from './investigate/verdicts';

const investigate = {
  ...MAIL_DASHBOARD,
  events: { ...MAIL_DASHBOARD.events, copies: { ...MAIL_DASHBOARD.events.mail, spl: ALL_MAIL } },
  name: 'investigate',
  title: 'Investigate',
  description: 'All there is about one address, host, message or campaign, and where it leads.',
  inputs: [
    {
      kind: 'choice',
      name: 'kind',
      title: 'Kind',
      default: 'address',
      choices: Object.entries(PARTS).map(([value, part]) => ({ value, ...part })),
    },
    {
      kind: 'text',
      name: 'entity',
      title: 'What to look into',
      default: '',
      placeholder: 'address, domain, IP, <Message-ID>, user …',
      implies: (text) => ({ kind: guessKind(text) }),
    },
  ],
  searches: {
    ...start.searches,
    ...mail.searches,
    ...verdicts.searches,
    ...message.searches,
  },
  panels: {
    ...start.panels,
    ...mail.panels,
    ...verdicts.panels,
    ...message.panels,
  },
  layout: [
    { height: 420, panels: { newest: 3, loudest: 2 } },
    { height: 112, panels: { messages: 1, senders: 1, recipients: 1, sources: 1, refused: 1 } },
    { height: 300, panels: { timeline: 1 } },
    { height: 200, panels: { findings: 1 } },
    { height: 200, panels: { rate: 3, neighbours: 2 } },
    { height: 200, panels: { account: 1 } },
    { height: 220, panels: { legs: 1 } },
    { height: 220, panels: { connections: 1 } },
    { height: 240, panels: { judged: 1 } },
    { height: 300, panels: { peers: 1, routes: 1 } },
    { height: 260, panels: { logins: 7, files: 6 } },
    { height: 380, panels: { rows: 1 } },
  ],
} as const satisfies Dashboard;

export default investigate;
