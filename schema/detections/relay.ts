import type { Detection } from '../detection';

const RELAYED = '| `smtp_watch_relays`';

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
  schedule: { cron: '3-59/10 * * * *', earliest: '-75m@m', latest: '-1m@m', silence: '1d' },
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
  schedule: { cron: '20 * * * *', earliest: '-25h@h', latest: '-1m@m', silence: '1d' },
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
  schedule: { cron: '50 * * * *', earliest: '-25h@h', latest: '-1m@m', silence: '1d' },
  response: [
    'If the source is a service that the company pays for, put it on the allowlist with its reason.',
    'Look for accepted mail, log-ins or relaying from the same source and its network: those matter more than the scan.',
    'Check that the servers it saw are patched and give away no version; block the source at the border if it goes on.',
    'If the source is inside, find the program that looks at foreign mail servers: it is malware or a misplaced tool.',
  ],
  search: `| \`smtp_watch_scans\`
| eval entity=src, step=\`smtp_watch_step(count)\``,
  drilldown: '`smtp_watch_events` src=$entity$',
};

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
  schedule: { cron: '6-59/10 * * * *', earliest: '-75m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Where it was accepted, look at the server at once: new processes, files, cron entries, connections out since the first time.',
    'Check the version of the mail server and of its milters against the named faults, and update.',
    'Block the source; if it is the own scanner, put it on the allowlist with its reason.',
  ],
  search: `| \`smtp_watch_injections\`
| eval entity=src, step=accepted + 1`,
  drilldown: '`smtp_watch_events` src=$entity$',
};

/** Who uses servers that are not its own, and who probes them. */
export const RELAY: readonly Detection[] = [openRelay, relayAttempt, scanner, envelopeInjection];
