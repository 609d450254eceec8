import type { Detection } from '../../detection';

/**
 * Windows of four hours, one every two: a burst of two hours is whole in one of them. The ladders begin at 50 recipients of
 * a sender and 25 of a text (initconf smtp-thresholds 3.0); where few write at all, ten in Bcc
 * that are a quarter of everybody's recipients are as many. Bulk mail that people asked for bounces at less than 2 %, spam at 5 % and more.
 */
const WINDOW = 14_400;

/** One address, or one text under many addresses, to very many outside. */
export const MASS_MAILING: Detection = {
  name: 'mass-mailing',
  title: 'Mass mailing',
  notices:
    'Finds who mails very many recipients outside within hours: hidden in Bcc, with bounces, or one text under ever other senders.',
  matters:
    'Stolen accounts and infected machines send this way, and the whole organisation lands on blocklists for it.',
  wrong:
    'It is wrong about somebody who may write to so many, and about a mailing list whose return address does not look like one.',
  needs:
    'Messages with sender and recipients, and the own domains. Bcc and texts are seen where headers are (Zeek without TLS), bounces and changing senders in logs of mail servers.',
  cost: 'One pass over the messages of six hours, counted by sender, source and text.',
  techniques: ['T1586.002', 'T1566'],
  entity: 'address',
  givesEntityType: true,
  severity: 'medium',
  schedule: { cron: '7,22,37,52 * * * *', earliest: '-6h@m', latest: '-2m@m', silence: '1d' },
  response: [
    'Ask the sender whether it wrote that; if not, lock the account or take the machine off the network, and stop its queue.',
    'Look whether the text is a lure, and at the bounces: guessed or bought addresses bounce.',
    'If it may, put it on the allowlist with a reason and an end.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_submissions\`)
| fields _time, sourcetype, src, src_user, recipient, to, cc, subject, message_id, recipient_status, status_code
| eval outside=mvfilter(NOT match(recipient, \`smtp_watch_own_domain_regex\`)), headers=lower(mvjoin(mvappend(to, cc), " "))
| where isnotnull(outside) AND src_user!="unknown" AND NOT match(src_user, "(?i)(?:^|[-+._])(?:bounces?|owner|return|srs[01])[-+._=@]")
| eval hidden=if(isnull(headers), null(), mvmap(outside, if(like(headers, "%" . outside . "%"), null(), outside))),
  size=mvcount(outside),
  bounced=if(match(recipient_status, "bounced") OR match(status_code, "^5"), message_id, null()),
  key=mvappend("all", "sender " . src_user, if(sourcetype="smtp:message", "source " . src, null()), "text " . replace(lower(subject), "[0-9]+", "#")),
  window=mvappend(floor(_time / ${WINDOW / 2}), floor(_time / ${WINDOW / 2}) - 1)
| stats dc(outside) AS recipients dc(hidden) AS hidden max(size) AS size dc(message_id) AS count dc(bounced) AS bounced dc(src_user) AS senders earliest(src) AS source values(src) AS related min(_time) AS first_time max(_time) AS last_time by key, window
| eval kind=replace(key, "(?s) .*$", ""),
  is_hidden=if(hidden>=3 AND hidden>=recipients * 0.25, 1, 0), is_bouncing=if(bounced>=5 AND bounced>=count * 0.05, 1, 0), is_changing=if(senders>=10, 1, 0)
| eventstats max(eval(if(kind="all", recipients, 0))) AS everybody by window
| where (kind="sender" AND recipients>=\`smtp_watch_mass_mailing_recipients\` AND (is_hidden=1 OR is_bouncing=1 OR size>=50))
  OR (kind="sender" AND size>=10 AND recipients>=everybody * 0.25 AND is_hidden=1)
  OR (kind="text" AND recipients>=25 AND is_changing=1 AND (is_hidden=1 OR is_bouncing=1))
  OR (kind="source" AND recipients>=25 AND is_changing=1 AND bounced>=5 AND bounced>=count * 0.1)
| eval entity=if(kind="sender", replace(key, "^sender ", ""), source), entity_type=if(kind="sender", "address", "ip"),
  step=\`smtp_watch_step(recipients)\`,
  score=30 + 5 * step + 20 * is_hidden + 20 * is_bouncing + 20 * if(kind="sender", 0, 1),
  reasons=mvappend("recipients: " . recipients . " recipients outside within four hours in " . count . " messages",
    if(recipients>=everybody * 0.25, "large_share: " . round(100 * recipients / everybody) . " % of all outside that anybody here wrote to", null()),
    if(size>=10, "one_to_many: " . size . " recipients outside in one message", null()),
    if(is_hidden=1, "hidden_recipients: " . hidden . " of them neither in To nor in Cc", null()),
    if(is_bouncing=1, "bounces: " . bounced . " of " . count . " messages did not reach all", null()),
    if(kind!="sender", "changing_senders: " . senders . " senders of one " . kind, null()))
| sort 0 entity, -score, -recipients
| dedup entity
| eval related=mvindex(mvfilter(related!="unknown"), 0, 49)`,
  drilldown: '(`smtp_watch_events`) OR (`smtp_watch_submissions`) src_user=$entity$ OR src=$entity$',
};
