import { buildNumber } from '@splunk/splunk-utils/config';
import { createURL } from '@splunk/splunk-utils/url';
import { APP_ID } from '../shell/app-id';
import type { TimeRange } from './search-board';

/** Whether there is Splunk's own search page: the workbench, which gives this word for Splunk's build number, has none. */
export const SEARCH_PAGE = buildNumber !== 'workbench';

/** Gives the address of Splunk's search page with a search and its time range. */
export function searchPageUrl(spl: string, { earliest, latest }: TimeRange): string {
  return createURL(`app/${APP_ID}/search`, { q: spl, earliest, latest: latest || 'now' });
}
