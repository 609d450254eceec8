import type { COMMANDS } from '../../../schema/commands';
import { type Check, failed, findAll, ok } from '../check';
import { rowsOf } from '../search';

interface Trial {
  readonly spl: string;
  /** A column of the answer that is never empty. */
  readonly column: string;
}

const MESSAGE =
  '| makeresults | eval src="198.51.100.7", dest="192.0.2.25", src_user="ann@example.org", recipient="bob@example.com", from="Ann <ann@example.org>", subject="July", file_name="invoice.pdf.exe"';
const LOGIN =
  '| makeresults | eval src="198.51.100.7", dest="192.0.2.25", user="bob@example.com", action="failure", app="imap"';

/** Each command over one built-in row. */
const TRIALS: Readonly<Record<keyof typeof COMMANDS, Trial>> = {
  smtpaccount: { spl: `${MESSAGE} | eval user="ann@example.org" | smtpaccount by user`, column: 'verdict' },
  smtpattachment: { spl: `${MESSAGE} | smtpattachment`, column: 'attachment_verdict' },
  smtpbaseline: { spl: `${MESSAGE} | smtpbaseline span=1h by src_user`, column: 'verdict' },
  smtpcampaign: { spl: `${MESSAGE} | smtpcampaign | table subject`, column: 'subject' },
  smtplogin: { spl: `${LOGIN} | smtplogin by src`, column: 'verdict' },
  smtpratelimit: { spl: `${MESSAGE} | smtpratelimit rate=10 per=60s by src_user`, column: 'verdict' },
  smtprelay: {
    spl: `${MESSAGE} | smtprelay own_domains="example.net" own_networks="192.0.2.0/24"`,
    column: 'verdict',
  },
  smtpspamrate: { spl: `${MESSAGE} | smtpspamrate by src`, column: 'verdict' },
  smtpspoof: { spl: `${MESSAGE} | smtpspoof`, column: 'spoof_verdict' },
};

const ADVICE =
  'the sentence is that of the launcher where no Node.js was found (docs/install.md, "Node.js"); else look for the command in search.log of the job (docs/troubleshooting.md)';

/** Whether every search command answers. */
export const COMMANDS_ANSWER: Check = {
  name: 'commands',
  title: 'Search commands',
  run: ({ splunk }) =>
    findAll(
      Object.entries(TRIALS),
      ([name]) => name,
      async ([name, { spl, column }]) => {
        const [row] = await rowsOf(splunk, spl);
        const value = row?.[column];
        if (value !== undefined) return [ok(name, `${column} ${String(value)}`)];
        return [failed(name, row ? `a row without ${column}` : 'no row, expected one', ADVICE)];
      },
      ADVICE,
    ),
};
