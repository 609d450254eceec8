import type { EventSource } from '../../model/dashboard';
import { ALL_MAIL } from '../../model/mail-events';

/** What own senders sent, with sizes and files. */
export const SENT_EVENTS: EventSource = {
  spl: ALL_MAIL,
  filters: { src_user: { title: 'sender' }, recipient: { title: 'recipient' } },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
    { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
    { field: 'size', title: 'Size', format: 'bytes' },
    { field: 'file_name', title: 'Files', format: 'list' },
    { field: 'action', title: 'Action', format: 'word' },
  ],
};
