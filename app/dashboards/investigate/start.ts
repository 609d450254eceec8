import type { DashboardPart } from '../../model/dashboard';
import type { InputValues } from '../../model/input';
import { EVENTS } from '../../model/mail-events';
import { FINDING } from './finding-link';
import { isAsked } from './kinds';

const isFree = (values: InputValues): boolean => !isAsked(values);

/** What there is to look into before anything is named. */
export const start = {
  searches: {
    newest: {
      spl: `| inputlookup smtp_watch_findings
| sort 20 -raised_time, -score
| table raised_time, severity, detection, entity, entity_type, score, key`,
    },
    loudest: {
      spl: `${EVENTS}
| stats count AS messages dc(recipient) AS recipients dc(src_user) AS senders BY src
| sort 20 -messages`,
    },
  },
  panels: {
    newest: {
      kind: 'table',
      title: 'Newest findings',
      search: 'newest',
      when: isFree,
      columns: [
        { field: 'raised_time', title: 'Raised (UTC)', format: 'time' },
        { field: 'severity', title: 'Severity', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'detection', title: 'Detection', format: 'word', leads: FINDING },
        { field: 'entity', title: 'About', format: 'text', entityIn: 'entity_type' },
      ],
      drilldown: [],
      help: 'What the alerts said last. A detection leads to its finding, a name to all there is about it.',
      empty: 'No alert has found anything yet. Type a name above to look into it.',
    },
    loudest: {
      kind: 'table',
      title: 'Loudest sources',
      search: 'loudest',
      when: isFree,
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'messages', title: 'Rows', format: 'number' },
        { field: 'senders', title: 'Senders', format: 'number' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
      ],
      drilldown: [],
      help: 'Hosts with the most rows in the time range: sessions without mail and encrypted ones among them.',
      empty: 'No host sent mail in this time range.',
    },
  },
} as const satisfies DashboardPart;
