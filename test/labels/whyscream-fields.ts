import { absent, type Comparison, contains, holds, is, valuesOf } from './label';

const reason = contains('reason');
const statistic = contains('statistics');
const tlsPolicy = contains('tls_policy');

/** The part of `delays` at a place. */
const delayAt =
  (at: number): Comparison =>
  (event, value) =>
    valuesOf(event, 'delays')[0]?.split('/')[at] === value;

/** A counter of `command=accepted/all`, or `command=all` when all were accepted. */
const counter =
  (command: string, isAccepted: boolean): Comparison =>
  (event, value) => {
    const found = new RegExp(`\\b${command}=(\\d+)(?:/(\\d+))?`).exec(valuesOf(event, 'commands')[0] ?? '');
    return (isAccepted ? found?.[1] : (found?.[2] ?? found?.[1])) === value;
  };

const counters = Object.fromEntries(
  ['helo', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'rset', 'quit', 'unknown', 'commands'].flatMap(
    (command) => {
      const name = command === 'commands' ? 'cmd_count' : `cmd_${command}`;
      return [
        [name, counter(command, false)],
        [`${name}_accepted`, counter(command, true)],
      ];
    },
  ),
);

/** Which of our fields says what whyscream's field says. */
export const WHYSCREAM: Readonly<Record<string, Comparison>> = {
  ...counters,
  queueid: absent('internal_message_id', 'NOQUEUE'),
  client_hostname: absent('src_host', 'unknown'),
  client_ip: is('src'),
  client_ip_unknown: absent('src', 'unknown'),
  client_port: is('src_port'),
  server_ip: is('dest'),
  server_port: is('dest_port'),
  relay_hostname: (event, value) =>
    is('dest_host')(event, value) || valuesOf(event, 'relay').some((relay) => relay.startsWith(`${value}[`)),
  relay_ip: is('dest'),
  relay_port: is('dest_port'),
  relay_service: contains('relay'),
  status: is('status'),
  status_code: is('status_code'),
  status_code_enhanced: is('dsn'),
  status_data: reason,
  status_message: reason,
  smtp_stage: is('smtp_command'),
  smtpd_lostconn_data: is('mta_event'),
  smtp_lostconn_data: is('mta_event', 'reason'),
  smtp_lostconn_reason: is('reason'),
  smtp_response: reason,
  error_response: reason,
  local_response: reason,
  pipe_response: reason,
  message: (event, value) =>
    is('mta_event')(event, value.trim()) || holds('reason', 'header_value')(event, value),
  message_level: is('severity', 'mta_event'),
  'message-id': absent('message_id', ''),
  action: is('mta_event'),
  from: absent('src_user', ''),
  milter_result: (event, value) => is('mta_event')(event, value) || is('mta_event')(event, `milter-${value}`),
  milter_message: (event, value) =>
    holds('header_name', 'header_value')(event, value) || holds('smtp_command', 'reason')(event, value),
  milter_data: is('reason'),
  prepend_type: (event, value) => value === 'header' && valuesOf(event, 'header_name').length > 0,
  prepend_trigger: holds('header_name', 'header_value'),
  prepend_value: is('reason'),
  proxy_result: is('mta_event'),
  proxy_smtp_stage: is('smtp_command'),
  proxy_status_code: is('status_code'),
  proxy_status_code_enhanced: is('dsn'),
  proxy_message: (event, value) =>
    value === '' ? valuesOf(event, 'reason').length === 0 : holds('reason')(event, value),
  bounce_queueid: is('notification_id'),
  bounce_recipient: is('notified'),
  bounce_reason: is('notification'),
  tls_trustlevel: is('tls_trust'),
  tls_version: is('tls_version'),
  tls_cipher: is('tls_cipher'),
  tls_cipher_size: is('tls_cipher_bits'),
  tls_key_exchange: is('tls_key_exchange'),
  tls_server_signature: is('tls_signature'),
  tls_server_signature_size: contains('tls_signature_key'),
  tls_server_signature_curve: is('tls_signature_key'),
  tls_server_digest: is('tls_digest'),
  tls_error: is('reason'),
  tls_security_level: tlsPolicy,
  tls_downgrade_level: tlsPolicy,
  tls_policy_undecided: tlsPolicy,
  requiretls: tlsPolicy,
  requiretls_policy_undecided: tlsPolicy,
  requiretls_policy_violation: tlsPolicy,
  requiretls_downgrade_level: tlsPolicy,
  postscreen_access: is('postscreen'),
  postscreen_violation: is('postscreen'),
  postscreen_violation_time: is('violation_seconds'),
  postscreen_dnsbl_rank: is('dnsbl_rank'),
  postscreen_toobusy_data: is('reason'),
  postscreen_cache_retained: statistic,
  postscreen_cache_dropped: statistic,
  dnsbl_domain: is('dnsbl'),
  dnsbl_result: is('dnsbl_result'),
  service: is('anvil_service'),
  anvil_cache_size: is('anvil_value'),
  anvil_conn_count: is('anvil_value'),
  anvil_conn_rate: is('anvil_value'),
  anvil_conn_period: is('anvil_period'),
  anvil_timestamp: is('statistic_time'),
  command_counter_data: is('commands'),
  delay_before_qmgr: delayAt(0),
  delay_in_qmgr: delayAt(1),
  delay_conn_setup: delayAt(2),
  delay_transmission: delayAt(3),
  postsuper_action: is('mta_event'),
  postsuper_summary_action: statistic,
  postsuper_summary_count: statistic,
  verify_cleanup_type: statistic,
  verify_cache_retained: statistic,
  verify_cache_dropped: statistic,
  scache_hits: statistic,
  scache_miss: statistic,
  scache_success: statistic,
  scache_timestamp: statistic,
  scache_domains: statistic,
  scache_addresses: statistic,
  scache_connection: statistic,
  version: statistic,
  config_path: statistic,
  termination_signal: statistic,
  discarded_ehlo_keywords: statistic,
  pix_workaround: contains('mta_event'),
};

/** The same of the pairs in a line, by their names there. */
export const PAIRS: Readonly<Record<string, Comparison>> = {
  ...counters,
  from: absent('src_user', ''),
  to: absent('recipient', ''),
  orig_to: is('orig_recipient'),
  proto: (event) => valuesOf(event, 'protocol')[0] === 'smtp',
  helo: is('helo'),
  relay: is('relay'),
  delay: is('delay_seconds'),
  delays: is('delays'),
  tls: is('tls_policy'),
  dsn: is('dsn'),
  size: is('size'),
  nrcpt: is('envelope_count'),
  uid: is('uid'),
  client: (event, value) => value === `${valuesOf(event, 'src_host')[0]}[${valuesOf(event, 'src')[0]}]`,
};
