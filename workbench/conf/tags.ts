import type { AppConf } from './app';
import type { Stanza } from './parse';
import { placeOf } from './stanza-reader';

/** What one value of one field is tagged with (a stanza of tags.conf). */
export interface TaggedValue {
  readonly field: string;
  readonly value: string;
  /** The tags that are enabled. */
  readonly tags: readonly string[];
}

/** The value is URL-encoded; text that is no such code stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readStanza(stanza: Stanza, faults: string[]): TaggedValue | undefined {
  const equals = stanza.name.indexOf('=');
  if (equals < 1) {
    faults.push(`${placeOf(stanza)}: expected [field=value]`);
    return undefined;
  }
  const tags: string[] = [];
  for (const [tag, { value }] of stanza.settings) {
    if (/^enabled$/i.test(value)) tags.push(tag);
    else if (!/^disabled$/i.test(value))
      faults.push(`${placeOf(stanza, tag)}: found "${value}", expected enabled or disabled`);
  }
  const field = stanza.name.slice(0, equals).trim();
  return { field, value: decoded(stanza.name.slice(equals + 1).trim()), tags };
}

/** The values that the app tags, and what is wrong in tags.conf, one message a fault. */
export function readTags(app: AppConf): { tagged: readonly TaggedValue[]; faults: readonly string[] } {
  const faults: string[] = [];
  const tagged = [...app.conf('tags').values()].flatMap((stanza) => readStanza(stanza, faults) ?? []);
  return { tagged, faults };
}
