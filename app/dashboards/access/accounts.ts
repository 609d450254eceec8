import type { DashboardPart } from '../../model/dashboard';
import { NEEDS_LOGINS } from './login-events';

/** Accounts that look stolen. */
export const accounts = {
  searches: {
    accounts: {
      spl: `| \`smtp_watch_accounts\`
| where verdict!="normal"
| eval src=place`,
    },
    stolen: {
      base: 'accounts',
      spl: `
| stats count(eval(verdict="stolen")) AS stolen count(eval(verdict="suspected")) AS suspected`,
    },
    suspects: {
      base: 'accounts',
      spl: `
| sort 50 -account_score, -place_messages`,
    },
  },
  panels: {
    stolen: {
      kind: 'single',
      title: 'Stolen accounts',
      search: 'stolen',
      value: 'stolen',
      format: 'number',
      caption: 'and {suspected} suspected',
      help: 'Accounts that smtpaccount calls stolen: entered in a suspicious way and then used in two at least.',
      empty: NEEDS_LOGINS,
    },
    suspects: {
      kind: 'table',
      title: 'Accounts that look stolen',
      search: 'suspects',
      source: 'accounts',
      columns: [
        { field: 'user', title: 'Account', format: 'text', entity: 'user' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'account_score', title: 'Score', format: 'score' },
        { field: 'src', title: 'Entered from', format: 'word', entity: 'ip' },
        { field: 'first_time', title: 'Since (UTC)', format: 'time' },
        { field: 'place_messages', title: 'Messages', format: 'number' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
        { field: 'new_recipients', title: 'New', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'reasons', title: 'Chain of evidence', format: 'list' },
      ],
      drilldown: ['user', 'src'],
      help: 'What smtpaccount says of accounts: how they were entered and what was sent from there in the day after. New are recipients that the account had never written to, refused those that bounced.',
      empty:
        'smtpaccount found no account in this time range that was entered or used as if it were stolen. It compares with what came before: a week shows more than an hour.',
    },
  },
} as const satisfies DashboardPart;
