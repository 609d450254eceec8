import { parseAddress } from './networks';
import type { OwnOrganisation } from './own-organisation';

/** Where a message came from: absent evidence where the text is no address. */
export interface SourceFacts {
  readonly isOutside: boolean;
  /** The 16 bytes of the address. */
  readonly bytes: Uint8Array | undefined;
}

/** What the address of a client tells. */
export function sourceFacts(text: string, own: OwnOrganisation): SourceFacts {
  return { isOutside: own.isOutside(text), bytes: parseAddress(text) };
}
