import { isTrue } from '../../../workbench/conf/commands';
import type { Stanza } from '../../../workbench/conf/parse';
import { type Check, type Finding, failed, findAll, note, ok } from '../check';
import { parseSearch } from '../search';
import type { Entry, Splunk } from '../splunk';

function settingOf({ settings }: Stanza, key: string): string {
  return settings.get(key)?.value ?? '';
}

/** How a schedule differs from the one that the app comes with, in words. */
function scheduleChanges(stanza: Stanza, { content }: Entry): string[] {
  const wasOn = isTrue(settingOf(stanza, 'enableSched')) && !isTrue(settingOf(stanza, 'disabled'));
  const isOn = isTrue(String(content['is_scheduled'])) && !isTrue(String(content['disabled']));
  const cron = settingOf(stanza, 'cron_schedule');
  const range = ['earliest_time', 'latest_time'].map((name) => `dispatch.${name}`);
  const others = [...(cron === '' ? [] : ['cron_schedule']), ...range].flatMap((key) => {
    const [shipped, found] = [settingOf(stanza, key), String(content[key] ?? '')];
    return shipped === found ? [] : [`${key} is ${found || 'empty'}, ${shipped || 'empty'} as it comes`];
  });
  return [
    ...(wasOn === isOn ? [] : [`it is ${isOn ? 'on' : 'off'}, ${wasOn ? 'on' : 'off'} as it comes`]),
    ...others,
  ];
}

async function findingsOf(splunk: Splunk, stanza: Stanza, entry: Entry | undefined): Promise<Finding[]> {
  const { name } = stanza;
  if (!entry) return [failed(name, 'there is no such saved search', 'see whether the account may read it')];
  await parseSearch(splunk, String(entry.content['search']));
  const changes = scheduleChanges(stanza, entry);
  return [changes.length === 0 ? ok(name) : note(name, `parses; ${changes.join('; ')}`)];
}

/** Whether every saved search is there, can be read by splunkd and has the schedule that it came with. */
export const SAVED_SEARCHES: Check = {
  name: 'saved-searches',
  title: 'Saved searches',
  async run({ splunk, shipped }) {
    const entries = new Map((await splunk.listInApp('saved/searches')).map((entry) => [entry.name, entry]));
    return findAll(
      [...shipped.conf('savedsearches').values()],
      ({ name }) => name,
      (stanza) => findingsOf(splunk, stanza, entries.get(stanza.name)),
      'the search was changed, or this Splunk reads it otherwise: compare it with default/savedsearches.conf',
    );
  },
};
