import { username } from '@splunk/splunk-utils/config';

/** Name of whoever looks at the page. */
export const USER = String(username ?? '');
