import { isoSecond, SECOND, zoneText } from '../calendar';
import type { LogFormat } from './sink';

/** Lines as rsyslog writes them with its high-precision time (RFC 3339), in one time zone. */
export function syslogFormat(zone: number): LogFormat {
  const ending = zoneText(zone, ':');
  let cached = { second: -1, text: '' };
  const prefix = (time: number): string => {
    const second = Math.floor(time / SECOND);
    if (cached.second !== second) cached = { second, text: isoSecond(time, zone) };
    return `${cached.text}.${String(time - second * SECOND).padStart(6, '0')}${ending} `;
  };
  return { head: () => '', prefix, foot: () => '' };
}
