import type { Detection } from '../detection';
import { MASS_MAILING } from './spam/mass-mailing';
import { RECIPIENT_HARVEST } from './spam/recipient-harvest';
import { SERVER_FAN_OUT } from './spam/server-fan-out';
import { SNOWSHOE } from './spam/snowshoe';

/** Mail that a machine brings straight to others is judged apart from what it hands in at the own servers: a bot hides among its user's mail. */
const spamRate: Detection = {
  name: 'spam-rate',
  title: 'Spam rate',
  notices:
    'Finds sources that send mail like a spam bot: many messages or recipients in any sliding window, changing identities, refusals.',
  matters:
    'A bot may send more slowly than a busy relay: what tells it is that its names change with every message, and that many servers refuse it.',
  wrong:
    'It is wrong about few messages of the clients of many organisations behind one address, and blind to a bot that keeps one name and is refused by few.',
  needs:
    'Messages with source, sender and recipients; HELO names, Message-IDs and replies (Zeek, mail servers) sharpen it.',
  cost: 'One pass over the messages of six hours by smtpspamrate.',
  techniques: ['T1566', 'T1586.002'],
  entity: 'ip',
  severity: 'high',
  schedule: { cron: '1-59/10 * * * *', earliest: '-6h@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Look at the messages of the source: changing senders and HELO names are a bot, one name is a mailer.',
    'If the source is inside, take the host off the network and look for malware or an open web form.',
    'If it is outside, block it at the border and report it to its network.',
  ],
  search: `\`smtp_watch_events\`
| where match(src, "^[0-9.]+$|:")
| fields _time, sourcetype, src, dest, recipient, recipient_count, mailfrom, src_user, helo, last_reply, status_code, msg_id, message_id
| \`smtp_watch_inside(dest, is_dest_inside)\`
| eval way=if(is_dest_inside="true" OR sourcetype="smtp:message", "in", "direct")
| smtpspamrate window=5m by src, way
| where verdict IN ("spambot", "suspected_spam")
| sort 0 src, -spam_score
| dedup src
| eval entity=src, score=spam_score, count=messages, step=\`smtp_watch_step(recipients)\``,
  drilldown: '`smtp_watch_events` src=$entity$',
};

/** Who sends too much. */
export const SPAM: readonly Detection[] = [
  spamRate,
  MASS_MAILING,
  RECIPIENT_HARVEST,
  SNOWSHOE,
  SERVER_FAN_OUT,
];
