import type { Detection } from '../detection';
import { autoForwarding } from './leaks/auto-forwarding';
import { encryptedUpload } from './leaks/encrypted-upload';
import { exfiltration } from './leaks/exfiltration';

/** What leaves the house. */
export const LEAKS: readonly Detection[] = [exfiltration, encryptedUpload, autoForwarding];
