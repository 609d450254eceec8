import type { Detection } from '../detection';
import { MASS_MAILING } from './spam/mass-mailing';
import { RECIPIENT_HARVEST } from './spam/recipient-harvest';
import { SERVER_FAN_OUT } from './spam/server-fan-out';
import { SNOWSHOE } from './spam/snowshoe';

const spamRate: Detection = {
  name: 'spam-rate',
  title: 'Spam rate',
  notices:
    'Finds sources that send mail like a spam bot: many messages or recipients in any sliding window, changing identities, refusals.',
  matters:
    'A bot may send more slowly than a busy relay: what tells it is that its names change with every message, and that many servers refuse it.',
  wrong:
    'It is wrong about an office of few messages behind one address, whose clients name themselves differently.',
  needs: 'Messages with source and recipients; HELO names and replies (Zeek, mail servers) sharpen it.',
  cost: 'One pass over the messages of the range by smtpspamrate: about 4 seconds a million on one core.',
  techniques: ['T1566', 'T1586.002'],
  entity: 'ip',
  severity: 'high',
  schedule: { cron: '*/10 * * * *', earliest: '-6h@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Look at the messages of the source: changing senders and HELO names are a bot, one name is a mailer.',
    'If the source is inside, take the host off the network and look for malware or an open web form.',
    'If it is outside, block it at the border and report it to its network.',
  ],
  search: `\`smtp_watch_events\`
| where match(src, "^[0-9.]+$|:")
| fields _time, src, recipient, recipient_count, mailfrom, src_user, helo, dest, last_reply, status_code
| smtpspamrate window=5m by src
| where verdict IN ("spambot", "suspected_spam")
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
