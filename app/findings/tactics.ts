/** Tactics of MITRE ATT&CK for Enterprise in its own order, as its data names them. */
const TACTICS = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
];

/** Gives tactics in the order of an attack. */
export function inOrder(tactics: Iterable<string>): readonly string[] {
  const rank = (tactic: string): number =>
    TACTICS.includes(tactic) ? TACTICS.indexOf(tactic) : TACTICS.length;
  return [...tactics].toSorted((one, other) => rank(one) - rank(other));
}

/** Gives a tactic as people write it, `Initial access`. */
export function tacticTitle(tactic: string): string {
  const words = tactic.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
