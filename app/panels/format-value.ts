import { formatTime } from '../time/format-time';
import { REPLY_CODES } from './reply-codes';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const fraction = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** Gives a number as people read it, `1,234.5`; other text as it is. */
export function formatNumber(text: string): string {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) return text;
  return (Math.abs(value) < 100 ? fraction : whole).format(value);
}

/** Gives a percentage so that neither a few exceptions nor a few cases vanish in rounding: never 0 % or 100 % for what is not. */
export function formatShare(text: string): string {
  const value = Number(text);
  if (value > 99.9 && value < 100) return '>99.9 %';
  if (value > 0 && value < 0.1) return '<0.1 %';
  return `${formatNumber(text)} %`;
}

const spaced = (word: string): string => word.replaceAll('_', ' ');

const FORMATS: Readonly<Record<string, (text: string) => string>> = {
  number: formatNumber,
  share: formatShare,
  time: formatTime,
  verdict: spaced,
  reply: (code) => (Object.hasOwn(REPLY_CODES, code) ? `${code} ${REPLY_CODES[code]}` : code),
};

/** Gives a value of the log as text in the given format; unknown formats leave it as it is. */
export function formatValue(format: string, text: string): string {
  return FORMATS[format]?.(text) ?? text;
}
