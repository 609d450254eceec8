/** A reason of a finding: what was noticed, in words, and how it shows. */
export interface Reason {
  /** Empty when the reason names no code. */
  readonly noticed: string;
  readonly told: string;
}

/** Gives a reason `[entity ]code: words` in its parts, the code as words. */
export function reasonWords(reason: string): Reason {
  const match = /^(?:(\S{1,80}) )?([a-z][a-z0-9_]{1,60}): (.*)$/su.exec(reason);
  if (match === null) return { noticed: '', told: reason };
  const [, about, code = '', told = ''] = match;
  const noticed = code.replaceAll('_', ' ');
  return { noticed: about === undefined ? noticed : `${about} ${noticed}`, told };
}
