import type { Detection } from '../detection';

/** For each value of a field, the domain in it and those above it that end in its last 5, 4, 3 and 2 labels, behind a word. */
const domainsOf = (field: string, word = ''): string =>
  [
    `mvmap(${field}, "${word}" . ${field})`,
    ...[4, 3, 2, 1].map(
      (dots) =>
        `mvmap(${field}, "${word}" . replace(${field}, "^.*?((?:[^.]+[.]){${dots}}[^.]+)$", "\\\\1"))`,
    ),
  ].join(', ');

const knownBad: Detection = {
  name: 'known-bad',
  title: 'Mail from or to something known to be bad',
  notices:
    'Finds mail whose source, sender, reply address, HELO name, recipient, subject or file is on the list of indicators.',
  matters: 'Somebody has already seen that address or domain attack: no other evidence is needed.',
  wrong:
    'It is wrong about entries that have grown old, and about addresses that many share: mail providers, hosting, sinkholes.',
  needs:
    'Entries in smtp_watch_indicators, or the threat intelligence of Splunk ES; of encrypted sessions a sensor shows the source alone.',
  cost: 'One pass over the messages of 70 minutes; each different value is looked up once.',
  techniques: ['T1566', 'T1583.001'],
  entity: 'domain',
  givesEntityType: true,
  severity: 'high',
  schedule: { cron: '4-59/10 * * * *', earliest: '-70m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Look at who got the mail, and take delivered messages out of the mailboxes.',
    'Ask the recipients whether they opened, answered or paid.',
    'Block the source or domain at the border; correct the entry if it was wrong.',
  ],
  // Of two entries that name the same messages, a domain and one above it, the longer counts.
  search: `\`smtp_watch_events\`
| fields _time src dest src_user src_user_domain from reply_to helo recipient recipient_domain message_id action subject file_name file_hash x_originating_ip
| \`smtp_watch_inside(src, src_inside)\`
| eval from_address=lower(replace(from, "(?s)^.*?([^<>[:space:],\\"]+@[^<>[:space:],\\"]+)[^@]*$", "\\\\1")), reply_address=lower(replace(reply_to, "(?s)^.*?([^<>[:space:],\\"]+@[^<>[:space:],\\"]+)[^@]*$", "\\\\1")), from_domain=replace(from_address, "^.*@", ""), reply_domain=replace(reply_address, "^.*@", ""), helo_name=lower(trim(helo, "[]")), sent_to=if(src_inside="true", recipient, null()), sent_to=mvfilter(NOT match(sent_to, \`smtp_watch_own_domain_regex\`)), sent_domain=mvmap(sent_to, replace(sent_to, "^.*@", ""))
| eval seen=mvdedup(mvappend(if(src_inside="true", "server " . dest, "source " . src), "origin " . trim(x_originating_ip, "[]"), "sender " . src_user, "from " . from_address, "reply_to " . reply_address, mvmap(sent_to, "recipient " . sent_to), "subject " . lower(subject), mvmap(file_name, "file_name " . file_name), mvmap(file_hash, "file_hash " . file_hash), ${[
    domainsOf('src_user_domain', 'sender_domain '),
    domainsOf('from_domain', 'from_domain '),
    domainsOf('reply_domain', 'reply_to_domain '),
    domainsOf('helo_name', 'helo '),
    domainsOf('sent_domain', 'recipient_domain '),
  ].join(', ')}))
| eval is_taken=if(action="delivered", 1, 0), is_refused=if(action="blocked", 1, 0)
| stats count sum(is_taken) AS taken sum(is_refused) AS refused values(src) AS sources values(src_user) AS senders values(recipient) AS recipients min(_time) AS first_time max(_time) AS last_time by seen
| eval role=replace(seen, "(?s)^([a-z_]+) .*$", "\\\\1"), value=replace(seen, "(?s)^[a-z_]+ ", "")
| \`smtp_watch_indicator(value)\`
| where isnotnull(indicator_source) OR isnotnull(indicator_confidence)
| eval told=count . " " . value
| eventstats values(told) AS all_told
| where isnull(mvmap(all_told, if(like(all_told, count . " %." . value), all_told, null())))
| eval said=role . ": " . count . " messages, " . taken . " delivered, " . refused . " refused", is_sent=if(match(role, "^(?:recipient|server)"), 1, 0)
| stats max(count) AS count max(taken) AS taken max(refused) AS refused max(is_sent) AS is_sent values(said) AS said values(sources) AS sources values(senders) AS senders values(recipients) AS recipients max(indicator_confidence) AS confidence values(indicator_reason) AS why values(indicator_source) AS list min(first_time) AS first_time max(last_time) AS last_time values(role) AS role by value
| eval entity=value, entity_type=case(match(value, "^[0-9]{1,3}([.][0-9]{1,3}){3}$|^[0-9A-Fa-f:]*:[0-9A-Fa-f:]*$"), "ip", match(value, "@"), "address", isnotnull(mvfind(role, "^(?:subject|file_)")), "message", true(), "domain")
| eval confidence=coalesce(confidence, 50), score=30 + 0.4 * confidence + if(is_sent=1, 20, if(taken>0, 15, 0)) - if(refused=count, 20, 0), step=\`smtp_watch_step(count)\`, related=mvindex(mvdedup(mvappend(sources, senders, recipients)), 0, 49)
| eval reasons=mvappend("known_bad: " . mvjoin(coalesce(list, "a list"), ", ") . " says " . coalesce(mvjoin(why, "; "), "bad") . " with a confidence of " . confidence, said, if(is_sent=1, "mail_to_it: mail was sent to it from inside", null()))`,
  drilldown: '`smtp_watch_events` $entity$',
};

const maliciousLink: Detection = {
  name: 'malicious-link',
  title: 'Malicious link in mail',
  notices:
    'Finds mail from outside with a link that a filter or the list of indicators names as bad, or that hides where it leads.',
  matters: 'One click on a page that asks for the password is the usual beginning of a stolen account.',
  wrong: 'It is wrong about honest sites that were hacked and cleaned, and about tests of the own staff.',
  needs:
    'Links of mail: Zeek with smtp_links or smtpurl_links, Suricata with email.url, or the log of rspamd; encrypted sessions show no links to sensors.',
  cost: 'One pass over the links and the lines of rspamd of 70 minutes; each different host is looked up once.',
  techniques: ['T1566.002', 'T1204.001'],
  entity: 'domain',
  severity: 'high',
  schedule: { cron: '9-59/10 * * * *', earliest: '-70m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Find who got the mail, and take it out of the mailboxes.',
    'Search the web proxy and DNS logs for the host: who followed the link?',
    'Change the passwords of those who did, and block the host.',
  ],
  search: `\`smtp_watch_links\`
| stats count dc(recipient) AS people values(src) AS sources values(src_user) AS senders values(message_id) AS ids values(uid) AS uids values(recipient) AS recipients min(_time) AS first_time max(_time) AS last_time by link
| \`smtp_watch_link_hosts\`
| where match(host, "[.:]") AND NOT match(host, \`smtp_watch_own_domain_regex\`)
| lookup smtp_watch_file_extensions extension AS file_extension OUTPUT class AS file_class risk AS file_risk
| eval is_user=if(match(authority, "^[^@]*[.][^@]*@") AND match(link, "^url https?:"), 1, 0), is_number=if(match(host, "^[0-9]{1,3}(?:[.][0-9]{1,3}){3}$|^\\\\["), 1, 0), is_program=if(file_risk="high" AND file_class!="web", 1, 0)
| stats sum(count) AS count max(people) AS people values(sources) AS sources values(senders) AS senders values(ids) AS ids values(uids) AS uids values(recipients) AS recipients min(first_time) AS first_time max(last_time) AS last_time values(symbol) AS symbols max(is_user) AS is_user max(is_number) AS is_number max(is_program) AS is_program by host
| eval parents=mvdedup(mvappend(${domainsOf('host')}))
| \`smtp_watch_indicator(parents)\`
| lookup smtp_watch_dynamic_dns domain AS parents OUTPUT domain AS dynamic
| lookup smtp_watch_link_hosts domain AS parents OUTPUT kind AS host_kind
| eval confidence=if(isnotnull(indicator_source), coalesce(mvindex(indicator_confidence, 0), 50), null()), entity=host
| eval score=if(isnotnull(symbols), 70, 0) + if(isnotnull(confidence), 40 + 0.4 * confidence, 0) + 60 * is_user + 35 * is_number + 35 * is_program + if(isnotnull(dynamic), 30, 0) + if(isnotnull(mvfind(host_kind, "free_subdomain|file_host")) AND is_program=1, 20, 0) + min(10, people)
| where score>=60
| eval step=\`smtp_watch_step(count)\`, related=mvindex(mvdedup(mvappend(parents, sources, senders, ids, recipients)), 0, 49)
| eval reasons=mvappend(if(isnotnull(symbols), "filter: the mail filter found the host on " . mvjoin(symbols, ", "), null()), if(isnotnull(confidence), "known_bad: the list of indicators names the host with a confidence of " . confidence, null()), if(is_user=1, "hidden_host: the link shows another name before an @", null()), if(is_number=1, "bare_address: the link leads to an address without a name", null()), if(is_program=1, "program: the link leads to a program or script", null()), if(isnotnull(dynamic), "dynamic_dns: anybody gets a name under that domain", null()), "reach: " . count . " times to " . people . " known recipients")`,
  drilldown: 'index=* $entity$',
};

const campaign: Detection = {
  name: 'campaign',
  title: 'Mail campaign of unrelated senders',
  notices:
    'Finds groups of delivered messages from outside that share one template while sources and senders change with each.',
  matters:
    'A botnet or phishing kit writes another subject, sender and source into every message: no single one stands out.',
  wrong:
    'It is wrong about many small services that write the same sentence, as confirmations of sign-ups do.',
  needs: 'Subjects: a sensor that sees unencrypted sessions, Exchange, or a mail server that logs them.',
  cost: 'One pass over the messages of a day by smtpcampaign: see its help for what it keeps.',
  techniques: ['T1566'],
  entity: 'message',
  severity: 'high',
  schedule: { cron: '25,55 * * * *', earliest: '-24h@h', latest: '-1m@m', silence: '1d' },
  response: [
    'Open one message: is it phishing, malware, or plain spam?',
    'Take the delivered messages out of the mailboxes, and ask who followed them.',
    'Give the template, the program and the shape of the HELO names to the mail filter: the next senders are others.',
  ],
  search: `\`smtp_watch_events\` visibility=message
| fields _time src src_user mailfrom recipient subject user_agent helo msg_id message_id in_reply_to size action
| smtpcampaign
| where campaign_verdict="campaign"
| \`smtp_watch_inside(src, src_inside)\`
| stats count sum(eval(if(action="delivered", 1, 0))) AS delivered sum(eval(if(src_inside="true", 1, 0))) AS inside max(campaign_score) AS score values(campaign_reasons) AS told values(src) AS sources values(message_id) AS ids values(recipient) AS recipients min(_time) AS first_time max(_time) AS last_time by campaign_id
| where delivered>=5 AND inside*5<=count
| eval entity=campaign_id, step=\`smtp_watch_step(count)\`, related=mvindex(mvappend(mvindex(sources, 0, 29), mvindex(ids, 0, 9), recipients), 0, 49)
| eval reasons=mvappend(told, "delivered: " . delivered . " of " . count . " messages were delivered")`,
  drilldown: '`smtp_watch_events` visibility=message | smtpcampaign | where campaign_id=$entity$',
};

/*
 * From 40 on a file is worth a look. What may be honest (a page, a document with macros: below 60) counts from strangers alone, not
 * from partners nor from domains that own people write to in the same time. The verdict of a server counts 60: it looked inside.
 */
const dangerousAttachment: Detection = {
  name: 'dangerous-attachment',
  title: 'Dangerous attachment',
  notices:
    'Finds mail from outside with attachments that can do harm or are not what their names say: programs, scripts, disk images, pages, macros, second extensions, turned names, content of another type.',
  matters: 'One person who opens it is enough: the file runs with that person’s rights, inside.',
  wrong:
    'It is wrong about encrypted mail that comes as a page, and about suppliers who send programs: name them among the partners or on the allowlist. Pages and macros in the name of a known domain, forged or not, stay silent.',
  needs:
    'Attachment names (Zeek’s smtp.log and files.log, Exchange or a gateway; media types sharpen it). What STARTTLS hides from the sensor is found only where the mail server refuses it, or rspamd logs its symbols.',
  cost: 'One pass over the messages of the range; smtpattachment takes about 4 seconds for a million with two files each.',
  techniques: ['T1566.001', 'T1204.002', 'T1036.007', 'T1036.002', 'T1036.008'],
  entity: 'ip',
  severity: 'high',
  schedule: { cron: '14-59/15 * * * *', earliest: '-25h@h', latest: '-1m@m', silence: '1d' },
  response: [
    'Find out who received it and whether it was delivered; take it out of the mailboxes.',
    'Ask the recipients whether they opened it; if so, isolate the computer and look at what the file started.',
    'Search for the file’s hash and name in all mail and on all computers.',
    'Block the sender’s domain and address, and refuse the class of files at the gateway.',
  ],
  search: `(\`smtp_watch_events\` visibility=message) OR (\`smtp_watch_mail_lines\` process=rspamd ("MIME_BAD_EXTENSION" OR "MIME_DOUBLE_BAD_EXTENSION" OR "MIME_BAD_UNICODE" OR "MIME_OBFUSCATED_ARCHIVE" OR "CLAM_VIRUS"))
| fields _time, src, src_user, src_user_domain, recipient_domain, action, signature, process, message, message_id, file_name, attachment_type, file_size
| smtpattachment
| rex field=message "[ ,[](?<symbol>MIME_BAD_EXTENSION|MIME_DOUBLE_BAD_EXTENSION|MIME_BAD_UNICODE|MIME_OBFUSCATED_ARCHIVE|CLAM_VIRUS)[(]"
| \`smtp_watch_inside(src, is_inside)\`
| eval symbol=if(process="rspamd", symbol, null()), refused=if(action!="delivered" AND NOT match(signature, "^4") AND match(signature, "(?i)virus|malware|trojan|infected|banned (?:file|name|content|attachment)|(?:attachment|file type|executable)[^.;]{0,40} (?:blocked|prohibited|not (?:allowed|accepted|permitted))"), signature, null()),
  domain=if(is_inside="true", recipient_domain, coalesce(src_user_domain, "unknown")), written_to=if(is_inside="true" AND action="delivered", 1, 0),
  found=if(isnull(src) OR is_inside="true", 0, max(attachment_score, if(isnotnull(refused) OR isnotnull(symbol), 60, 0))), delivered=if(found>=40 AND action="delivered", 1, 0),
  evidence=if(found>=40, mvappend(attachment_reasons, "server_verdict: " . substr(refused, 1, 120), "filter_symbol: rspamd says " . symbol), null()),
  sender=if(found>=40, src_user, null()), id=if(found>=40, message_id, null()), at=if(found>=40, _time, null()), is_found=if(found>=40 AND isnull(symbol), 1, 0)
| where found>=40 OR written_to=1
| stats max(found) AS found sum(is_found) AS messages sum(delivered) AS delivered max(written_to) AS written_to min(at) AS first_time max(at) AS last_time values(evidence) AS evidence values(sender) AS senders values(id) AS ids by domain src
| eventstats max(written_to) AS written_to by domain
| lookup smtp_watch_partners domain OUTPUT expires AS partner_expires
| eval is_known=if((written_to=1 AND domain!="unknown") OR isnotnull(mvfilter(partner_expires=0 OR partner_expires>now())), 1, 0)
| where found>=60 OR (found>=40 AND is_known=0)
| stats max(found) AS score sum(messages) AS messages sum(delivered) AS delivered min(first_time) AS first_time max(last_time) AS last_time values(evidence) AS evidence values(senders) AS senders values(ids) AS ids by src
| eval entity=src, count=max(messages, 1), step=1 + \`smtp_watch_step(count)\`, score=score - if(delivered=0, 10, 0), related=mvindex(mvappend(senders, ids), 0, 49),
  reasons=mvappend(mvindex(evidence, 0, 8), "reach: " . count . " messages, " . delivered . " delivered")`,
  drilldown: '`smtp_watch_events` src=$entity$',
};

/** What mail carries. */
export const CONTENT: readonly Detection[] = [knownBad, maliciousLink, campaign, dangerousAttachment];
