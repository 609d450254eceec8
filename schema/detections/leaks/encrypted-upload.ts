import type { Detection } from '../../detection';

/** Least bytes within 24 hours; mail programs keep copies of large messages on their own server, by IMAP, not here. */
const LEAST_BYTES = 5_000_000;
/** Least bytes within 24 hours before which the log does not go back, when they went all day long: a device may do so every day. */
const LEAST_BYTES_OF_ROUTINE = 25_000_000;
/** Whole days before, from which on the log tells what is usual. */
const PAST_DAYS = 2;
/** Files that somebody sends away leave within so many seconds. */
const LONGEST_ERRAND = 4 * 3_600;
/** A host that delivers to more servers, on most days, is a mail server, whose volume says nothing of people; on few days it is infected. */
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
  cost: 'One pass over the mail connections of eight days to a row for each host, server and hour.',
  techniques: ['T1048.002', 'T1020'],
  entity: 'ip',
  severity: 'medium',
  schedule: { cron: '35 * * * *', earliest: '-8d@d', latest: '-5m@m', silence: '1d' },
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
| bin _time span=1h
| stats min(time) AS first_session max(time) AS last_session count AS sessions sum(bytes_out) AS bytes values(dest_port) AS ports by _time, src, dest
| eventstats min(_time) AS log_start
| eval date=floor(_time/86400)
| eventstats dc(dest) AS servers by src, date
| eval busy_date=if(servers>${MOST_SERVERS}, date, null()), quiet_dest=if(servers<=${MOST_SERVERS}, dest, null())
| eventstats dc(date) AS dates dc(busy_date) AS busy_dates dc(quiet_dest) AS quiet_servers by src
| where 2*busy_dates<=dates AND quiet_servers<=${MOST_SERVERS}
| eventstats dc(src) AS hosts by dest
| where hosts=1
| sort 0 _time
| streamstats time_window=24h sum(bytes) AS last_day by src, dest
| eventstats max(last_day) AS fullest by src, dest
| eval at_fullest=if(last_day=fullest, _time, null())
| eventstats min(at_fullest) AS fullest_end by src, dest
| eval day=ceiling((_time-fullest_end)/86400)
| stats min(first_session) AS first_session max(last_session) AS last_session sum(sessions) AS sessions sum(bytes) AS bytes values(ports) AS ports max(log_start) AS log_start by src, dest, day
| eval other_day=if(day=0, null(), bytes)
| eventstats count AS days perc75(other_day) AS usual by src, dest
| eval has_past=if(first_session>=log_start+${PAST_DAYS}*86400, 1, 0), least=if(has_past=1 OR last_session-first_session<=${LONGEST_ERRAND}, ${LEAST_BYTES}, ${LEAST_BYTES_OF_ROUTINE})
| where day=0 AND bytes>=least AND (days=1 OR bytes>=${FAR_ABOVE_USUAL}*usual)
| eval megabytes=round(bytes/1000000, 1),
  score=40+if(days=1 AND has_past=1, 10, 0)+case(megabytes>=100, 30, megabytes>=25, 20, true(), 10),
  reasons=mvappend("upload: " . megabytes . " MB in " . sessions . " sessions to " . dest . " within " . ceiling((last_session-first_session+1)/3600) . " hours",
  "own_server: no other host here goes to " . dest . ", port " . mvjoin(ports, ", "),
  case(days=1 AND has_past=1, "new_server: the host had not gone there before", days=1, "no_past: the log does not go back before that", true(), "above_usual: three in four days of the host stay below " . round(usual/1000000, 2) . " MB"))
| stats max(score) AS score values(reasons) AS reasons sum(sessions) AS count sum(megabytes) AS megabytes min(first_session) AS first_time max(last_session) AS last_time values(dest) AS servers by src
| eval entity=src, related=mvindex(servers, 0, 49), step=\`smtp_watch_step(megabytes)\``,
  drilldown: '`smtp_watch_conn_events` src=$entity$ dest_port IN (25, 465, 587, 2525)',
};
