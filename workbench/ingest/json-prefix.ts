/** Splunk's automatic JSON extraction reads this many bytes of an event (limits.conf, [spath] extraction_cutoff). */
const CUTOFF_BYTES = 5000;

interface Cut {
  readonly end: number;
  readonly closers: string;
}

/** The last place, before the text ends, after which only closing brackets are missing. */
function lastCut(text: string): Cut | undefined {
  let cut: Cut | undefined;
  let closers = '';
  const token = /"(?:[^"\\]|\\.)*"|["{}[\],]/gs;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const found = match[0];
    // A text that is cut off: a comma behind its quote is one of its own.
    if (found === '"') break;
    if (found === '{') closers = `}${closers}`;
    else if (found === '[') closers = `]${closers}`;
    else if (found === '}' || found === ']') closers = closers.slice(1);
    if (found === ',') cut = { end: match.index, closers };
  }
  return cut;
}

/** The JSON of an event as far as Splunk's automatic extraction sees it, when that is not all of it. */
export function jsonPrefix(text: string): string | undefined {
  if (text.length * 3 <= CUTOFF_BYTES || Buffer.byteLength(text) <= CUTOFF_BYTES) return undefined;
  const seen = Buffer.from(text).subarray(0, CUTOFF_BYTES).toString('utf8');
  const cut = lastCut(seen);
  return cut ? seen.slice(0, cut.end) + cut.closers : '{}';
}
