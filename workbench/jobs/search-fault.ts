import { Interrupted } from '../engine/engine';
import { SearchError } from '../spl/search-error';
import { CommandFailure } from './external-command';
import { isOutOfMemory } from './guarded-database';
import { LimitReached } from './memory-guard';

/** Says that what the caller asked for cannot be. */
export class UserFault extends Error {}

/** Says why a search has no preview. */
export class NoPreview extends Error {
  override readonly name = 'NoPreview';
}

const WORDED = [SearchError, CommandFailure, UserFault, NoPreview];

/** What a caller can be told of a fault: never the database's own words, which are about SQL that no one wrote. */
export function worded(error: unknown, signal: AbortSignal | undefined): Error {
  if (signal?.aborted) return signal.reason instanceof LimitReached ? signal.reason : new Interrupted();
  if (WORDED.some((known) => error instanceof known)) return error as Error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const sentence =
    isOutOfMemory(cause) || /^Out of Range Error: Cannot resize vector/.test(cause.message)
      ? 'search needs more memory than there is'
      : 'search could not be carried out by the workbench';
  return new Error(sentence, { cause });
}
