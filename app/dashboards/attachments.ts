import type { Dashboard } from '../model/dashboard';
import { ALL_MAIL, EVENTS, MAIL_DASHBOARD } from '../model/mail-events';

const IS_BAD = 'attachment_verdict="dangerous" OR attachment_verdict="suspicious"';
/** Upper ends of the classes of sizes, in bytes. */
const CLASSES: readonly (readonly [number, string])[] = [
  [10_000, 'below 10 kB'],
  [100_000, '10 to 100 kB'],
  [1_000_000, '100 kB to 1 MB'],
  [10_000_000, '1 to 10 MB'],
];
const classOf = (
  given: (place: number, title: string) => string,
  test: (end: number, place: number) => string,
) => CLASSES.map(([end, title], at) => `${test(end, at + 1)}, ${given(at + 1, title)}`).join(', ');
const LARGEST = CLASSES.length + 1;

const attachments = {
  ...MAIL_DASHBOARD,
  name: 'attachments',
  title: 'Attachments & exfiltration',
  description:
    'Which files come and go by mail, which of them do harm, and who sends more outside than usual.',
  inputs: [
    {
      kind: 'choice',
      name: 'span',
      title: 'Volume of senders by',
      default: '1h',
      choices: [
        { value: '1h', title: 'hour' },
        { value: '1d', title: 'day' },
      ],
    },
  ],
  searches: {
    files: {
      spl: `${EVENTS} (file_name=* OR attachment_type=*)
| fields _time, src_user, recipient, action, file_name, attachment_type, file_size
| eval files=max(coalesce(mvcount(file_name), 0), coalesce(mvcount(attachment_type), 0)), at=mvrange(0, files), refused=if(action="blocked", 1, 0), has_types=if(mvcount(attachment_type)=files, 1, 0), has_sizes=if(mvcount(file_size)=files, 1, 0)
| eval file=mvmap(at, coalesce(if(has_sizes=1, replace(mvindex(file_size, at), "[[:space:]]", ""), null()), "-") . " " . coalesce(if(has_types=1, len(mvindex(attachment_type, at)), null()), 0) . " " . coalesce(if(has_types=1, mvindex(attachment_type, at), null()), "") . coalesce(mvindex(file_name, at), ""))
| stats count AS files sum(refused) AS refused max(_time) AS last_time values(src_user) AS senders values(recipient) AS reached BY file
| rex field=file "(?s)^(?<file_size>[^ ]*) (?<type_length>[0-9]+) (?<names>.*)$"
| eval attachment_type=nullif(substr(names, 1, tonumber(type_length)), ""), file_size=tonumber(file_size), file_name=nullif(substr(names, tonumber(type_length)+1), "")
| smtpattachment
| eval bytes=file_size*files, type=coalesce(attachment_type, "-"), class=case(isnull(file_size), 0, ${classOf(String, (end) => `file_size<${end}`)}, true(), ${LARGEST})
| eval is_bad=if(${IS_BAD}, 1, 0), name=if(is_bad=1, file_name, null()), sender=if(is_bad=1, senders, null()), recipient=if(is_bad=1, reached, null()), signs=mvjoin(attachment_reasons, "; ")
| fillnull value="-" name signs
| stats sum(files) AS files sum(refused) AS refused sum(bytes) AS bytes max(attachment_score) AS score max(last_time) AS last_time values(sender) AS sender values(recipient) AS recipient
    BY attachment_verdict type class name signs`,
    },
    totals: {
      base: 'files',
      spl: `
| eval dangerous=if(attachment_verdict="dangerous", files, 0), suspicious=if(attachment_verdict="suspicious", files, 0), refused=if(attachment_verdict="dangerous", refused, 0)
| stats sum(files) AS files dc(type) AS types sum(dangerous) AS dangerous sum(suspicious) AS suspicious sum(refused) AS refused
| where files>0`,
    },
    types: {
      base: 'files',
      spl: `
| where type!="-"
| stats sum(files) AS files BY type
| rename type AS attachment_type
| sort 10 -files`,
    },
    sizes: {
      base: 'files',
      spl: `
| stats sum(files) AS files sum(bytes) AS bytes BY class
| sort 0 class
| eval size=case(class=0, "not logged", ${classOf(
        (_, title) => `"${title}"`,
        (_, place) => `class=${place}`,
      )}, true(), "10 MB and more")`,
    },
    bad: {
      base: 'files',
      spl: `
| where ${IS_BAD}
| stats sum(files) AS files sum(refused) AS refused max(score) AS score max(last_time) AS last_time values(sender) AS sender_address dc(recipient) AS recipients BY attachment_verdict name type signs
| eval file_name=nullif(name, "-"), attachment_type=nullif(type, "-"), reasons=split(signs, "; "), reasons=mvdedup(mvmap(reasons, replace(replace(reasons, ":.*$", ""), "_", " ")))
| sort 100 -score, -files`,
    },
    biggest: {
      spl: `${EVENTS} file_size=*
| fields _time, src_user, recipient, file_name, file_size
| eval at=mvrange(0, mvcount(file_size)), file=mvmap(at, replace(mvindex(file_size, at), "[[:space:]]", "") . " " . coalesce(mvindex(file_name, at), ""))
| stats count AS files values(src_user) AS sender_address dc(recipient) AS recipients BY file
| rex field=file "(?s)^(?<file_size>[^ ]*) (?<file_name>.*)$"
| eval file_size=tonumber(file_size), file_name=nullif(file_name, "")
| sort 20 -file_size`,
    },
    coverage: {
      spl: `${ALL_MAIL}
| eval named=if(isnotnull(file_name) OR isnotnull(attachment_type), 1, 0), hidden=if(visibility="encrypted", 1, 0), sized=if(named=0 AND hidden=0 AND isnotnull(size), 1, 0)
| stats count AS rows sum(named) AS named sum(sized) AS sized sum(hidden) AS hidden BY vendor_product
| eval bare=rows-named-sized-hidden
| sort 0 -rows`,
    },
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
    files: {
      kind: 'single',
      title: 'Files',
      search: 'totals',
      value: 'files',
      format: 'number',
      caption: 'attached, of {types} media types',
      help: 'Attachments that a log names, one for each message that carried them.',
      empty: 'No log of this time range names attachments: see "What the logs tell of files".',
    },
    dangerous: {
      kind: 'single',
      title: 'Dangerous',
      search: 'totals',
      value: 'dangerous',
      format: 'number',
      caption: '{refused} of them refused',
      help: 'Files that smtpattachment calls dangerous: programs, scripts, names that hide what a file is, content of another kind than the name says.',
      empty: 'No log of this time range names attachments.',
    },
    suspicious: {
      kind: 'single',
      title: 'Suspicious',
      search: 'totals',
      value: 'suspicious',
      format: 'number',
      caption: 'files worth a look',
      help: 'Files that smtpattachment calls suspicious, such as pages and documents with macros: many of them are honest.',
      empty: 'No log of this time range names attachments.',
    },
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
    types: {
      kind: 'ranking',
      title: 'Types of files',
      search: 'types',
      label: 'attachment_type',
      value: 'files',
      unit: 'files',
      format: 'text',
      help: 'Media types by number of files: what the content looks like where a sensor looked at it, else what the mail program declared.',
      empty: 'No log of this time range names types of attachments.',
    },
    sizes: {
      kind: 'table',
      title: 'Sizes of files',
      search: 'sizes',
      columns: [
        { field: 'size', title: 'Size', format: 'word' },
        { field: 'files', title: 'Files', format: 'number' },
        { field: 'bytes', title: 'Together', format: 'bytes' },
      ],
      drilldown: [],
      help: 'Files by their size, in units of 1,000.',
      empty: 'No log of this time range names attachments.',
    },
    coverage: {
      kind: 'table',
      title: 'What the logs tell of files',
      search: 'coverage',
      columns: [
        { field: 'vendor_product', title: 'Log of', format: 'word' },
        { field: 'rows', title: 'Rows', format: 'number' },
        { field: 'named', title: 'Named', format: 'number' },
        { field: 'sized', title: 'Size only', format: 'number' },
        { field: 'hidden', title: 'TLS', format: 'number' },
        { field: 'bare', title: 'Neither', format: 'number' },
      ],
      drilldown: [],
      help: "Rows by what they show: names of files, the size of the whole message alone, nothing because of TLS, or neither names nor size, as mail without files. Zeek's files.log names the files of its smtp.log; most mail servers log a size and no names.",
      empty: 'No mail in this time range.',
    },
    bad: {
      kind: 'table',
      title: 'Dangerous and suspicious files',
      search: 'bad',
      columns: [
        { field: 'attachment_verdict', title: 'Verdict', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'file_name', title: 'File', format: 'text' },
        { field: 'attachment_type', title: 'Content', format: 'text' },
        { field: 'reasons', title: 'Signs', format: 'list' },
        { field: 'sender_address', title: 'Senders', format: 'text', entity: 'address' },
        { field: 'files', title: 'Messages', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: ['file_name'],
      help: 'What smtpattachment found by names, media types and sizes, worst first. Characters that turn text round are written as U+202E. It does not look into archives.',
      empty:
        'No file of this time range looks dangerous. Files are known where a log names them: see "What the logs tell of files".',
    },
    biggest: {
      kind: 'table',
      title: 'Biggest files',
      search: 'biggest',
      columns: [
        { field: 'file_name', title: 'File', format: 'text' },
        { field: 'file_size', title: 'Size', format: 'bytes' },
        { field: 'files', title: 'Messages', format: 'number' },
        { field: 'sender_address', title: 'Senders', format: 'text', entity: 'address' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
      ],
      drilldown: ['file_name'],
      help: 'The twenty biggest files, whoever sent them.',
      empty: "No log of this time range has sizes of files. Zeek's files.log and most gateways have.",
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
  layout: [
    { height: 112, panels: { files: 1, dangerous: 1, suspicious: 1, sent: 1, public: 1 } },
    { height: 320, panels: { bad: 1 } },
    { height: 320, panels: { types: 5, sizes: 4, coverage: 6 } },
    { height: 360, panels: { usual: 1 } },
    { height: 320, panels: { mailboxes: 1, biggest: 1 } },
    { height: 220, panels: { forwarding: 1 } },
  ],
  events: {
    mail: MAIL_DASHBOARD.events.mail,
    sent: {
      spl: ALL_MAIL,
      filters: { src_user: { title: 'sender' }, recipient: { title: 'recipient' } },
      columns: [
        { field: '_time', title: 'Time (UTC)', format: 'time' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
        { field: 'size', title: 'Size', format: 'bytes' },
        { field: 'file_name', title: 'Files', format: 'list' },
        { field: 'action', title: 'Action', format: 'word' },
      ],
    },
  },
} as const satisfies Dashboard;

export default attachments;
