import type { EventSource } from '../../model/dashboard';

/** What own servers were seen to do. */
export const SERVER_EVENTS: EventSource = {
  spl: '`smtp_watch_server_events`',
  filters: {
    dest: { title: 'server' },
    fault: { title: 'fault', command: '`smtp_watch_server_fault`' },
  },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
    { field: 'dest_port', title: 'Port', format: 'word' },
    { field: 'commands', title: 'Commands', format: 'text' },
    { field: 'version', title: 'TLS', format: 'word' },
    { field: 'last_reply', title: 'Last reply', format: 'text' },
  ],
};
