import type { Detection } from '../detection';

const blocklisted: Detection = {
  name: 'blocklisted',
  title: 'Own address on a blocklist',
  notices:
    'Finds replies of foreign servers that refuse own mail because a blocklist names the address it comes from.',
  matters:
    'A server is listed after it sent spam: an account or a host behind it is likely stolen, and honest mail is lost meanwhile.',
  wrong:
    'It is wrong about a receiver that keeps a list of its own, and about mail that was forwarded with its spam in it.',
  needs:
    'Replies of foreign servers: mail server logs, or a sensor where the session is not encrypted; own public networks have to be named.',
  cost: 'One pass over the messages of a day; replies are explained only of mail that foreign servers refused.',
  techniques: ['T1586.002', 'T1584.004'],
  entity: 'ip',
  severity: 'high',
  schedule: { cron: '31 * * * *', earliest: '-24h@h', latest: '-2m@m', silence: '1d' },
  response: [
    'Look up the address at the list that the reply names: it says since when and often why.',
    'Find who sent through the server before that time: stolen accounts, infected hosts, open web forms, forwarded spam.',
    'Stop that first, then ask the list to remove the address; asked too early it comes back.',
  ],
  // A reply may also be about a link or the sender's domain on a list: that says nothing of the address.
  search: `| \`smtp_watch_refused_outside\`
| where reply_category="listed" AND NOT match(reply, "(?i)surbl|uribl|dbl[.]spamhaus|message contains|\\\\b(?:url|uri|link)s?\\\\b|sender address [^ ]+ blocked|helo command")
| rex field=reply "(?<named>[0-9]{1,3}(?:[.][0-9]{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7})"
| \`smtp_watch_inside(named, named_inside)\`
| lookup smtp_watch_dnsbls pattern AS reply OUTPUT blocklist
| where NOT (is_server=1 AND named=src AND src_inside="false")
| eval entity=case(named_inside="true", named, is_server=0 AND isnull(named), src, isnotnull(named), named, true(), dvc)
| where isnotnull(entity)
| stats sum(eval(1-is_server)) AS seen sum(is_server) AS logged dc(dest) AS servers values(recipient_domain) AS domains values(blocklist) AS blocklists max(eval(if(named_inside="true" OR src_inside="true", 1, 0))) AS is_own min(_time) AS first_time max(_time) AS last_time latest(reply) AS reply by entity
| eval count=max(seen, logged), score=35 + min(30, 10 * (servers - 1)) + if(isnotnull(blocklists), 15, 0) + 10 * is_own, step=\`smtp_watch_step(count)\`, related=mvindex(domains, 0, 49)
| eval reasons=mvappend("listed: " . count . " messages were refused by " . servers . " servers because a blocklist names " . entity, if(isnotnull(blocklists), "known_list: on " . mvjoin(blocklists, ", "), null()), if(servers>1, "widespread: " . mvcount(domains) . " recipient domains refuse it", null()), if(is_own=0, "foreign_address: the address is in no own network", null()), "reply: " . substr(reply, 1, 200))`,
  drilldown:
    '(`smtp_watch_events`) OR (`smtp_watch_submissions`) $entity$ (status_code=4* OR status_code=5*)',
};

const dmarcRefused: Detection = {
  name: 'dmarc-refused',
  title: 'Own mail fails DMARC',
  notices:
    'Finds replies of foreign servers, and DMARC reports, that say that mail of an own domain is refused as unauthenticated.',
  matters:
    'Gmail, Yahoo and Microsoft refuse mail without SPF, DKIM and DMARC: a changed DNS record or a new server loses mail until somebody reads the bounces.',
  wrong:
    'It is wrong about mail of an own address that a foreign list or mailbox forwarded back through an own server.',
  needs:
    'Replies of foreign servers in mail server logs or unencrypted sessions, or DMARC aggregate reports; own domains and networks.',
  cost: 'One pass over the messages of a day; replies are explained only of mail that foreign servers refused.',
  techniques: ['T1672'],
  entity: 'domain',
  severity: 'medium',
  needsOwnDomains: true,
  schedule: { cron: '51 * * * *', earliest: '-24h@h', latest: '-2m@m', silence: '1d' },
  response: [
    'Look at which server sent the refused mail: one that is in no SPF record and signs with no DKIM key is new or misconfigured.',
    'Compare the SPF, DKIM and DMARC records of the domain with those of last week.',
    'If nobody knows the server, somebody inside sends in the name of the domain: treat it as a stolen account.',
  ],
  search: `| \`smtp_watch_refused_outside\`
| where reply_category="authentication"
| rex field=reply max_match=10 "(?<named>[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+)"
| eval named=mvindex(mvfilter(match(named, \`smtp_watch_own_domain_regex\`)), 0), sender=if(match(src_user_domain, \`smtp_watch_own_domain_regex\`), src_user_domain, null()), entity=lower(coalesce(sender, named))
| where isnotnull(entity)
| eval messages=1, is_report=0
| append [search index=* sourcetype="dmarc:aggregate" dmarc_result=fail disposition IN ("reject", "quarantine") | \`smtp_watch_inside(src, src_inside)\` | where src_inside="true" AND match(header_from, \`smtp_watch_own_domain_regex\`) | stats sum(message_count) AS messages min(_time) AS time by header_from reporter src disposition | eval _time=time + 0, entity=lower(header_from), is_report=1, dest=reporter, is_server=1, reply=disposition . " by " . reporter]
| stats sum(eval(if(is_report=0, 1-is_server, 0))) AS seen sum(eval(if(is_report=0, is_server, 0))) AS logged sum(eval(if(is_report=1, messages, 0))) AS reported dc(dest) AS receivers values(recipient_domain) AS domains values(eval(if(is_report=1, src, null()))) AS sources dc(src_user) AS senders min(_time) AS first_time max(_time) AS last_time latest(reply) AS reply by entity
| eval refused=max(seen, logged), count=refused + reported, score=40 + min(30, 10 * (receivers - 1)) + min(20, 2 * count), step=\`smtp_watch_step(count)\`, related=mvindex(mvappend(sources, domains), 0, 49)
| eval reasons=mvappend(if(refused>0, "refused: " . refused . " messages of " . senders . " senders were refused as unauthenticated", null()), if(reported>0, "reported: DMARC reports count " . reported . " messages of own servers as failed", null()), "receivers: " . receivers . " receivers say so", "reply: " . substr(reply, 1, 200))`,
  drilldown:
    '(`smtp_watch_events`) OR (`smtp_watch_submissions`) src_user_domain=$entity$ (status_code=4* OR status_code=5*)',
};

const tlsDowngrade: Detection = {
  name: 'tls-downgrade',
  title: 'TLS gone between two servers',
  notices: 'Finds a pair of servers that has always used TLS and whose mail is now sent in plain text.',
  matters:
    'Whoever sits between two servers can strip STARTTLS and read or change all mail; the servers fall back silently.',
  wrong: 'It is wrong when a partner moves to a server without TLS or lets its certificate run out.',
  needs:
    'Sessions of a sensor with the field tls, or Postfix with smtp_tls_loglevel=1, or Exim; a pair of fewer than five TLS sessions in the range is not judged.',
  cost: 'One pass over the sessions of a week between the inside and the outside; only pairs that were both encrypted and plain are sorted.',
  techniques: ['T1557', 'T1040'],
  entity: 'server',
  severity: 'high',
  schedule: { cron: '41 * * * *', earliest: '-8d@h', latest: '-2m@m', silence: '1d' },
  response: [
    'Connect from the own server to the other one and from another network: is STARTTLS offered in one and not in the other?',
    'If it is, something on the way strips it: ask the network operators, look for a proxy or firewall that inspects SMTP.',
    'Require TLS for that partner (MTA-STS, DANE, a TLS policy) and ask what was sent meanwhile.',
  ],
  // A plain session counts with the day that ends at it: three of them at least, a third of that time's sessions, and before them five
  // encrypted ones at least and next to no plain one.
  search: `(\`smtp_watch_events\` dest_port=25 tls=*) OR (\`smtp_watch_mail_lines\` dest=* (tls=true OR recipient_status=* OR mta_event="=>") NOT mta_event=reject)
| where match(dest, "^[0-9]{1,3}([.][0-9]{1,3}){3}$|:")
| eval is_line=if(isnull(visibility), 1, 0), is_sent=if(is_line=1, if(isnotnull(recipient), 1, 0), if(visibility="message", 1, 0)), client=if(is_line=1, host, src), session=if(is_line=1, host . " " . coalesce(process_id, internal_message_id, _time) . " " . dest . " " . if(isnull(process_id), "", floor(_time/600)), coalesce(uid, src . " " . _time))
| stats min(_time) AS time max(eval(if(tls="true", 1, 0))) AS is_tls max(is_sent) AS is_sent max(is_line) AS is_line values(recipient_domain) AS domains by client dest session
| where is_tls=1 OR is_sent=1
| eval _time=time + 0, is_plain=1-is_tls
| eventstats max(is_tls) AS ever_tls max(is_plain) AS ever_plain by client dest
| where ever_tls=1 AND ever_plain=1
| eval client_address=if(is_line=1, null(), client)
| \`smtp_watch_inside(client_address, client_inside)\`
| \`smtp_watch_inside(dest, dest_inside)\`
| where dest_inside="false" AND (is_line=1 OR client_inside="true") OR dest_inside="true" AND client_inside="false"
| eval entity=if(dest_inside="false", dest, client), other=if(dest_inside="false", client, dest)
| sort 0 _time
| streamstats sum(is_tls) AS tls_so_far sum(is_plain) AS plain_so_far by client dest
| eval tls_then=if(is_plain=1, tls_so_far, null())
| streamstats time_window=1d min(tls_then) AS tls_before sum(is_plain) AS plain by client dest
| eval tls_since=tls_so_far-tls_before, plain_before=plain_so_far-plain
| where is_plain=1 AND plain>=3 AND tls_before>=5 AND plain_before*20<=tls_before AND tls_since<=plain*2
| stats max(plain) AS plain max(tls_before) AS tls_before min(tls_since) AS tls_since count values(other) AS others values(domains) AS domains min(_time) AS first_time max(_time) AS last_time by entity
| eval count=plain, score=45 + min(25, tls_before) + min(20, plain * 2) + if(tls_since=0, 10, 0), related=mvindex(mvappend(others, domains), 0, 49), step=\`smtp_watch_step(count)\`
| eval reasons=mvappend("now_plain: " . plain . " sessions in a day carried mail without TLS", "always_tls: the " . tls_before . " sessions before them were encrypted", if(tls_since=0, "no_tls_since: none has been encrypted since", null()))`,
  drilldown: '(`smtp_watch_events`) OR (`smtp_watch_mail_lines`) (src=$entity$ OR dest=$entity$)',
};

const plainTextSubmission: Detection = {
  name: 'plain-text-submission',
  title: 'Mail handed in without encryption',
  notices: 'Finds users who log in or hand in mail at port 587 without TLS.',
  matters: 'The password and the mail lie open on every network between the mail program and the server.',
  wrong: 'It is wrong about appliances that by design hand in mail on a network of their own.',
  needs:
    'A sensor that sees port 587, or log-ins in the log of Postfix, Exim, Sendmail or Dovecot; Postfix before 3.0 needs smtpd_tls_loglevel=1.',
  cost: 'One pass over the log-ins, connections and TLS lines of two hours; sessions are put together by process.',
  techniques: ['T1040', 'T1078'],
  entity: 'user',
  severity: 'medium',
  schedule: { cron: '21 * * * *', earliest: '-2h@h', latest: '-2m@m', silence: '7d' },
  response: [
    'Make the server refuse log-ins without TLS (smtpd_tls_auth_only=yes in Postfix, disable_plaintext_auth=yes in Dovecot).',
    'Set the mail program of the user to TLS.',
    'Change the password when the session came from outside or crossed a network of others.',
  ],
  search: `(\`smtp_watch_events\` dest_port=587 tls=false visibility=message action=delivered) OR (\`smtp_watch_mail_lines\` (mta_event IN ("connect", "disconnect") OR tls=true OR (action=success authentication_method=*)))
| reverse
| eval is_line=if(isnull(visibility), 1, 0), is_start=if(mta_event="connect", 1, 0), is_tls=if(tls="true" OR match(commands, "starttls=1") OR match(login_session, ", (?:secured|TLS)") OR match(process, "smtps|submissions"), 1, 0), is_login=if(is_line=1 AND action="success", 1, 0), is_postfix=if(match(process, "^postfix"), 1, 0)
| streamstats sum(is_start) AS turn by host process_id
| eventstats max(is_tls) AS tells_tls by host process
| eval session=if(is_line=0, uid, if(is_postfix=1 OR match(process, "sendmail|sm-mta"), host . " " . process_id . " " . turn, host . " " . _time . " " . message)), login=if(is_login=1, lower(user), null()), method=if(is_login=1, upper(authentication_method), null())
| stats min(_time) AS time max(is_tls) AS is_tls max(is_login) AS is_login max(is_line) AS is_line min(eval(if(is_line=1, tells_tls, 1))) AS tells_tls values(login) AS login values(method) AS method values(eval(if(is_line=0, src_user, null()))) AS sender values(src) AS src values(process) AS process values(service) AS service by session
| where is_tls=0 AND (is_line=0 OR (is_login=1 AND method IN ("PLAIN", "LOGIN") AND (tells_tls=1 OR match(process, "submission"))))
| eval src=mvindex(src, 0)
| \`smtp_watch_inside(src, src_inside)\`
| eval is_mail=if(match(process, "^dovecot") AND NOT service="submission", 0, 1)
| where is_mail=1 OR src_inside="false"
| eval entity=coalesce(mvindex(login, 0), mvindex(mvfilter(NOT match(sender, "^(?:<>|unknown)$")), 0), src)
| stats count sum(is_login) AS logins sum(eval(1-is_line)) AS sessions dc(src) AS sources values(src) AS src values(method) AS method max(eval(if(src_inside="false", 1, 0))) AS is_outside min(time) AS first_time max(time) AS last_time by entity
| eval count=max(logins, sessions), score=40 + if(logins>0, 15, 0) + 25 * is_outside + min(10, count), related=mvindex(src, 0, 49)
| eval reasons=mvappend(if(logins>0, "plain_login: " . logins . " log-ins by " . mvjoin(method, ", ") . " without TLS", null()), if(sessions>0, "plain_mail: " . sessions . " sessions at port 587 carried mail without TLS", null()), if(is_outside=1, "from_outside: from outside the own networks", null()))`,
  drilldown:
    '(`smtp_watch_events` dest_port=587 tls=false src_user=$entity$) OR (`smtp_watch_mail_lines` user=$entity$)',
};

/** What weakens the own mail. */
export const POSTURE: readonly Detection[] = [blocklisted, dmarcRefused, tlsDowngrade, plainTextSubmission];
