import type { EventSource } from '../../model/dashboard';

/** Macro for what mail servers tell of log-ins. */
export const LOGINS = '`smtp_watch_login_events`';

/** The log-ins behind what is shown of them. */
export const LOGIN_EVENTS: EventSource = {
  spl: LOGINS,
  filters: {
    user: { title: 'user' },
    src: { title: 'source' },
    dest: { title: 'server' },
    action: { title: 'action' },
    app: { title: 'service' },
    authentication_method: { title: 'method' },
    signature: { title: 'reason' },
    domain: { title: 'domain', command: '`smtp_watch_login_domain`' },
  },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'user', title: 'User', format: 'text', entity: 'user' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
    { field: 'app', title: 'Service', format: 'word' },
    { field: 'action', title: 'Action', format: 'word' },
    { field: 'signature', title: 'Reason', format: 'text' },
  ],
};

/** Why nothing is known of log-ins. */
export const NEEDS_LOGINS =
  'No log of this time range tells of log-ins: a sensor sees none, add the logs of the mail servers (Postfix, Dovecot, Exim, Sendmail, Exchange).';
