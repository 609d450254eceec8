import type { Detection } from '../../detection';

/**
 * Windows of a day, one every half. A desk computer or printer hands its mail to one or two servers; five foreign networks on
 * port 25, which is for servers alone, are no client's (programs of people use 465 and 587).
 */
const WINDOW = 86_400;

/** A machine inside that plays mail server. */
export const SERVER_FAN_OUT: Detection = {
  name: 'server-fan-out',
  title: 'Server fan-out',
  notices:
    'Finds machines inside that are no mail servers and go straight to the mail servers of many others, failed attempts included.',
  matters:
    'Spam bots send this way, past the own mail server and its logs; where the border blocks them, only the attempts show.',
  wrong:
    'It is wrong about a machine that sends straight on purpose and receives nothing: put it on the allowlist.',
  needs:
    "Zeek's smtp.log or conn.log from before any address translation, and own networks where they are public; logs of mail servers do not see such mail.",
  cost: 'One pass over the connections to port 25 of a day.',
  techniques: ['T1071.003', 'T1586.002'],
  entity: 'ip',
  severity: 'high',
  schedule: { cron: '4,19,34,49 * * * *', earliest: '-24h@m', latest: '-2m@m', silence: '1d' },
  response: [
    'Find out what the machine is. If it has no business with foreign mail servers, take it off the network and look for malware.',
    'Let the border pass port 25 from the own mail servers alone.',
    'If it may send, put it on the allowlist, or let it send through the own server.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_conn_events\` dest_port=25)
| fields _time, sourcetype, src, dest, dest_port, helo, conn_state, status_code
| where sourcetype!="smtp:message" AND (isnull(dest_port) OR dest_port=25)
| \`smtp_watch_inside(src, is_src_inside)\`
| \`smtp_watch_inside(dest, is_dest_inside)\`
| \`smtp_watch_neighbours(dest, network)\`
| eval is_answered=if(isnull(conn_state) OR conn_state IN ("SF", "S1", "S2", "S3", "RSTO", "RSTR"), 1, 0),
  failed=if(is_answered=0, dest, null()), refused=if(match(status_code, "^[45]"), 1, 0),
  key=mvappend(if(is_src_inside="true" AND is_dest_inside="false", "sends " . src, null()), if(is_dest_inside="true" AND is_answered=1, "serves " . dest, null())),
  window=mvappend(floor(_time / ${WINDOW / 2}), floor(_time / ${WINDOW / 2}) - 1)
| stats count dc(dest) AS servers dc(network) AS networks dc(failed) AS failed sum(refused) AS refused dc(helo) AS helos dc(src) AS clients values(dest) AS related min(_time) AS first_time max(_time) AS last_time by key, window
| eval entity=replace(key, "^[a-z]+ ", ""), is_sender=if(like(key, "sends %"), 1, 0)
| eventstats max(eval(if(is_sender=0, clients, 0))) AS clients by entity
| where is_sender=1 AND clients<2 AND servers>=\`smtp_watch_fan_out_servers\`
| eval step=\`smtp_watch_step(servers)\`,
  score=40 + min(20, servers) + 20 * if(helos>=3, 1, 0) + 10 * if(failed>0, 1, 0) + 10 * if(refused>=3, 1, 0),
  reasons=mvappend("foreign_servers: " . servers . " mail servers of others in " . networks . " networks within a day",
    if(failed>0, "failed_attempts: " . failed . " of them could not be reached", null()),
    if(helos>=3, "changing_helos: " . helos . " HELO names", null()),
    if(refused>=3, "refused: " . refused . " refusals", null()))
| sort 0 entity, -score, -servers
| dedup entity
| eval related=mvindex(related, 0, 49)`,
  drilldown: '(`smtp_watch_events`) OR (`smtp_watch_conn_events` dest_port=25) src=$entity$',
};
