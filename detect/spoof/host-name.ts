const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;

/**
 * Whether a text can be a host name: labels of 1 to 63 letters, digits, hyphens and underscores, no hyphen at the ends,
 * the last label no number. Letters of other scripts count as letters, as mail programs show them.
 */
export function isHostName(text: string): boolean {
  if (text.length > LONGEST_NAME) return false;
  const labels = text.split('.');
  return labels.every(isLabel) && !/^\d+$/.test(labels.at(-1)!);
}

/** Whether a text can be the full name of a host: a host name of two labels or more. */
export function isFullHostName(text: string): boolean {
  return text.includes('.') && isHostName(text);
}

function isLabel(label: string): boolean {
  if (label.length === 0 || label.length > LONGEST_LABEL || label.startsWith('-') || label.endsWith('-'))
    return false;
  return /^[\w-]+$/.test(label) || /^[\p{L}\p{M}\p{N}_-]+$/u.test(label);
}
