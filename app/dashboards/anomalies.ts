import type { Dashboard } from '../model/dashboard';
import { EVENTS, MAIL_DASHBOARD } from '../model/mail-events';

/** Macro that says in which hour of the week, in UTC, an event or bucket begins. */
const HOUR_OF_WEEK = '`smtp_watch_hour_of_week`';

const { mail } = MAIL_DASHBOARD.events;

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => ({ value: day, title: day }));
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  title: String(hour).padStart(2, '0'),
}));

/** The fields that series can be made of. */
const FIELDS = ['src', 'sender_address', 'user', 'src_user_domain', 'dest'] as const;

const anomalies = {
  ...MAIL_DASHBOARD,
  name: 'anomalies',
  title: 'Anomalies',
  description: 'Who left their own normal, by how much and when.',
  inputs: [
    {
      kind: 'choice',
      name: 'by',
      title: 'Series of each',
      default: 'src',
      resets: ['entity'],
      choices: [
        { value: 'src', title: 'Source' },
        { value: 'sender_address', title: 'Sender' },
        { value: 'user', title: 'User (log-in name, else sender)' },
        { value: 'src_user_domain', title: 'Sender domain' },
        { value: 'dest', title: 'Server' },
      ],
    },
    {
      kind: 'choice',
      name: 'measure',
      title: 'Counted',
      default: 'messages',
      choices: [
        { value: 'messages', title: 'Messages', spl: 'count' },
        { value: 'recipients', title: 'Recipients', spl: 'sum(recipient_count)' },
      ],
    },
    {
      kind: 'choice',
      name: 'span',
      title: 'In buckets of',
      default: '1h',
      choices: [
        { value: '1h', title: 'One hour' },
        { value: '1d', title: 'One day (UTC)' },
      ],
    },
    {
      kind: 'text',
      name: 'entity',
      title: 'Shown',
      default: '',
      placeholder: 'All mail; a row below shows one alone',
    },
  ],
  searches: {
    hours: {
      spl: `${EVENTS}
| bin _time span=1h
| fillnull value="-" $by$
| stats $measure$ AS value BY _time $by$`,
    },
    who: {
      base: 'hours',
      spl: `
| where $by$!="-"
| smtpbaseline span=$span$ field=value by $by$
| eval isNew=if(verdict="insufficient_history", 1, 0), isSpike=if(verdict="spike", 1, 0)
| eval kind=case("$by$"="src", "ip", "$by$"="dest", "server", "$by$"="src_user_domain", "domain", "$by$"="user", "user", true(), "address")
| eventstats count AS entities sum(isSpike) AS spiking sum(isNew) AS unjudged sum(spikes) AS buckets_above
| eval judged=entities-unjudged, reasons=mvfilter(NOT match(reasons, "^(no_)?season:"))
| eval against=if(season="week", "same time of other weeks", "all other buckets")
| rename $by$ AS entity
| sort 100 -baseline_score, -peak_value`,
    },
    series: {
      base: 'hours',
      spl: `
| where $entity|s$="" OR $by$!="-"
| eval shown=if($entity|s$="" OR $by$=$entity|s$, 1, null()), $by$=if($entity|s$="", "-", $by$)
| smtpbaseline mode=series span=$span$ field=value only=shown by $by$
| eval $by$=nullif($by$, "-"), subject=if($entity|s$="", "All mail", $entity|s$)
| eval unit=if("$measure$"="count", "messages", "recipients"), _span=if("$span$"="1d", 86400, 3600)`,
    },
    week: {
      base: 'hours',
      spl: `
| where $entity|s$="" OR $by$=$entity|s$
| ${HOUR_OF_WEEK}
| stats sum(value) AS value BY weekday hour
| eval $by$=nullif($entity|s$, "")`,
    },
  },
  panels: {
    spiking: {
      kind: 'single',
      title: 'Left their normal',
      search: 'who',
      value: 'spiking',
      format: 'number',
      caption: 'of {judged} with enough history',
      help: 'Sources, senders, users, domains or servers with a bucket that is a spike: above the expected band, by at least 10, and so unlikely that of a hundred such finds one is chance (q at most 0.01).',
      empty: 'No mail in this time range.',
    },
    above: {
      kind: 'single',
      title: 'Spikes',
      search: 'who',
      value: 'buckets_above',
      format: 'number',
      caption: 'buckets of time, of all of them',
      help: 'Buckets of time that are spikes, of all series together.',
      empty: 'No mail in this time range.',
    },
    unjudged: {
      kind: 'single',
      title: 'Too new to judge',
      search: 'who',
      value: 'unjudged',
      format: 'number',
      caption: 'of {entities} have too short a history',
      help: 'Series of fewer than seven buckets up to the end of the data, nine in longer data: six have to lie before one that is judged. Choose a longer time range to judge more.',
      empty: 'No mail in this time range.',
    },
    series: {
      kind: 'band',
      title: 'Volume and what was expected',
      search: 'series',
      subject: 'subject',
      unit: 'unit',
      drilldown: FIELDS,
      help: 'What each bucket of time held, and the band in which it was expected: three robust deviations about the median of the other buckets, from three weeks of data on of the same hours of other weeks. Select a bucket to see its events.',
      empty:
        'Nobody of this name sent mail in this time range. Clear "Shown" to see all mail, or select a row of the table below.',
    },
    who: {
      kind: 'table',
      title: 'Who left their normal',
      search: 'who',
      columns: [
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'baseline_score', title: 'Score', format: 'score' },
        { field: 'entity', title: 'Who', format: 'word', entityIn: 'kind' },
        { field: 'peak_start', title: 'Peak (UTC)', format: 'time' },
        { field: 'peak_value', title: 'Peak', format: 'number' },
        { field: 'expected', title: 'Usual', format: 'number' },
        { field: 'expected_high', title: 'Expected up to', format: 'number' },
        { field: 'spikes', title: 'Spikes', format: 'number' },
        { field: 'total', title: 'Total', format: 'number' },
        { field: 'against', title: 'Held against', format: 'word' },
        { field: 'reasons', title: 'Why', format: 'list' },
      ],
      drilldown: [],
      sets: { entity: 'entity' },
      help: 'What smtpbaseline says of each series, the most deviant first, 100 at most. The peak is its most unlikely bucket, or the fullest where none can be judged. Select a row to see its series above.',
      empty: 'No row of this time range names one of these. Choose another kind of series above.',
    },
    week: {
      kind: 'matrix',
      title: 'Hours of the week',
      search: 'week',
      row: { field: 'weekday', title: 'UTC', values: WEEKDAYS },
      column: { field: 'hour', title: 'Hour', values: HOURS },
      value: 'value',
      unit: 'counted',
      drilldown: FIELDS,
      help: 'What was counted, by weekday and hour in UTC, added up over all weeks of the time range: nights and weekends stand out. Select a cell to see its events.',
      empty:
        'Nobody of this name sent mail in this time range. Clear "Shown" to see all mail, or select a row of the table.',
    },
  },
  layout: [
    { height: 112, panels: { spiking: 1, above: 1, unjudged: 1 } },
    { height: 320, panels: { series: 1 } },
    { height: 380, panels: { who: 1 } },
    { height: 250, panels: { week: 1 } },
  ],
  events: {
    mail: {
      ...mail,
      filters: {
        ...mail.filters,
        weekday: { title: 'weekday', command: HOUR_OF_WEEK },
        hour: { title: 'hour (UTC)', command: HOUR_OF_WEEK },
      },
    },
  },
} as const satisfies Dashboard;

export default anomalies;
