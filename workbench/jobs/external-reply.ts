import type { Metadata } from '../../protocol/frame';
import { ChildFault } from './child-process';
import type { SearchMessage } from './search-result';

const TYPES = ['streaming', 'stateful', 'events', 'reporting'] as const;
const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

/** How a command wants to be given rows: its answer to getinfo. */
export interface ExternalSettings {
  readonly type: (typeof TYPES)[number];
  /** Absent when it wants all fields. */
  readonly required?: readonly string[];
}

/** The settings in an answer to getinfo. Throws ChildFault with what is not taken. */
export function readSettings(reply: Metadata): ExternalSettings {
  const {
    type = 'streaming',
    generating = false,
    required_fields: required,
    streaming_preop: preop = '',
  } = reply;
  const known = TYPES.find((one) => one === type);
  if (!known) throw new ChildFault(`Invalid custom search command type: ${String(type)}`);
  if (generating === true) throw new ChildFault('commands that generate events are not supported');
  if (preop !== '') throw new ChildFault('commands with a streaming_preop are not supported');
  if (required === undefined) return { type: known };
  const names = Array.isArray(required) ? required.map(String) : [];
  return names.includes('*') ? { type: known } : { type: known, required: [...new Set(names)] };
}

/** The messages in a reply that splunkd shows; what it would not take goes to the log. */
export function readInspector(reply: Metadata, log: (line: string) => void): SearchMessage[] {
  const inspector = reply['inspector'];
  const messages =
    typeof inspector === 'object' && inspector !== null
      ? (inspector as Record<string, unknown>)['messages']
      : [];
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((message: unknown): SearchMessage[] => {
    const [level, text] = Array.isArray(message) ? message : [];
    const known = LEVELS.find((one) => one === level);
    if (!known || typeof text !== 'string') {
      log('Error adding inspector message: invalid level or message already exists');
      return [];
    }
    if (known === 'DEBUG') log(text);
    return known === 'DEBUG' ? [] : [{ type: known, text }];
  });
}

/** The text of the error that a reply ends the search with, undefined when it does not. */
export function errorOf(reply: Metadata): string | undefined {
  const { error } = reply;
  return error === undefined || error === null ? undefined : String(error);
}
