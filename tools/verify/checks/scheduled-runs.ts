import { type Check, failed, findAll, note, ok } from '../check';
import type { Entry } from '../splunk';

interface Run {
  readonly entry?: readonly {
    readonly published?: string;
    readonly content?: { readonly isFailed?: boolean };
  }[];
}

const isOn = ({ content }: Entry): boolean => Boolean(content['is_scheduled']) && !content['disabled'];

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
      async ({ name }) => {
        const path = `saved/searches/${encodeURIComponent(name)}/history`;
        const args = { count: '1', sort_key: 'start', sort_dir: 'desc', search: 'isScheduled=true' };
        const last = ((await splunk.get(path, args)) as Run).entry?.[0];
        if (!last) return [];
        if (last.content?.isFailed !== true) return [ok(name, last.published ?? '')];
        return [
          failed(
            name,
            `the last run failed (${last.published ?? 'no time'})`,
            'open it under Activity → Jobs',
          ),
        ];
      },
    );
    if (found.length > 0) return found;
    return [note('runs', 'no run is remembered: schedules are off, or it was installed a moment ago')];
  },
};
