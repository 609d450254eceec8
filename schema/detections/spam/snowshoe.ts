import type { Detection } from '../../detection';

/**
 * Windows of a day, one every half. Eight neighbours with a few messages each are a run when they say one thing under as many
 * names: a hosting company has neighbours with many names and many texts, a mailer for hire one name or one text of one customer.
 */
const WINDOW = 86_400;

/** Neighbouring addresses that share one run of spam. */
export const SNOWSHOE: Detection = {
  name: 'snowshoe',
  title: 'Snowshoe spam',
  notices:
    'Finds networks (/24, /64) whose addresses bring a few messages each, under domains of their own, with one text or mostly refused.',
  matters:
    'Spread over many addresses and domains, a run stays below every limit and block that looks at one address.',
  wrong:
    'It is wrong about a hosting company whose customers pass on one and the same text, such as a chain letter.',
  needs:
    'Messages with source and sender; subjects (Zeek without TLS) tell one text, replies tell refusals. Without both it finds nothing.',
  cost: 'One pass over the messages of a day from outside, counted by network.',
  techniques: ['T1566', 'T1583.001'],
  entity: 'ip',
  severity: 'medium',
  schedule: { cron: '18,48 * * * *', earliest: '-24h@m', latest: '-2m@m', silence: '1d' },
  response: [
    'Block the network at the border, not the single addresses.',
    'Take the messages that were delivered out of the mailboxes; the reasons name the text.',
    'Report the run to the network and to the registrars of the domains: they were made for it.',
  ],
  search: `\`smtp_watch_events\`
| fields _time, src, src_user_domain, helo, recipient, subject, message_id, action
| where isnotnull(recipient) AND match(src, "^[0-9.]+$|:")
| \`smtp_watch_inside(src, is_inside)\`
| where is_inside="false"
| \`smtp_watch_neighbours(src, network)\`
| eval domain=if(src_user_domain="unknown", null(), mvjoin(mvindex(split(lower(src_user_domain), "."), -2, -1), ".")),
  text=replace(replace(lower(subject), "^(?:re|fwd?|aw|wg): *", ""), "[0-9]+", "#"), text=mvjoin(mvindex(split(text, " "), 0, 1), " "),
  refused=if(action="blocked", message_id, null()),
  window=mvappend(floor(_time / ${WINDOW / 2}), floor(_time / ${WINDOW / 2}) - 1)
| where isnotnull(network)
| fillnull value="" text
| stats values(src) AS src values(domain) AS domain dc(message_id) AS count dc(refused) AS refused min(_time) AS first_time max(_time) AS last_time by network, window, text
| eval text_sources=if(text="", 0, mvcount(src)), text_domains=if(text="", 0, coalesce(mvcount(domain), 0))
| sort 0 network, window, -text_sources
| stats dc(src) AS sources dc(domain) AS domains sum(count) AS count sum(refused) AS refused first(text) AS text first(text_sources) AS text_sources first(text_domains) AS text_domains values(src) AS related min(first_time) AS first_time max(last_time) AS last_time by network, window
| eval is_one_text=if(text_sources>=6 AND text_sources>=sources * 0.5 AND text_domains>=text_sources * 0.5, 1, 0), is_refused=if(refused>=5 AND refused>=count * 0.5, 1, 0)
| where sources>=8 AND domains>=sources * 0.5 AND count<=sources * 5 AND (is_one_text=1 OR is_refused=1)
| eval entity=network, step=\`smtp_watch_step(sources)\`,
  score=40 + min(20, sources) + 20 * is_one_text + 20 * is_refused,
  reasons=mvappend("neighbours: " . sources . " addresses of one network brought " . count . " messages within a day",
    "own_domains: " . domains . " sender domains",
    if(is_one_text=1, "one_text: " . text_sources . " of them with subjects that begin: " . substr(text, 1, 60), null()),
    if(is_refused=1, "refused: " . refused . " of " . count . " messages", null()))
| sort 0 entity, -score, -sources
| dedup entity
| eval related=mvindex(related, 0, 49)`,
  drilldown: '`smtp_watch_events` src=$entity$',
};
