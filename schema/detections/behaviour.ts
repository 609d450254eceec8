import type { Detection } from '../detection';
import { beacon } from './behaviour/beacon';
import { emailBombing } from './behaviour/email-bombing';

/** What leaves the usual. */
export const BEHAVIOUR: readonly Detection[] = [beacon, emailBombing];
