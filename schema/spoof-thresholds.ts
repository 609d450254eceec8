/**
 * Least scores of smtpspoof's verdicts. The measured points of its signs are scaled to the higher one: so many honest mail hardly
 * ever has.
 */
export const SPOOF_THRESHOLDS = { suspicious: 35, spoofed: 50 } as const;
