import type { Detection } from '../detection';
import { beacon } from './behaviour/beacon';
import { emailBombing } from './behaviour/email-bombing';
import { recipientSpike, volumeSpike } from './behaviour/spikes';

/** What leaves the usual. */
export const BEHAVIOUR: readonly Detection[] = [volumeSpike, recipientSpike, beacon, emailBombing];
