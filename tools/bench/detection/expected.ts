/** The detections that have to find what is planted, by the kind that truth.json names it by: one of them is enough. */
export const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  spam_bot: ['spam-rate', 'server-fan-out'],
  low_and_slow_spam: ['spam-rate', 'server-fan-out'],
  spam_run: ['volume-spike', 'mass-mailing'],
  mass_mailing: ['mass-mailing'],
  snowshoe: ['snowshoe'],
  recipient_harvest: ['recipient-harvest'],
  beacon: ['beacon'],
  email_bombing: ['email-bombing'],
  exfil_volume: ['exfiltration'],
  exfil_off_hours: ['exfiltration'],
  exfil_split: ['exfiltration'],
  exfil_new_mailbox: ['exfiltration'],
  auto_forwarding: ['auto-forwarding'],
  forged_header: ['header-forgery'],
  own_domain_spoof: ['own-domain-spoof'],
  lookalike_phish: ['look-alike-domain'],
  display_name_fraud: ['display-name-fraud'],
  reply_to_fraud: ['reply-to-fraud'],
  forged_thread: ['forged-thread'],
  brute_force: ['brute-force'],
  password_spray: ['password-spray'],
  distributed_spray: ['distributed-guessing'],
  low_and_slow_guessing: ['slow-guessing'],
  success_after_failures: ['success-after-failures'],
  stolen_account: ['stolen-account'],
  open_relay_attempt: ['relay-attempt'],
  open_relay_success: ['open-relay'],
  external_scan: ['scanner'],
  envelope_injection: ['envelope-injection'],
  malicious_attachment: ['dangerous-attachment'],
  malicious_link: ['malicious-link', 'known-bad'],
  known_bad_domain: ['known-bad'],
  known_bad_address: ['known-bad'],
  campaign: ['campaign'],
  tls_downgrade: ['tls-downgrade'],
  plaintext_submission: ['plain-text-submission'],
  blocklisted: ['blocklisted'],
  dmarc_refused: ['dmarc-refused'],
};

/**
 * Kinds whose evidence is in headers and attachments: an incident of them that came through STARTTLS alone is in no log, and
 * counts as hidden where nothing found it.
 */
export const IN_HEADERS: ReadonlySet<string> = new Set([
  'forged_header',
  'own_domain_spoof',
  'display_name_fraud',
  'reply_to_fraud',
  'forged_thread',
  'malicious_attachment',
]);
