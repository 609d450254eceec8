import type { Detection } from '../detection';

/* What smtprelay reads: messages, the log of a message that a sensor saw as well for where it went, and log-ins. */
const RELAYED = `(\`smtp_watch_events\`) OR (\`smtp_watch_submissions\` is_copy=true action=delivered) OR (eventtype=smtp_watch_mail_login action=success)
| fields _time, src, dest, dest_port, dvc, src_user, mailfrom, recipient, orig_recipient, action, signature, last_reply, msg_id, message_id, subject
| smtprelay \`smtp_watch_own_domains\` \`smtp_watch_own_networks\``;

const openRelay: Detection = {
  name: 'open-relay',
  title: 'Open relay',
  notices:
    'Finds own servers that take mail of strangers for strangers, and proves it where the message is seen to leave again.',
  matters:
    'Spammers find an open relay within hours; then the server is on blocklists, and the company’s own mail is refused.',
  wrong:
    'It is wrong about clients that log in on port 25 while only a sensor watches, and about partners that may send through the server: name their networks among the own ones, or put the server on the allowlist. Domains that the server is backup for belong to the own domains.',
  needs:
    'The own domains and networks; envelopes and replies of port 25 (Zeek) or mail server logs. With both, log-ins are known, and so is where mail went that TLS hid.',
  cost: 'One pass over messages and log-ins of the range by smtprelay.',
  techniques: ['T1584.004', 'T1090'],
  entity: 'server',
  severity: 'critical',
  needsOwnDomains: true,
  schedule: { cron: '*/10 * * * *', earliest: '-75m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Send a test message from outside to a mailbox elsewhere: if the server takes it without a log-in, close port 25 to all but own domains (Postfix: reject_unauth_destination).',
    'Stop its queue and delete the mail of the named senders.',
    'Look up the server’s address on blocklists and ask for removal once it is closed.',
    'Find out since when: the change that opened it (mynetworks, a new connector, a NAT that hides the clients).',
  ],
  search: `${RELAYED}
| where verdict IN ("relay_accepted", "relay_confirmed")
| sort 0 - relay_score accepted
| eval told=mvmap(reasons, src . " " . reasons)
| stats max(relay_score) AS score sum(accepted) AS count min(first_time) AS first_time max(last_time) AS last_time list(told) AS reasons values(src) AS sources dc(src) AS clients by server
| eval entity=server, related=mvindex(sources, 0, 49), step=1 + \`smtp_watch_step(count)\`,
  reasons=mvappend("clients: " . clients . " clients outside, " . count . " messages", mvindex(reasons, 0, 8))`,
  drilldown: '`smtp_watch_events` dest=$entity$ OR dvc=$entity$',
};

/* From 20 on it was tried again and again or in a way that tests for relaying; one plain refusal is a mistyped address. */
const relayAttempt: Detection = {
  name: 'relay-attempt',
  title: 'Relay attempt',
  notices:
    'Finds sources outside that ask whether the own servers hand on mail to strangers, and are refused.',
  matters:
    'It is noise as long as it is refused; it tells who looks for open doors, and a change of the configuration answers them.',
  wrong: 'It is wrong about services that test for open relays on behalf of the company or of a blocklist.',
  needs:
    'The own domains; replies of the servers (Zeek without STARTTLS) or mail server logs, and own networks where servers have public addresses.',
  cost: 'One pass over messages and log-ins of the range by smtprelay.',
  techniques: ['T1595.002', 'T1584.004'],
  entity: 'ip',
  severity: 'low',
  needsOwnDomains: true,
  schedule: { cron: '7 * * * *', earliest: '-25h@h', latest: '-1m@m', silence: '1d' },
  response: [
    'See that every attempt was refused: a message that was taken is the finding "Open relay".',
    'Block the source if it goes on.',
  ],
  search: `${RELAYED}
| where verdict="relay_denied" AND relay_score>=20
| sort 0 - relay_score attempts
| stats max(relay_score) AS score sum(attempts) AS count min(first_time) AS first_time max(last_time) AS last_time list(reasons) AS reasons values(senders) AS senders by src
| eval entity=src, reasons=mvindex(reasons, 0, 9), step=1 + \`smtp_watch_step(count)\``,
  drilldown: '`smtp_watch_events` src=$entity$',
};

/*
 * Weights of a scanner: its name alone is no finding (40), a name and one thing that no mail server does is. Connections that only
 * greet are also what availability checks of a provider do: with three servers they stay below, with five they do not.
 */
const scanner: Detection = {
  name: 'scanner',
  title: 'Mail server scan',
  notices:
    'Finds sources that look at mail servers and bring no mail: names of scanners, connections that say nothing, commands out of place, one server after the other.',
  matters:
    'A scan comes before the attempt to break in, and tells which versions, users and open doors somebody knows of afterwards.',
  wrong:
    'It is wrong about availability checks from outside that give a scanner’s name or send no valid command. Inside hosts count only when they look at foreign servers, so that the own vulnerability scanner stays silent; one that looks from outside belongs on the allowlist.',
  needs:
    'Sessions with source and HELO (Zeek or mail servers). Connections that say nothing are in conn.log or in the disconnect lines of Postfix alone.',
  cost: 'One pass over messages, connections to port 25 and disconnect lines of a day.',
  techniques: ['T1595.002'],
  entity: 'ip',
  severity: 'low',
  schedule: { cron: '11 * * * *', earliest: '-25h@h', latest: '-1m@m', silence: '1d' },
  response: [
    'If the source is a service that the company pays for, put it on the allowlist with its reason.',
    'Look for accepted mail, log-ins or relaying from the same source and its network: those matter more than the scan.',
    'Check that the servers it saw are patched and give away no version; block the source at the border if it goes on.',
    'If the source is inside, find the program that looks at foreign mail servers: it is malware or a misplaced tool.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_conn_events\` dest_port=25) OR (\`smtp_watch_mail_lines\` (mta_event="disconnect" OR abuse=*))
| fields _time, src, dest, helo, action, status_code, last_reply, signature, visibility, orig_bytes, commands, mta_event, abuse
| lookup smtp_watch_helo_names helo OUTPUT kind
| eval server=if(match(dest, "^[0-9.]+$|:"), dest, "by name"), server_name=if(server="by name", dest, null()), tool=if(kind="scanner", lower(helo), null()),
  named=if(kind="scanner", 1, 0), unset=if(kind IN ("default", "guesser"), 1, 0), delivered=if(action="delivered", 1, 0), session=if(isnotnull(visibility), 1, 0),
  relaying=if(match(coalesce(signature, last_reply), "(?i)relay"), 1, 0), misused=if(isnotnull(abuse) OR status_code IN ("500", "501", "502", "503", "504", "521"), 1, 0),
  silent_line=if(mta_event="disconnect" AND NOT match(commands, "(?:mail|auth|starttls)="), 1, 0), silent_flow=if(orig_bytes<100, 1, 0)
| stats min(_time) AS first_time max(_time) AS last_time sum(named) AS named sum(unset) AS unset sum(delivered) AS delivered sum(session) AS sessions sum(relaying) AS relaying sum(misused) AS misused sum(silent_line) AS silent_lines sum(silent_flow) AS silent_flows values(tool) AS tool values(server_name) AS server_name by src server
| where named + unset + relaying + misused + silent_lines + silent_flows + delivered > 0
| \`smtp_watch_inside(src, is_inside)\`
| \`smtp_watch_inside(server, is_own)\`
| where is_inside="false" OR (is_own="false" AND server!="by name")
| stats min(first_time) AS first_time max(last_time) AS last_time sum(named) AS named sum(unset) AS unset sum(delivered) AS delivered sum(sessions) AS sessions sum(relaying) AS relaying sum(misused) AS misused sum(silent_lines) AS silent_lines sum(silent_flows) AS silent_flows values(tool) AS tool values(server_name) AS server_names values(eval(if(server="by name", null(), server))) AS servers by src
| eval silent=max(silent_lines, silent_flows), swept=max(coalesce(mvcount(servers), 0), coalesce(mvcount(server_names), 0)), count=sessions + silent
| where delivered * 10 <= count
| eval points_named=if(named>0, 35, 0), points_unset=if(unset>=3, 15, 0), points_silent=case(silent>=10, 25, silent>=3, 15, true(), 0),
  points_misused=case(misused>=10, 25, misused>=3, 15, true(), 0), points_relaying=if(relaying>=3, 10, 0), points_swept=case(swept>=5, 25, swept>=2, 10, true(), 0),
  score=min(75, points_named + points_unset + points_silent + points_misused + points_relaying + points_swept)
| where score>=40
| eval entity=src, step=\`smtp_watch_step(count)\`, reasons=mvappend(
  if(points_named>0, "scanner_name: " . named . " sessions greeted as " . mvjoin(tool, ", "), null()),
  if(points_unset>0, "default_name: " . unset . " sessions greeted with a name that programs have before anybody sets one", null()),
  if(points_silent>0, "silent: " . silent . " connections ended without mail, log-in or STARTTLS", null()),
  if(points_misused>0, "misuse: " . misused . " commands that the server did not know or did not expect", null()),
  if(points_relaying>0, "relay_test: " . relaying . " refusals to relay", null()),
  if(points_swept>0, "host_sweep: " . swept . " servers", null()))`,
  drilldown: '`smtp_watch_events` src=$entity$',
};

/*
 * What a shell or Exim's expansion would run: a pipe in front of a command, an expansion, a backtick (\x60: a real one would begin a
 * macro), a command behind a semicolon, and the end of nested expansions, which is all that Zeek may keep of a recipient. A single "|" or
 * ";" is met in return addresses of bulk mailers and is no sign.
 */
const INJECTED =
  '[$][({]|[}][}]@|\\x60|(?:^|[<\\":+])[[:space:]]*[|]|[|;&][[:space:]]*(?:/|(?:sleep|for|while|if|exec|eval|ba?sh|nc|wget|curl|ping|cat|touch|id|perl|python[23]?|php|ruby|nslookup|echo|rm|chmod)[[:space:]$/])';

const envelopeInjection: Detection = {
  name: 'envelope-injection',
  title: 'Commands in the envelope',
  notices:
    'Finds shell commands and string expansions in senders, recipients and HELO names, above all those that a server took.',
  matters:
    'Exim (CVE-2019-10149), OpenSMTPD (CVE-2020-7247) and milters that call a shell have run such text as root: one accepted recipient may have been enough.',
  wrong:
    'A server that takes any recipient accepts the text without running it. The own vulnerability scanner sends such text too: inside hosts score lower, and belong on the allowlist.',
  needs:
    'The envelope as it was written (Zeek without STARTTLS, or mail servers). Zeek drops recipients that it cannot read; the words of the refusal then show them.',
  cost: 'One pass over the messages of the range.',
  techniques: ['T1190', 'T1595.002'],
  entity: 'ip',
  severity: 'high',
  schedule: { cron: '*/10 * * * *', earliest: '-75m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Where it was accepted, look at the server at once: new processes, files, cron entries, connections out since the first time.',
    'Check the version of the mail server and of its milters against the named faults, and update.',
    'Block the source; if it is the own scanner, put it on the allowlist with its reason.',
  ],
  search: `\`smtp_watch_events\`
| fields _time, src, dest, helo, mailfrom, src_user, rcptto, recipient, action, last_reply, signature, status_code
| eval refusal=replace(coalesce(signature, last_reply), "^[^<]*<(.*)>[^>]*$", "\\1"), refusal=if(match(coalesce(status_code, "5"), "^[45]"), refusal, null()),
  text=mvappend(mailfrom, src_user, rcptto, recipient, helo, refusal), injected=mvdedup(mvmap(text, if(match(text, "${INJECTED}"), lower(trim(text, "<> ")), null())))
| where isnotnull(injected)
| eval accepted=if(action="delivered" OR (match(coalesce(last_reply, status_code), "^2") AND NOT match(last_reply, "^221")), 1, 0)
| stats count sum(accepted) AS accepted values(injected) AS injected dc(dest) AS servers min(_time) AS first_time max(_time) AS last_time by src
| \`smtp_watch_inside(src, is_inside)\`
| eval entity=src, shown=mvindex(injected, 0, 2), step=accepted + 1, score=if(accepted>0, 85, 50) + min(10, count) - if(is_inside="true", 30, 0), reasons=mvappend(
  if(accepted>0, "injection_accepted: " . accepted . " of " . count . " envelopes with commands accepted", "injection_refused: " . count . " envelopes with commands, none accepted"),
  "text: " . mvjoin(mvmap(shown, substr(shown, 1, 80)), " and "),
  if(servers>1, "servers: " . servers . " servers tried", null()),
  if(is_inside="true", "inside: the source is inside, perhaps the own vulnerability scanner", null()))`,
  drilldown: '`smtp_watch_events` src=$entity$',
};

/** Who uses servers that are not its own, and who probes them. */
export const RELAY: readonly Detection[] = [openRelay, relayAttempt, scanner, envelopeInjection];
