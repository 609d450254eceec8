import { SPOOF_THRESHOLDS } from '../../schema/spoof-thresholds';
import type { Dashboard } from '../model/dashboard';
import { EVENTS, JUDGE_SENDERS, JUDGED_EVENTS, MAIL_DASHBOARD } from '../model/mail-events';

const { mail } = MAIL_DASHBOARD.events;
const IS_FLAGGED = 'spoof_verdict="suspicious" OR spoof_verdict="spoofed"';
const SUBMISSIONS = '`smtp_watch_submissions` (dmarc=* OR spf=* OR dkim=* OR dkim_failed=*)';

const spoofing = {
  ...MAIL_DASHBOARD,
  name: 'spoofing',
  title: 'Spoofing & phishing',
  description: 'Which senders are not who they claim to be, whom they play, and which mail belongs together.',
  searches: {
    judged: {
      spl: `\`smtp_watch_senders\`
| eval is_flagged=if(${IS_FLAGGED}, 1, 0), refused=if(action="blocked", 1, 0), band=min(95, 5*floor(spoof_score/5)), signs=mvjoin(reasons, "; "), at=_time
| eval header_from=if(is_flagged=1, from_address, null()), header_domain=if(is_flagged=1, from_domain, null()), idn=if(is_flagged=1, from_idn, null()), envelope_from=if(is_flagged=1, src_user, null()), origin=if(is_flagged=1, src, null()), reached=if(is_flagged=1, recipient, null())
| fillnull value="-" header_from header_domain idn envelope_from origin spoof_imitates signs
| bin _time span=5m
| stats count AS messages sum(refused) AS refused max(spoof_score) AS score max(at) AS last_time values(reached) AS recipient
    BY _time spoof_verdict band header_from header_domain idn envelope_from origin spoof_imitates signs`,
    },
    totals: {
      base: 'judged',
      spl: `
| eval judged=if(spoof_verdict="unreadable", 0, messages), spoofed=if(spoof_verdict="spoofed", messages, 0), suspicious=if(spoof_verdict="suspicious", messages, 0)
| eval passed=if(${IS_FLAGGED}, messages-refused, 0), played=if((${IS_FLAGGED}) AND spoof_imitates!="-", spoof_imitates, null()), playing=if(isnull(played), 0, messages)
| stats sum(messages) AS all sum(judged) AS judged sum(spoofed) AS spoofed sum(suspicious) AS suspicious sum(passed) AS passed dc(played) AS played sum(playing) AS playing
| eval unreadable=all-judged, flagged=spoofed+suspicious`,
    },
    scores: {
      base: 'judged',
      spl: `
| where spoof_verdict!="unreadable"
| stats sum(messages) AS messages BY band`,
    },
    verdicts: {
      base: 'judged',
      spl: `
| where ${IS_FLAGGED}
| timechart minspan=5m sum(messages) BY spoof_verdict`,
    },
    signs: {
      base: 'judged',
      spl: `
| where (${IS_FLAGGED}) AND signs!="-"
| eval sign=split(signs, "; ")
| stats sum(messages) AS messages BY sign
| rex field=sign "^(?<spoof_reasons>[a-z_]+): (?<sentence>.+), (?<points>[0-9]+) points$"
| sort 20 -messages`,
    },
    pairs: {
      base: 'judged',
      spl: `
| where (${IS_FLAGGED}) AND match(spoof_imitates, "[)]$")
| rex field=spoof_imitates "^(?<known_domain>[^ ]+) [(](?<technique>[a-z ]+)[)]$"
| stats sum(messages) AS messages max(score) AS score BY header_domain idn known_domain technique
| eval from_domain=header_domain, idn=nullif(idn, "-")
| sort 30 -messages, -score`,
    },
    forged: {
      base: 'judged',
      spl: `
| where ${IS_FLAGGED}
| stats sum(messages) AS messages sum(refused) AS refused max(score) AS score max(last_time) AS last_time dc(recipient) AS recipients
    BY spoof_verdict header_from envelope_from origin spoof_imitates signs
| eval from_address=nullif(header_from, "-"), sender_address=nullif(envelope_from, "-"), src=nullif(origin, "-"), other_sender=if(envelope_from=header_from, null(), sender_address), plays=if(spoof_imitates="-", null(), "plays " . spoof_imitates)
| eval reasons=split(signs, "; "), reasons=mvmap(reasons, replace(reasons, "^[a-z_]+: |, [0-9]+ points$", "")), reasons=mvappend(plays, reasons)
| sort 200 -score, -messages`,
    },
    campaigns: {
      spl: `${EVENTS} visibility=message
| fields _time, src, src_user, mailfrom, recipient, subject, user_agent, helo, msg_id, message_id, in_reply_to, size, action
| smtpcampaign
| where isnotnull(campaign_id)
| eval refused=if(action="blocked", 1, 0)
| stats count AS messages sum(refused) AS refused min(_time) AS first_time max(_time) AS last_time first(campaign_senders) AS senders first(campaign_sources) AS sources first(campaign_recipients) AS recipients values(campaign_reasons) AS reasons
    BY campaign_id campaign_template campaign_verdict campaign_score
| eval template=if(isnull(mvfilter(match(reasons, "^marks: "))), campaign_template, "program with the marks " . campaign_template), reasons=mvfilter(match(reasons, "^(nothing_else|one_make|varied_words|even_size): ")), reasons=mvmap(reasons, replace(reasons, "^[a-z_]+: ", "")), place=case(campaign_verdict="campaign", 0, campaign_verdict="group", 1, true(), 2)
| sort 100 place, -campaign_score, -messages`,
    },
    authentication: {
      spl: `${SUBMISSIONS}
| eval dmarc_fails=if(lower(dmarc)="fail", 1, 0), spf_fails=if(match(spf, "(?i)^(soft)?fail"), 1, 0), dkim_fails=if(isnotnull(dkim_failed) AND NOT match(dkim_failed, "(?i)no signature"), 1, 0), taken=if(dmarc_fails=1 AND NOT action="blocked", 1, 0)
| stats count AS messages sum(dmarc_fails) AS dmarc_fails sum(spf_fails) AS spf_fails sum(dkim_fails) AS dkim_fails sum(taken) AS taken BY src_user_domain
| sort 100 -dmarc_fails, -spf_fails, -dkim_fails, -messages`,
    },
    links: {
      spl: `\`smtp_watch_links\`
| stats count AS messages dc(recipient) AS people BY link
| \`smtp_watch_link_hosts\`
| where match(host, "[.:]") AND NOT match(host, \`smtp_watch_own_domain_regex\`)
| stats sum(messages) AS messages max(people) AS people values(symbol) AS lists BY host
| \`smtp_watch_suffixes(host, parents)\`
| lookup smtp_watch_link_hosts domain AS parents OUTPUT kind
| lookup smtp_watch_dynamic_dns domain AS parents OUTPUT domain AS dynamic
| eval kind=mvdedup(mvappend(kind, if(isnull(dynamic), null(), "dynamic name"))), kind=mvmap(kind, replace(kind, "_", " ")), is_listed=if(isnull(lists), 0, 1)
| sort 100 -is_listed, -messages`,
    },
  },
  panels: {
    judged: {
      kind: 'single',
      title: 'Judged messages',
      search: 'totals',
      value: 'judged',
      format: 'number',
      caption: '{unreadable} rows show no sender',
      help: 'Rows with an envelope or headers, which smtpspoof judged. Encrypted sessions and those without mail show no sender.',
      empty: 'No messages in this time range.',
    },
    spoofed: {
      kind: 'single',
      title: 'Spoofed',
      search: 'totals',
      value: 'spoofed',
      format: 'number',
      caption: 'messages with a forged sender',
      help: `Messages with a score of at least ${SPOOF_THRESHOLDS.spoofed}, which honest mail hardly ever has.`,
      empty: 'No messages in this time range.',
    },
    suspicious: {
      kind: 'single',
      title: 'Suspicious',
      search: 'totals',
      value: 'suspicious',
      format: 'number',
      caption: 'messages worth a look',
      help: `Messages with a score from ${SPOOF_THRESHOLDS.suspicious} on that are not called spoofed.`,
      empty: 'No messages in this time range.',
    },
    passed: {
      kind: 'single',
      title: 'Not refused',
      search: 'totals',
      value: 'passed',
      format: 'number',
      caption: 'of {flagged} spoofed or suspicious',
      help: 'Spoofed and suspicious messages that the mail server did not refuse: they may lie in mailboxes.',
      empty: 'No messages in this time range.',
    },
    played: {
      kind: 'single',
      title: 'Names played',
      search: 'totals',
      value: 'played',
      format: 'number',
      caption: 'in {playing} messages',
      help: 'Own and partner domains, guarded people and brands that senders imitate. Own domains, partners and guarded people are kept on the Setup page.',
      empty: 'No messages in this time range.',
    },
    scores: {
      kind: 'scores',
      title: 'Scores of messages',
      search: 'scores',
      band: 'band',
      width: 5,
      value: 'messages',
      unit: 'messages',
      thresholds: SPOOF_THRESHOLDS,
      help: 'Messages by the score of smtpspoof, 0 to 100, in bands of five; bars are as high as the logarithm of their numbers. The dashed lines show where its verdicts begin.',
      empty:
        'No row of this time range shows a sender: sessions are encrypted, or none of them brought a mail.',
    },
    verdicts: {
      kind: 'timechart',
      title: 'Spoofed and suspicious messages over time',
      search: 'verdicts',
      source: 'flagged',
      seriesColours: { spoofed: '#d65c44', suspicious: '#d9a03f' },
      help: 'Messages by verdict over time, in intervals of five minutes or more. Select a column to see its events.',
      empty: 'smtpspoof called no message of this time range spoofed or suspicious.',
    },
    signs: {
      kind: 'ranking',
      title: 'Signs of forgery',
      search: 'signs',
      label: 'spoof_reasons',
      words: 'sentence',
      value: 'messages',
      unit: 'messages',
      format: 'text',
      help: 'What smtpspoof saw in spoofed and suspicious messages; one message may show several signs.',
      empty: 'smtpspoof called no message of this time range spoofed or suspicious.',
    },
    pairs: {
      kind: 'pairs',
      title: 'Look-alike domains',
      search: 'pairs',
      known: 'known_domain',
      claimed: 'from_domain',
      decoded: 'idn',
      technique: 'technique',
      score: 'score',
      count: 'messages',
      unit: 'messages',
      help: "Above an own, a partner's or a brand's domain, below the one that mail came from; characters that differ are underlined, gaps are dots.",
      empty:
        'No sender of this time range has a domain that looks like a known one. Own domains and partners, which are compared, are kept on the Setup page.',
    },
    forged: {
      kind: 'table',
      title: 'Messages with forged senders',
      search: 'forged',
      columns: [
        { field: 'spoof_verdict', title: 'Verdict', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'from_address', title: 'From', format: 'text', entity: 'address' },
        { field: 'reasons', title: 'Signs', format: 'list' },
        { field: 'other_sender', title: 'Envelope, if other', format: 'text', entity: 'address' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: ['src', 'sender_address', 'from_address', 'spoof_verdict'],
      help: 'Worst first, one row for each sender, source and set of signs. From is the header that the reader sees; it plays somebody where it imitates a known domain, person or brand. The sender in the envelope is shown where it is another.',
      empty:
        'smtpspoof called no message of this time range spoofed or suspicious. Rows without headers show less: the Overview says how many could be read.',
    },
    campaigns: {
      kind: 'table',
      title: 'Messages that belong together',
      search: 'campaigns',
      columns: [
        { field: 'template', title: 'Template', format: 'text' },
        { field: 'campaign_verdict', title: 'Verdict', format: 'verdict' },
        { field: 'campaign_score', title: 'Score', format: 'score' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'senders', title: 'Senders', format: 'number' },
        { field: 'sources', title: 'Sources', format: 'number' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
        { field: 'first_time', title: 'First (UTC)', format: 'time' },
        { field: 'last_time', title: 'Last (UTC)', format: 'time' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: ['campaign_id'],
      help: 'Groups of messages that smtpcampaign takes for copies of one template (# a number, * words that change). A campaign comes from unrelated senders; bulk, automatic mail and conversations are told apart.',
      empty:
        'No five messages of this time range share a template. Subjects are needed: encrypted sessions and most mail servers log none.',
    },
    authentication: {
      kind: 'table',
      title: 'SPF, DKIM and DMARC',
      search: 'authentication',
      source: 'submissions',
      columns: [
        { field: 'src_user_domain', title: 'Sender domain', format: 'text', entity: 'domain' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'dmarc_fails', title: 'DMARC fail', format: 'number' },
        { field: 'spf_fails', title: 'SPF fail', format: 'number' },
        { field: 'dkim_fails', title: 'DKIM bad', format: 'number' },
        { field: 'taken', title: 'Taken', format: 'number' },
      ],
      drilldown: ['src_user_domain'],
      help: 'Results of authentication by envelope domain, as the filters of mail servers logged them. Taken counts those not refused that fail DMARC. An absent DKIM signature is no failure. Most forged mail passes all three under a domain of its own.',
      empty:
        'No mail server of this time range logged results of authentication. OpenDMARC, OpenDKIM, policyd-spf and rspamd write them into the mail log; sensors on the wire see none.',
    },
    links: {
      kind: 'table',
      title: 'Hosts of links',
      search: 'links',
      columns: [
        { field: 'host', title: 'Host', format: 'text', entity: 'domain' },
        { field: 'lists', title: 'On lists', format: 'list' },
        { field: 'kind', title: 'Kind', format: 'list' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'people', title: 'Recipients', format: 'number' },
      ],
      drilldown: [],
      help: 'Where links in mail from outside lead, those on lists of bad hosts first. Kind says where anybody puts up a page, a file or a name.',
      empty:
        'No log of this time range names links. Zeek writes them with the package smtp-url-analysis or Corelight smtp_links, Suricata with email.url, rspamd those that its lists know.',
    },
  },
  layout: [
    { height: 112, panels: { judged: 1, spoofed: 1, suspicious: 1, passed: 1, played: 1 } },
    { height: 300, panels: { scores: 1, verdicts: 1 } },
    { height: 320, panels: { signs: 1, pairs: 1 } },
    { height: 400, panels: { forged: 1 } },
    { height: 360, panels: { campaigns: 1 } },
    { height: 320, panels: { authentication: 11, links: 10 } },
  ],
  events: {
    mail: {
      ...mail,
      filters: { ...mail.filters, campaign_id: { title: 'campaign', command: 'smtpcampaign' } },
    },
    flagged: { ...mail, spl: `${JUDGED_EVENTS} | ${JUDGE_SENDERS} | search (${IS_FLAGGED})`, filters: {} },
    submissions: {
      spl: SUBMISSIONS,
      filters: { src_user_domain: { title: 'sender domain' } },
      columns: [
        { field: '_time', title: 'Time (UTC)', format: 'time' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
        { field: 'dmarc', title: 'DMARC', format: 'word' },
        { field: 'spf', title: 'SPF', format: 'word' },
        { field: 'dkim_failed', title: 'DKIM fault', format: 'text' },
        { field: 'action', title: 'Action', format: 'word' },
      ],
    },
  },
} as const satisfies Dashboard;

export default spoofing;
