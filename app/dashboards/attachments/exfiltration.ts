import type { DashboardPart } from '../../model/dashboard';
import { ALL_MAIL } from '../../model/mail-events';

/** What own senders send outside, and mailboxes that forward. */
export const exfiltration = {
  searches: {
    sent: {
      spl: `${ALL_MAIL} recipient=*
| fields _time, src_user, recipient, message_id, size, file_size, action
| where (isnull(action) OR action!="blocked") AND match(src_user, \`smtp_watch_own_domain_regex\`)
| stats min(_time) AS _time max(size) AS size sum(file_size) AS file_bytes values(recipient) AS mailbox BY message_id src_user
| eval bytes=coalesce(size, file_bytes, 0), mailbox=mvfilter(match(mailbox, "@") AND NOT match(mailbox, \`smtp_watch_own_domain_regex\`))
| where isnotnull(mailbox)
| bin _time span=$span$
| stats count AS messages sum(bytes) AS bytes BY _time src_user mailbox
| eval domain=replace(mailbox, "^.*@", "")
| \`smtp_watch_suffixes(domain, parents)\`
| lookup smtp_watch_mail_domains domain AS parents OUTPUT kind
| \`smtp_watch_same_name(src_user, mailbox)\`
| eval kind=mvjoin(mvdedup(mvappend(if(is_same_name=1, "named like the sender", null()), kind)), ", "), mailbox=if(isnull(kind), "-", mailbox)
| fillnull value="-" kind
| stats sum(messages) AS messages sum(bytes) AS bytes BY _time src_user mailbox kind`,
    },
    volume: {
      base: 'sent',
      spl: `
| eval public_bytes=if(mailbox="-", 0, bytes), public=if(mailbox="-", null(), mailbox)
| stats sum(messages) AS messages sum(bytes) AS bytes dc(src_user) AS senders sum(public_bytes) AS public_bytes dc(public) AS mailboxes
| where messages>0`,
    },
    usual: {
      base: 'sent',
      spl: `
| stats sum(bytes) AS bytes BY _time src_user
| smtpbaseline span=$span$ field=bytes effect=1000000 by src_user
| sort 100 -baseline_score, -total`,
    },
    mailboxes: {
      base: 'sent',
      spl: `
| where mailbox!="-"
| stats sum(messages) AS messages sum(bytes) AS bytes BY src_user mailbox kind
| rename mailbox AS recipient
| sort 100 -bytes, -messages`,
    },
    forwarding: {
      spl: `| inputlookup smtp_watch_findings where detection="auto-forwarding"
| addinfo
| where last_time>=info_min_time AND (info_max_time="+Infinity" OR first_time<=info_max_time)
| eval recipient=entity, onward=mvindex(related, 0), reasons=mvmap(reasons, replace(reasons, "^[a-z_]+: ", ""))
| sort 50 -score
| table recipient onward score reasons first_time last_time`,
    },
  },
  panels: {
    sent: {
      kind: 'single',
      title: 'Sent outside',
      search: 'volume',
      value: 'bytes',
      format: 'bytes',
      caption: 'by {senders} own senders',
      help: 'Bytes of messages from own senders to mailboxes outside; a message counts once for each of them. Where a log has no size of the message, its files count.',
      empty: 'No own sender wrote outside. Own domains have to be named on the Setup page.',
    },
    public: {
      kind: 'single',
      title: 'To public mailboxes',
      search: 'volume',
      value: 'public_bytes',
      format: 'bytes',
      caption: 'different mailboxes: {mailboxes}',
      help: 'The part of it that went to free mail, disposable addresses, forwarding services, and mailboxes named like the sender.',
      empty: 'No own sender wrote outside. Own domains have to be named on the Setup page.',
    },
    usual: {
      kind: 'table',
      title: 'Volume sent outside, against the usual',
      search: 'usual',
      source: 'sent',
      columns: [
        { field: 'src_user', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'baseline_score', title: 'Score', format: 'score' },
        { field: 'peak_value', title: 'Most unusual', format: 'bytes' },
        { field: 'peak_start', title: 'From (UTC)', format: 'time' },
        { field: 'expected', title: 'Usual', format: 'bytes' },
        { field: 'expected_high', title: 'Expected up to', format: 'bytes' },
        { field: 'total', title: 'All', format: 'bytes' },
      ],
      drilldown: ['src_user'],
      help: 'Bytes of each own sender by hour or day, held against its other hours or days by smtpbaseline. Usual is their median, 0 where most are empty. Who has fewer than seven of them cannot be judged: insufficient history.',
      empty: 'No own sender wrote outside. Own domains have to be named on the Setup page.',
    },
    mailboxes: {
      kind: 'table',
      title: 'To public and private mailboxes',
      search: 'mailboxes',
      source: 'sent',
      columns: [
        { field: 'src_user', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'recipient', title: 'Mailbox', format: 'text', entity: 'address' },
        { field: 'kind', title: 'Kind', format: 'text' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'bytes', title: 'Sent', format: 'bytes' },
      ],
      drilldown: ['src_user', 'recipient'],
      help: 'What own senders sent to free mail, disposable addresses, forwarding services and mailboxes named like themselves, largest first. Customers use free mail too: the alert "Files leave by mail" weighs more than the kind.',
      empty:
        'No own sender wrote to a public mailbox or one of its own name. Own domains have to be named on the Setup page.',
    },
    forwarding: {
      kind: 'table',
      title: 'Mailboxes that forward outside',
      search: 'forwarding',
      source: 'sent',
      columns: [
        { field: 'recipient', title: 'Mailbox', format: 'text', entity: 'address' },
        { field: 'onward', title: 'Goes on to', format: 'text', entity: 'address' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
        { field: 'last_time', title: 'Last (UTC)', format: 'time' },
      ],
      drilldown: ['recipient'],
      help: 'What the alert "Mailbox forwards outside" found: mailboxes of which at least three in four messages go on to one outside within an hour.',
      empty:
        'The alert "Mailbox forwards outside" found none in this time range. It runs every hour over two days, needs both arrivals of a message under one Message-ID, and own domains.',
    },
  },
} as const satisfies DashboardPart;
