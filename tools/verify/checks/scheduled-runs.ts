import { isTrue } from '../../../workbench/conf/commands';
import { type Check, type Finding, failed, findAll, note, ok } from '../check';
import { jobFault } from '../search';
import type { Entry, Splunk } from '../splunk';
import { SplunkError } from '../splunk-error';

interface History {
  readonly entry?: readonly { readonly name: string; readonly published?: string }[];
}

const LAST = { count: '1', sort_key: 'start', sort_dir: 'desc', search: 'isScheduled=true' };

const isOn = ({ content }: Entry): boolean =>
  isTrue(String(content['is_scheduled'])) && !isTrue(String(content['disabled']));

/** What became of the last run, as long as the server remembers its job. */
async function findingsOf(splunk: Splunk, name: string): Promise<Finding[]> {
  const history = await splunk.get(`saved/searches/${encodeURIComponent(name)}/history`, LAST);
  const last = (history as History).entry?.[0];
  if (!last) return [];
  const when = last.published ?? 'at an unknown time';
  try {
    const fault = await jobFault(splunk, last.name);
    if (fault === undefined) return [ok(name, when)];
    return [failed(name, `the last run failed (${when}): ${fault}`, 'open it under Activity → Jobs')];
  } catch (error) {
    if (error instanceof SplunkError && error.status === 404) return [];
    throw error;
  }
}

/** Whether the last run of every scheduled search of the app went well. */
export const SCHEDULED_RUNS: Check = {
  name: 'scheduled-runs',
  title: 'Scheduled runs',
  async run({ splunk, shipped }) {
    const own = shipped.conf('savedsearches');
    const all = await splunk.listInApp('saved/searches');
    const found = await findAll(
      all.filter((entry) => own.has(entry.name) && isOn(entry)),
      ({ name }) => name,
      ({ name }) => findingsOf(splunk, name),
    );
    if (found.length > 0) return found;
    return [note('runs', 'no run is remembered: schedules are off, or it was installed a moment ago')];
  },
};
