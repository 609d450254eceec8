/** What events show or people have said that detections judge by. */
export type Evidence =
  | 'messages'
  | 'headers'
  | 'subjects'
  | 'replies'
  | 'sizes'
  | 'attachments'
  | 'authentication'
  | 'links'
  | 'tls'
  | 'sensor'
  | 'submission'
  | 'connections'
  | 'logins'
  | 'dmarc_reports'
  | 'own_domains'
  | 'own_networks'
  | 'vips'
  | 'partners'
  | 'indicators';

export interface Needs {
  /** All of these; of those that stand together in brackets one. Without them the detection finds nothing. */
  readonly needs: readonly (Evidence | readonly Evidence[])[];
  /** It finds more, or is wrong less often, with these. */
  readonly sharpens?: readonly Evidence[];
}

const LOG_INS: Needs = { needs: ['logins'] };
const OWN_MAIL: Needs = { needs: ['messages', 'own_domains'] };

/** What each detection judges by; its `needs` says the same in words. */
export const NEEDS_OF: Readonly<Record<string, Needs>> = {
  'spam-rate': { needs: ['messages'], sharpens: ['replies'] },
  'mass-mailing': { ...OWN_MAIL, sharpens: ['headers'] },
  'recipient-harvest': { needs: ['replies'] },
  snowshoe: { needs: ['messages', ['subjects', 'replies']] },
  'server-fan-out': { needs: [['sensor', 'connections']], sharpens: ['own_networks'] },
  'volume-spike': OWN_MAIL,
  'recipient-spike': OWN_MAIL,
  beacon: OWN_MAIL,
  'email-bombing': { ...OWN_MAIL, sharpens: ['subjects'] },
  'header-forgery': { needs: ['headers'], sharpens: ['authentication'] },
  'own-domain-spoof': { ...OWN_MAIL, sharpens: ['own_networks', 'logins'] },
  'look-alike-domain': { needs: ['messages', ['own_domains', 'partners']] },
  'display-name-fraud': { needs: ['headers', 'vips'] },
  'reply-to-fraud': { needs: ['headers'], sharpens: ['partners'] },
  'forged-thread': { needs: ['headers', 'subjects'] },
  'brute-force': LOG_INS,
  'password-spray': LOG_INS,
  'distributed-guessing': LOG_INS,
  'slow-guessing': LOG_INS,
  'success-after-failures': LOG_INS,
  'stolen-account': { needs: ['logins', 'messages', 'own_domains'], sharpens: ['headers'] },
  'open-relay': { ...OWN_MAIL, sharpens: ['own_networks', 'logins'] },
  'relay-attempt': { needs: ['replies', 'own_domains'], sharpens: ['own_networks'] },
  scanner: { needs: [['sensor', 'messages']], sharpens: ['connections'] },
  'envelope-injection': { needs: ['messages'] },
  'known-bad': { needs: ['messages', 'indicators'] },
  'malicious-link': { needs: ['links'] },
  campaign: { needs: ['messages', 'subjects'] },
  'dangerous-attachment': { needs: ['attachments'] },
  exfiltration: { needs: ['messages', ['sizes', 'attachments'], 'own_domains'] },
  'encrypted-upload': { needs: ['connections'], sharpens: ['own_networks'] },
  'auto-forwarding': OWN_MAIL,
  blocklisted: { needs: ['replies'], sharpens: ['own_networks'] },
  'dmarc-refused': { needs: [['replies', 'dmarc_reports'], 'own_domains'], sharpens: ['own_networks'] },
  'tls-downgrade': { needs: ['tls'] },
  'plain-text-submission': { needs: [['submission', 'logins']] },
};
