import { isDeepStrictEqual } from 'node:util';
import { type Check, failed, findAll, ok } from '../check';
import { type ResultRow, rowsOf } from '../search';
import type { Splunk } from '../splunk';
import { SplunkError } from '../splunk-error';

/** One thing that the conversation of splunkd with a command has to do right, and what shows it. */
interface Trial {
  readonly subject: string;
  readonly spl: string;
  readonly expect: readonly ResultRow[];
}

const SENDER = 'from="\\"Ann Example\\" <ann@example.net>", src="198.51.100.7"';
/** More than splunkd sends a command at once (50,000, limits.conf [searchresults] maxresultrows). */
const ROWS = 60_000;
/** So many characters of a wrong answer are told. */
const SHOWN = 400;

const TRIALS: readonly Trial[] = [
  {
    subject: 'rows of many chunks reach a command once each',
    spl: `| makeresults count=${ROWS} | streamstats count AS n | eval _time=1300000000+n, src="192.0.2.".(n%4), recipient="bob@example.com" | smtpspamrate by src | stats sum(messages) AS messages count AS sources`,
    expect: [{ messages: String(ROWS), sources: '4' }],
  },
  {
    subject: 'rows keep their order and the fields that a command does not know',
    spl: `| makeresults count=3 | streamstats count AS n | eval kept="a,\\"b\\" é|$ ".n, ${SENDER} | smtpspoof | table n kept`,
    expect: ['1', '2', '3'].map((n) => ({ n, kept: `a,"b" é|$ ${n}` })),
  },
  {
    subject: 'several values reach a command',
    spl: '| makeresults | eval src="192.0.2.1", recipient=split("a@example.com;b;$c@example.com", ";") | smtpspamrate by src | table recipients distinct_recipients',
    expect: [{ recipients: '3', distinct_recipients: '3' }],
  },
  {
    subject: 'several values come back from a command',
    spl: '| makeresults | eval src="198.51.100.7", file_name=split("a.pdf.exe;b.docm;c.txt", ";") | smtpattachment | eval are_many=if(mvcount(attachment_reasons)>1, "yes", "no"), names=mvjoin(file_name, "|") | table are_many names',
    expect: [{ are_many: 'yes', names: 'a.pdf.exe|b.docm|c.txt' }],
  },
  {
    subject: 'times keep their fractions',
    spl: '| makeresults | eval _time=1331905269.11, src="192.0.2.1", recipient="bob@example.com" | smtpspamrate by src | eval seen=printf("%.2f", first_time) | table seen',
    expect: [{ seen: '1331905269.11' }],
  },
  {
    subject: 'an argument in quotes arrives whole',
    spl: `| makeresults | eval ${SENDER} | smtpspoof vips="Ann Example <ann@example.com>, Bo Example <bo@example.com>" own_domains="example.com" | eval is_seen=if(isnotnull(mvfind(spoof_reasons, "vip")), "yes", "no") | table is_seen`,
    expect: [{ is_seen: 'yes' }],
  },
  {
    subject: 'macros with searches in brackets fill arguments',
    spl: `| makeresults | eval ${SENDER} | smtpspoof \`smtp_watch_own_domains\` \`smtp_watch_own_networks\` \`smtp_watch_partners\` \`smtp_watch_vips\` | table from_address`,
    expect: [{ from_address: 'ann@example.net' }],
  },
  {
    subject: 'a lookup file that is not there yet names nobody',
    spl: `| makeresults | eval ${SENDER} | smtpspoof correspondents=smtp_watch_correspondents.csv | table from_domain`,
    expect: [{ from_domain: 'example.net' }],
  },
  {
    subject: 'a command without rows gives none',
    spl: '| makeresults | where false() | smtpspamrate by src',
    expect: [],
  },
  {
    subject: 'a search that needs no more rows ends without a fault',
    spl: `| makeresults count=20000 | eval ${SENDER} | smtpspoof | head 1 | table from_domain`,
    expect: [{ from_domain: 'example.net' }],
  },
];

const REFUSAL = 'a wrong argument is refused with the sentence of the command';
const ADVICE = 'tell it to the maintainers with search.log of the job: only a real Splunk shows this';

async function refusalOf(splunk: Splunk): Promise<string> {
  try {
    await rowsOf(splunk, '| makeresults | smtpspamrate window=0s by src');
    return 'no refusal at all';
  } catch (error) {
    if (error instanceof SplunkError) return error.message;
    throw error;
  }
}

/** How splunkd and the commands speak with each other. */
export const PROTOCOL: Check = {
  name: 'protocol',
  title: 'Conversation with commands',
  async run({ splunk }) {
    const found = await findAll(
      TRIALS,
      ({ subject }) => subject,
      async ({ subject, spl, expect }) => {
        const rows = await rowsOf(splunk, spl);
        if (isDeepStrictEqual(rows, expect)) return [ok(subject)];
        const found = JSON.stringify(rows).slice(0, SHOWN);
        return [failed(subject, `found ${found}, expected ${JSON.stringify(expect)}`, ADVICE)];
      },
      ADVICE,
    );
    const refusal = await refusalOf(splunk);
    const isSaid = refusal.includes('window');
    return [...found, isSaid ? ok(REFUSAL) : failed(REFUSAL, `found: ${refusal}`, ADVICE)];
  },
};
