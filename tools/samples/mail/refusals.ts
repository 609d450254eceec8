/** Why a server refuses, in Postfix's words; `{to} {from} {helo} {ip}` stand for those of the transaction. */
export const REFUSALS = {
  relay: { stage: 'RCPT', text: '554 5.7.1 <{to}>: Relay access denied' },
  unknownUser: {
    stage: 'RCPT',
    text: '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table',
  },
  greylisted: {
    stage: 'RCPT',
    text: '450 4.2.0 <{to}>: Recipient address rejected: Greylisted, see http://postgrey.example.org/help',
  },
  unknownDomain: { stage: 'RCPT', text: '450 4.1.8 <{from}>: Sender address rejected: Domain not found' },
  badHelo: {
    stage: 'RCPT',
    text: '504 5.5.2 <{helo}>: Helo command rejected: need fully-qualified hostname',
  },
  blocklisted: {
    stage: 'RCPT',
    text: '554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.dnsbl.example; https://www.dnsbl.example/query/ip/{ip}',
  },
  spf: {
    stage: 'RCPT',
    text: '550 5.7.23 <{to}>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.example/Why?s=mfrom;id={from};ip={ip}',
  },
  notLoggedIn: { stage: 'RCPT', text: '554 5.7.1 <{to}>: Recipient address rejected: Access denied' },
  notOwner: {
    stage: 'RCPT',
    text: '553 5.7.1 <{from}>: Sender address rejected: not owned by user {user}',
  },
  syntax: { stage: 'RCPT', text: '501 5.1.3 Bad recipient address syntax' },
  spam: { stage: 'END-OF-MESSAGE', text: '550 5.7.1 Spam message rejected' },
  virus: { stage: 'END-OF-MESSAGE', text: '554 5.7.1 Message contains a virus' },
} as const;

export type Refusal = keyof typeof REFUSALS;

/** The reply of a refusal with what it is about filled in. */
export function refusalText(refusal: Refusal, about: Readonly<Record<string, string>>): string {
  return REFUSALS[refusal].text.replaceAll(/\{(\w+)\}/g, (_, name: string) => about[name] ?? '');
}
