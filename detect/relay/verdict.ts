import type { RouteForm } from './routes';

/** What one client outside tried at one own server. */
export interface RelayProfile {
  readonly attempts: number;
  readonly denied: number;
  readonly accepted: number;
  readonly confirmed: number;
  readonly allowed: number;
  readonly foreignRecipients: number;
  /** Messages with an own sender, which a stranger outside without log-in has no right to. */
  readonly ownSenders: number;
  readonly forms: readonly RouteForm[];
  /** Seconds between the two legs of the quickest message that was confirmed. */
  readonly quickest: number | undefined;
}

type RelayVerdict = 'normal' | 'relay_denied' | 'relay_accepted' | 'relay_confirmed';

export interface RelayJudgement {
  readonly score: number;
  readonly verdict: RelayVerdict;
  readonly reasons: readonly string[];
}

/**
 * Proof ranks above acceptance, and that above refusal: every server in the internet is asked to relay, and a refusal is the
 * server doing its work. One plain refusal alone is a mistyped address or an old MX record more often than a test.
 */
const CONFIRMED = 90;
const ACCEPTED = 70;
const DENIED = 10;
const FORGED_OWN_SENDER = 5;
const MANY_RECIPIENTS = 5;
/** Nmap's smtp-open-relay tries 16 ways to write a recipient; nobody writes two of them by mistake. */
const TEST_FORMS = 15;
const REPEATED = 10;
const REPEATED_FROM = 3;
const MANY_FROM = 20;

/** Score, verdict and worded reasons of one client. */
export function judgeRelay(profile: RelayProfile): RelayJudgement {
  const verdict = verdictOf(profile);
  return { score: scoreOf(profile, verdict), verdict, reasons: reasonsOf(profile) };
}

function verdictOf({ attempts, accepted, confirmed, denied, allowed, forms }: RelayProfile): RelayVerdict {
  if (confirmed > 0) return 'relay_confirmed';
  if (accepted > 0) return 'relay_accepted';
  if (denied > 0 || (forms.length > 0 && attempts > allowed)) return 'relay_denied';
  return 'normal';
}

function scoreOf(profile: RelayProfile, verdict: RelayVerdict): number {
  if (verdict === 'normal') return 0;
  if (verdict === 'relay_denied') {
    const repeated = profile.attempts >= REPEATED_FROM ? REPEATED : 0;
    return DENIED + repeated + Math.min(2, profile.forms.length) * TEST_FORMS;
  }
  const base = verdict === 'relay_confirmed' ? CONFIRMED : ACCEPTED;
  const forged = profile.ownSenders > 0 ? FORGED_OWN_SENDER : 0;
  return base + forged + (profile.foreignRecipients >= MANY_FROM ? MANY_RECIPIENTS : 0);
}

function reasonsOf(profile: RelayProfile): string[] {
  const { attempts, denied, accepted, confirmed, allowed, foreignRecipients, ownSenders, forms } = profile;
  const all = count(attempts, 'message');
  const { quickest } = profile;
  const after = quickest === undefined ? '' : `, the quickest ${Math.round(quickest)} s later`;
  const reasons = [
    [confirmed, `relay_confirmed: ${confirmed} of ${all} left for a foreign server${after}`],
    [
      accepted,
      `relay_accepted: ${accepted} of ${all} taken for ${count(foreignRecipients, 'foreign recipient')}`,
    ],
    [accepted > 0 ? ownSenders : 0, `own_sender: ${ownSenders} of ${all} in the name of an own domain`],
    [denied, `relay_denied: ${denied} of ${all} refused`],
    [forms.length, `test_forms: recipients written as ${forms.join(', ')}`],
    [allowed, `allowed: ${allowed} of ${all} with a log-in or on a submission port`],
  ] as const;
  return reasons.filter(([times]) => times > 0).map(([, reason]) => reason);
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
