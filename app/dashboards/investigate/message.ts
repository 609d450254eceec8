import type { DashboardPart } from '../../model/dashboard';
import { ALL_MAIL, EVENTS } from '../../model/mail-events';
import { isOneOf } from './kinds';

/** The way of one message, and the connections that carried it. */
export const message = {
  searches: {
    legs: {
      spl: `${ALL_MAIL} (message_id=$entity|s$ OR internal_message_id=$entity|s$)
| sort 50 _time
| eval way=mvjoin(path, " ← ")
| table _time, sourcetype, src, dest, sender_address, recipient, status_code, tls, is_copy, way, internal_message_id`,
    },
    connections: {
      spl: `index=* uid=* NOT (${EVENTS})
    [search ${EVENTS} (message_id=$entity|s$ OR internal_message_id=$entity|s$) uid=* | dedup uid | head 50 | fields uid]
| sort 50 _time
| eval text=coalesce(msg, filename)
| table _time, sourcetype, service, duration, version, cipher, note, text`,
    },
  },
  panels: {
    legs: {
      kind: 'table',
      title: 'Way of the message',
      search: 'legs',
      source: 'copies',
      when: isOneOf('message'),
      columns: [
        { field: '_time', title: 'Time (UTC)', format: 'time' },
        { field: 'sourcetype', title: 'Seen by', format: 'word' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
        { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
        { field: 'status_code', title: 'Reply', format: 'reply' },
        { field: 'tls', title: 'TLS', format: 'word' },
        { field: 'way', title: 'Received, newest first', format: 'text' },
      ],
      drilldown: ['internal_message_id'],
      help: 'Every log that has the message: what sensors saw on each leg, and what mail servers said of it.',
      empty: 'No log of this time range has a message of that name.',
    },
    connections: {
      kind: 'table',
      title: 'Its connections',
      search: 'connections',
      when: isOneOf('message'),
      columns: [
        { field: '_time', title: 'Time (UTC)', format: 'time' },
        { field: 'sourcetype', title: 'Log', format: 'word' },
        { field: 'service', title: 'Service', format: 'word' },
        { field: 'duration', title: 'Seconds', format: 'number' },
        { field: 'version', title: 'TLS', format: 'word' },
        { field: 'cipher', title: 'Cipher', format: 'word' },
        { field: 'note', title: 'Note', format: 'text' },
        { field: 'text', title: 'Text or file', format: 'text' },
      ],
      drilldown: [],
      help: "What Zeek's other logs (conn, ssl, files, notice, weird) say of the connections that carried it.",
      empty: 'No other log of a sensor has its connections: conn.log, ssl.log and notice.log of Zeek do.',
    },
  },
} as const satisfies DashboardPart;
