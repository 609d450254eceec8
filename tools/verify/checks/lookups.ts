import { type Check, failed, findAll, ok } from '../check';
import { rowsOf } from '../search';

/** Whether every lookup can be read, and every reference list has rows. */
export const LOOKUPS: Check = {
  name: 'lookups',
  title: 'Lookups',
  run: ({ splunk, shipped }) =>
    findAll(
      [...shipped.conf('transforms').values()].filter(
        ({ settings }) => settings.has('filename') || settings.has('external_type'),
      ),
      ({ name }) => name,
      async ({ name, settings }) => {
        const [row] = await rowsOf(splunk, `| inputlookup strict=true ${name} | stats count`);
        const count = Number(row?.['count'] ?? 0);
        if (count > 0 || !settings.has('filename'))
          return [ok(name, `${count.toLocaleString('en-US')} rows`)];
        return [
          failed(
            name,
            'the reference list is empty',
            'install the app again: its folder lookups is not whole',
          ),
        ];
      },
      'see that the app is whole, and that the account may read its lookups',
    ),
};
