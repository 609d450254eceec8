import { formatTime } from '../time/format-time';
import { plainText } from './plain-text';
import { replyText } from './reply-codes';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const fraction = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** Gives a number as people read it, `1,234.5`; other text as it is. */
export function formatNumber(text: string): string {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) return text;
  return (Math.abs(value) < 100 ? fraction : whole).format(value);
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** Gives a number in at most five characters, `1.23K`. */
export function formatCompact(value: number): string {
  return value < 1000 ? formatNumber(String(value)) : compact.format(value);
}

/** Gives a percentage so that neither a few exceptions nor a few cases vanish in rounding: never 0 % or 100 % for what is not. */
export function formatShare(text: string): string {
  const value = Number(text);
  if (value > 99.9 && value < 100) return '>99.9 %';
  if (value > 0 && value < 0.1) return '<0.1 %';
  return `${formatNumber(text)} %`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Gives a number of bytes in the largest unit (of 1,000) that leaves at least 1, `1.5 MB`; other text as it is. */
function formatBytes(text: string): string {
  const bytes = Number(text);
  if (text.trim() === '' || Number.isNaN(bytes)) return text;
  const power = Math.min(Math.floor(Math.log10(Math.max(Math.abs(bytes), 1)) / 3), BYTE_UNITS.length - 1);
  return `${formatNumber(String(bytes / 1000 ** power))} ${BYTE_UNITS[power]}`;
}

const spaced = (word: string): string => word.replaceAll('_', ' ');

const FORMATS: Readonly<Record<string, (text: string) => string>> = {
  number: formatNumber,
  bytes: formatBytes,
  share: formatShare,
  time: formatTime,
  verdict: spaced,
  reply: replyText,
};

/** Gives a value of the log as text in the given format; all others write out what would turn it round. */
export function formatValue(format: string, text: string): string {
  return FORMATS[format]?.(text) ?? plainText(text);
}
