import type { Detection } from '../../detection';

/** Least bytes of a day; mail programs keep copies of large messages on their own server, by IMAP, not here. */
const LEAST_BYTES = 5_000_000;
/** Least bytes of a day before which the log does not go back, when they went all day long: a device may do so every day. */
const LEAST_BYTES_OF_ROUTINE = 25_000_000;
/** Whole days before, from which on the log tells what is usual. */
const PAST_DAYS = 2;
/** Files that somebody sends away leave within so many seconds. */
const LONGEST_ERRAND = 4 * 3_600;
/** A host that delivers to more servers is a mail server, whose volume says nothing of people. */
const MOST_SERVERS = 5;
/** Times the upper quartile of the host's other days with that server. */
const FAR_ABOVE_USUAL = 10;

/** Notices files that leave in encrypted mail sessions, of which no more than the size is known. */
export const encryptedUpload: Detection = {
  name: 'encrypted-upload',
  title: 'Large encrypted upload to a mail server outside',
  notices:
    'Finds hosts inside that send far more than usual through encrypted mail sessions to a server outside that no other host uses.',
  matters:
    'Who sends files through a private provider never touches the own servers: nothing but the bytes of the session is left.',
  wrong:
    'It is wrong about a device that is meant to mail through a provider, such as a camera, on the day it is installed.',
  needs: "Zeek's conn.log where hosts inside reach servers outside on ports 25, 465, 587 or 2525.",
  cost: 'One pass over the mail connections of eight days to a row for each host, server and day.',
  techniques: ['T1048.002', 'T1020'],
  entity: 'ip',
  severity: 'medium',
  schedule: { cron: '33 * * * *', earliest: '-8d@d', latest: '-5m@m', silence: '1d' },
  response: [
    'Find out whose mailbox it is: the name of the server in ssl.log says the provider.',
    'Ask the user of the host what was sent; look at what was read from file servers in the hours before.',
    'Block mail ports to the outside for all but the mail servers.',
  ],
  search: `\`smtp_watch_conn_events\` dest_port IN (25, 465, 587, 2525)
| fields _time, src, dest, dest_port, bytes_out
| \`smtp_watch_inside(src, src_inside)\`
| where src_inside="true"
| \`smtp_watch_inside(dest, dest_inside)\`
| where dest_inside="false"
| eval time=_time
| bin _time span=1d
| stats range(time) AS lasted count AS sessions sum(bytes_out) AS bytes values(dest_port) AS ports by _time, src, dest
| eventstats min(_time) AS log_start
| eval has_past=if(_time>=log_start+${PAST_DAYS}*86400, 1, 0), least=if(has_past=1 OR lasted<=${LONGEST_ERRAND}, ${LEAST_BYTES}, ${LEAST_BYTES_OF_ROUTINE})
| eventstats dc(dest) AS servers by src
| where servers<=${MOST_SERVERS}
| eventstats dc(src) AS hosts by dest
| eventstats count AS days perc75(bytes) AS usual by src, dest
| where hosts=1 AND bytes>=least AND (days=1 OR bytes>=${FAR_ABOVE_USUAL}*usual)
| eval megabytes=round(bytes/1000000, 1), day=strftime(_time, "%Y-%m-%d"),
  score=40+if(days=1 AND has_past=1, 10, 0)+case(megabytes>=100, 30, megabytes>=25, 20, true(), 10),
  reasons=mvappend("upload: " . megabytes . " MB in " . sessions . " sessions to " . dest . " on " . day,
  "own_server: no other host here goes to " . dest . ", port " . mvjoin(ports, ", "),
  case(days=1 AND has_past=1, "new_server: the host had not gone there before", days=1, "no_past: the log does not go back before that", true(), "above_usual: three in four days of the host stay below " . round(usual/1000000, 2) . " MB"))
| stats max(score) AS score values(reasons) AS reasons sum(sessions) AS count sum(megabytes) AS megabytes min(_time) AS first_time max(_time) AS last_day values(dest) AS servers by src
| eval entity=src, last_time=last_day+86399, related=mvindex(servers, 0, 49), step=\`smtp_watch_step(megabytes)\``,
  drilldown: '`smtp_watch_conn_events` src=$entity$ dest_port IN (25, 465, 587, 2525)',
};
