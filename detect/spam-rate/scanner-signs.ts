/**
 * HELO names and sender words of scanners, of their published defaults: Nmap's smtp scripts, Nessus, OpenVAS, zgrab,
 * masscan, Shodan, Qualys, and the guessing bots that call themselves ylmf-pc. Tools left unconfigured greet with the
 * documentation names example.com and example.org, as no mail server does.
 */
const SCANNER_HELOS = new Set([
  'nmap.scanme.org',
  'scanme.org',
  'nessus',
  'mail.nessus.org',
  'openvas',
  'openvas.org',
  'openvasvt',
  'masscan',
  'zgrab',
  'zgrab2',
  'shodan.io',
  'census.shodan.io',
  'qualys.com',
  'qualysguard',
  'ylmf-pc',
  'example.com',
  'example.org',
]);
const SCANNER_SENDERS = ['nessus', 'openvas', 'qualys', 'nmap'];

/** Whether a HELO name is one that a vulnerability scanner gives by default. */
export function isScannerHelo(helo: string): boolean {
  return SCANNER_HELOS.has(helo.toLowerCase());
}

/** Whether an envelope sender is one that a vulnerability scanner makes up: the scanner's name, digits, an address. */
export function isScannerSender(sender: string): boolean {
  const lower = sender.toLowerCase();
  const start = lower.startsWith('<') ? 1 : 0;
  const word = SCANNER_SENDERS.find((name) => lower.startsWith(name, start));
  if (word === undefined) return false;
  let at = start + word.length;
  while (isDigit(lower.charCodeAt(at))) at++;
  return lower[at] === '@';
}

/** Whether an envelope address tries to reach a shell or a string expansion: `|command`, `$(…)`, `${…}`, `` ` ``, `;`. */
export function isInjection(address: string): boolean {
  return (
    address.includes('|') ||
    address.includes('`') ||
    address.includes('$(') ||
    address.includes('${') ||
    address.includes(';')
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
