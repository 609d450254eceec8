/** What became of a message at the server that a stranger gave it to. */
export const OUTCOMES = { unknown: 0, denied: 1, refused: 2, taken: 3, mixed: 4, passedOn: 5 } as const;

export type Outcome = (typeof OUTCOMES)[keyof typeof OUTCOMES];

/** How Postfix, Exim, Sendmail, Exchange and others say that they do not relay. */
const NO_RELAY =
  /relay access denied|relay(?:ing)? (?:is )?(?:denied|prohibited|forbidden|disabled|not (?:allowed|permitted))|(?:unable|not permitted|not allowed|cannot|will not|do(?:es)? not|don't) (?:to )?relay|no relay/i;

/** Whether a reply says that the server does not relay. */
export function isRelayRefusal(reply: string): boolean {
  return NO_RELAY.test(reply.slice(0, 1000));
}

/** Whether mail was taken: as the app's fields say, else as the reply to a message with headers says; undefined where neither does. */
export function isTaken(
  action: string | undefined,
  reply: string | undefined,
  hasHeaders: boolean,
): boolean | undefined {
  if (action !== undefined) return action === 'delivered';
  if (reply === undefined) return undefined;
  if (/^<?[45]/.test(reply)) return false;
  return reply.startsWith('250') && hasHeaders ? true : undefined;
}
