import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { absent, type Comparison, contains, is, type LabelledLine, labelBy, valuesOf } from './label';

/** CrowdSec's parsers of mail servers that the app reads, and as which sourcetype. */
const PARSERS: Readonly<Record<string, string>> = {
  'crowdsecurity/postfix-logs': 'postfix_syslog',
  'crowdsecurity/dovecot-logs': 'dovecot_syslog',
  'crowdsecurity/exim-logs': 'exim_main',
};

const isFailure: Comparison = (event) => valuesOf(event, 'action')[0] === 'failure';
const isBlocked: Comparison = (event) => valuesOf(event, 'action')[0] === 'blocked';

/** What CrowdSec calls a kind of line, in our fields. */
const KINDS: Readonly<Record<string, Comparison>> = {
  auth_failed: isFailure,
  exim_failed_auth: isFailure,
  'spam-attempt': isBlocked,
  'non-smtp-command': (event) => valuesOf(event, 'abuse')[0] === 'non-SMTP command',
};

const FIELDS: Readonly<Record<string, Comparison>> = {
  source_ip: is('src'),
  remote_addr: is('src'),
  dovecot_remote_ip: is('src'),
  dovecot_local_ip: is('dest'),
  source_hostname: absent('src_host', 'unknown'),
  remote_host: absent('src_host', 'unknown'),
  source_dns: absent('src_host', ''),
  source_helo: absent('helo', ''),
  helo: is('helo'),
  source_port: is('src_port'),
  source_user: absent('src_user', ''),
  target_user: is('recipient', 'login_user'),
  username: is('user', 'recipient'),
  dovecot_user: absent('login_user', ''),
  dovecot_user_backend: is('authentication_service'),
  program: is('process', 'vendor_product'),
  pid: is('process_id'),
  protocol: is('service', 'protocol'),
  action: is('mta_event'),
  command: is('smtp_command', 'reason'),
  reason: contains('reason'),
  smtp_basic_status_code: is('status_code'),
  smtp_enhanced_status_code: is('dsn'),
};

const ASSERTION = /^results\["s01-parse"\]\["([^"]+)"\]\[(\d+)\]\.Evt\.(Meta|Parsed)\["([^"]+)"\] == "(.*)"$/;

interface Assertion {
  readonly parser: string;
  readonly at: number;
  readonly field: string;
  readonly value: string;
}

function assertionsIn(text: string): Assertion[] {
  return text.split('\n').flatMap((line) => {
    const found = ASSERTION.exec(line);
    if (!found) return [];
    const [, parser = '', at, , field = '', value = ''] = found;
    return [{ parser, at: Number(at), field, value: value.replace(/\\(.)/g, '$1') }];
  });
}

/** One line of the log with the assertions that stand at its place; a parser that refuses a line asserts nothing of it. */
function labelled(
  set: string,
  place: string,
  sourcetype: string,
  text: string,
  of: readonly Assertion[],
): LabelledLine {
  const compared = of.filter(({ field }) => field in FIELDS);
  const labels = [...new Map(compared.map((one) => [`${one.field}=${one.value}`, one])).values()].map(
    ({ field, value }) => labelBy(FIELDS, field, value),
  );
  const kinds = of
    .filter(
      ({ field, value }) => /^(?:log_type|log_type_enh|dovecot_login_result)$/.test(field) && value in KINDS,
    )
    .map(({ field, value }) => ({ ...labelBy(KINDS, value, value), name: field }));
  return { set, place, sourcetype, text, labels: [...labels, ...kinds] };
}

/** The lines of CrowdSec's tests that one of these parsers has to read, with what it asserts of each. */
export function crowdsecLines(data: string): LabelledLine[] {
  const folder = join(data, 'crowdsec_hub', '.tests');
  return readdirSync(folder).flatMap((test) => {
    const files = readdirSync(join(folder, test));
    if (!files.includes('parser.assert')) return [];
    const log = files.find((name) => name.endsWith('.log'))!;
    const lines = readFileSync(join(folder, test, log), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    const assertions = assertionsIn(readFileSync(join(folder, test, 'parser.assert'), 'utf8'));
    return Object.entries(PARSERS).flatMap(([parser, sourcetype]) => {
      const ours = assertions.filter((one) => one.parser === parser);
      return lines.flatMap((text, at) => {
        const of = ours.filter((one) => one.at === at);
        const kind = /^\d{4}-\d\d-\d\d \d\d/.test(text)
          ? sourcetype
          : sourcetype.replace('exim_main', 'postfix_syslog');
        return of.length === 0 ? [] : [labelled('CrowdSec', `${test}:${at + 1}`, kind, text, of)];
      });
    });
  });
}
