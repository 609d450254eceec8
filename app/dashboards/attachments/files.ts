import type { DashboardPart } from '../../model/dashboard';
import { ALL_MAIL, EVENTS } from '../../model/mail-events';

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

/** Which files come and go, and which of them do harm. */
export const files = {
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
  },
} as const satisfies DashboardPart;
