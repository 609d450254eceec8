import type { Dashboard } from '../model/dashboard';
import { MAIL_DASHBOARD } from '../model/mail-events';
import { ACCOUNT_EVENTS } from './access/account-events';
import { accounts } from './access/accounts';
import { guesses } from './access/guesses';
import { LOGIN_EVENTS } from './access/login-events';
import { logins } from './access/logins';
import { SERVER_EVENTS } from './access/server-events';
import { servers } from './access/servers';

const access = {
  ...MAIL_DASHBOARD,
  name: 'access',
  title: 'Access',
  description: 'Who logs in, who guesses passwords, and what the own servers let happen.',
  events: {
    ...MAIL_DASHBOARD.events,
    logins: LOGIN_EVENTS,
    accounts: ACCOUNT_EVENTS,
    servers: SERVER_EVENTS,
  },
  searches: {
    ...logins.searches,
    ...guesses.searches,
    ...accounts.searches,
    ...servers.searches,
  },
  panels: {
    ...logins.panels,
    ...guesses.panels,
    ...accounts.panels,
    ...servers.panels,
  },
  layout: [
    { height: 112, panels: { logins: 1, failed: 1, guessers: 1, broken: 1, stolen: 1, relayed: 1 } },
    { height: 300, panels: { traffic: 2, failedUsers: 1 } },
    { height: 400, panels: { guessing: 1 } },
    { height: 530, panels: { sprayed: 1 } },
    { height: 220, panels: { brokenUsers: 5, distributed: 6 } },
    { height: 280, panels: { suspects: 1 } },
    { height: 300, panels: { relaying: 1 } },
    { height: 240, panels: { scans: 1, injections: 1 } },
    { height: 320, panels: { faults: 1 } },
  ],
} as const satisfies Dashboard;

export default access;
