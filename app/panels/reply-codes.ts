/** What SMTP reply codes say (RFC 5321 §4.2.3, RFC 4954 §6, RFC 3207), in the fewest words. */
const REPLY_CODES: Readonly<Record<string, string>> = {
  '214': 'help',
  '220': 'service ready',
  '221': 'closing',
  '235': 'authenticated',
  '250': 'accepted',
  '251': 'will forward',
  '252': 'cannot verify user',
  '334': 'authentication goes on',
  '354': 'start mail input',
  '421': 'service not available',
  '450': 'mailbox busy',
  '451': 'local error',
  '452': 'out of storage',
  '454': 'TLS or authentication not available',
  '455': 'parameters refused',
  '500': 'command unknown',
  '501': 'bad argument',
  '502': 'command not implemented',
  '503': 'bad sequence of commands',
  '504': 'parameter not implemented',
  '530': 'authentication or TLS required',
  '535': 'wrong credentials',
  '550': 'mailbox unavailable',
  '551': 'user not local',
  '552': 'mailbox full',
  '553': 'address not allowed',
  '554': 'refused',
  '555': 'parameters unknown',
};

/** What the middle number of an enhanced status code is about (RFC 3463 §3): what a mail server logs where it got no reply. */
const SUBJECTS = [
  'other',
  'address',
  'mailbox',
  'mail system',
  'network or routing',
  'protocol',
  'content',
  'policy',
];

/** A reply code or enhanced status code with what it says; other text as it is. */
export function replyText(code: string): string {
  const [, subject] = /^[245][.]([0-7])[.][0-9]{1,3}$/.exec(code) ?? [];
  const meaning = Object.hasOwn(REPLY_CODES, code) ? REPLY_CODES[code] : SUBJECTS[Number(subject)];
  return meaning === undefined ? code : `${code} ${meaning}`;
}
