import { AUTO_FORWARDING, MASS_MAILING, RECIPIENT_SPIKE, STOLEN_ACCOUNT } from './accounts';
import { BEACON, LOW_AND_SLOW_SPAM, SPAM_BOT, SPAM_RUN } from './bots';
import { CAMPAIGN, EMAIL_BOMBING, SNOWSHOE } from './crowds';
import { BLOCKLISTED, DMARC_REFUSED, PLAINTEXT_SUBMISSION, TLS_DOWNGRADE } from './delivery';
import {
  DISPLAY_NAME_FRAUD,
  FORGED_HEADER,
  FORGED_THREAD,
  LOOKALIKE_PHISH,
  OWN_DOMAIN_SPOOF,
  REPLY_TO_FRAUD,
} from './identity';
import type { Incident } from './incident';
import { LEAK_INCIDENTS } from './leaks';
import { KNOWN_BAD_ADDRESS, KNOWN_BAD_DOMAIN, MALICIOUS_ATTACHMENT, MALICIOUS_LINK } from './lures';
import {
  BRUTE_FORCE,
  DISTRIBUTED_SPRAY,
  LOW_AND_SLOW_GUESSING,
  PASSWORD_SPRAY,
  SUCCESS_AFTER_FAILURES,
} from './passwords';
import { ENVELOPE_INJECTION, EXTERNAL_SCAN, RECIPIENT_HARVEST } from './probes';
import { OPEN_RELAY_ATTEMPT, OPEN_RELAY_SUCCESS } from './relays';
import { ENCRYPTED_UPLOAD } from './uploads';

/** Every kind of incident. */
export const INCIDENTS: Readonly<Record<string, Incident>> = {
  spam_bot: SPAM_BOT,
  low_and_slow_spam: LOW_AND_SLOW_SPAM,
  spam_run: SPAM_RUN,
  beacon: BEACON,
  snowshoe: SNOWSHOE,
  campaign: CAMPAIGN,
  email_bombing: EMAIL_BOMBING,
  mass_mailing: MASS_MAILING,
  own_domain_spoof: OWN_DOMAIN_SPOOF,
  lookalike_phish: LOOKALIKE_PHISH,
  display_name_fraud: DISPLAY_NAME_FRAUD,
  reply_to_fraud: REPLY_TO_FRAUD,
  forged_thread: FORGED_THREAD,
  forged_header: FORGED_HEADER,
  malicious_attachment: MALICIOUS_ATTACHMENT,
  malicious_link: MALICIOUS_LINK,
  known_bad_domain: KNOWN_BAD_DOMAIN,
  known_bad_address: KNOWN_BAD_ADDRESS,
  open_relay_attempt: OPEN_RELAY_ATTEMPT,
  open_relay_success: OPEN_RELAY_SUCCESS,
  external_scan: EXTERNAL_SCAN,
  envelope_injection: ENVELOPE_INJECTION,
  recipient_harvest: RECIPIENT_HARVEST,
  brute_force: BRUTE_FORCE,
  password_spray: PASSWORD_SPRAY,
  distributed_spray: DISTRIBUTED_SPRAY,
  low_and_slow_guessing: LOW_AND_SLOW_GUESSING,
  success_after_failures: SUCCESS_AFTER_FAILURES,
  stolen_account: STOLEN_ACCOUNT,
  recipient_spike: RECIPIENT_SPIKE,
  ...LEAK_INCIDENTS,
  encrypted_upload: ENCRYPTED_UPLOAD,
  auto_forwarding: AUTO_FORWARDING,
  blocklisted: BLOCKLISTED,
  dmarc_refused: DMARC_REFUSED,
  tls_downgrade: TLS_DOWNGRADE,
  plaintext_submission: PLAINTEXT_SUBMISSION,
};
