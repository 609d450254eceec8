import { variables } from '@splunk/themes';

const {
  statusColorCritical,
  statusColorHigh,
  statusColorMedium,
  statusColorLow,
  statusColorInfo,
  statusColorNormal,
} = variables;

/** Colours of severities and of the commands' verdicts, by how much they need attention. */
const VERDICT_COLOURS = {
  critical: statusColorCritical,
  high: statusColorHigh,
  medium: statusColorMedium,
  low: statusColorLow,
  informational: statusColorInfo,
  spambot: statusColorCritical,
  spoofed: statusColorCritical,
  dangerous: statusColorCritical,
  success_after_failures: statusColorCritical,
  stolen: statusColorCritical,
  relay_confirmed: statusColorCritical,
  relay_accepted: statusColorCritical,
  suspected_spam: statusColorMedium,
  suspicious: statusColorMedium,
  suspected: statusColorMedium,
  distributed: statusColorMedium,
  password_spray: statusColorMedium,
  brute_force: statusColorMedium,
  spike: statusColorMedium,
  campaign: statusColorMedium,
  scanner: statusColorLow,
  low_and_slow: statusColorLow,
  relay_denied: statusColorInfo,
  relay: statusColorInfo,
  bulk: statusColorInfo,
  normal: statusColorNormal,
  clean: statusColorNormal,
};

/** Gives the colour of a severity or verdict, grey for those that say nothing either way. */
export function verdictColour(verdict: string) {
  return (
    Object.entries(VERDICT_COLOURS).find(([name]) => name === verdict)?.[1] ?? variables.contentColorMuted
  );
}
