import type { EventSource } from '../../model/dashboard';
import { LOGINS } from './login-events';

const SUBMISSIONS = '`smtp_watch_submissions`';

/** Log-ins of accounts, and what was sent with them. */
export const ACCOUNT_EVENTS: EventSource = {
  spl: `((${LOGINS}) OR (${SUBMISSIONS}))`,
  filters: { user: { title: 'account' }, src: { title: 'source' } },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'user', title: 'Account', format: 'text', entity: 'user' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'app', title: 'Log-in to', format: 'word' },
    { field: 'action', title: 'Action', format: 'word' },
    { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
    { field: 'subject', title: 'Subject', format: 'text' },
  ],
};
