import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { THRESHOLDS, thresholdFault } from '../../../app/setup/thresholds';
import { parseConf } from '../../../workbench/conf/parse';

const DEFAULT = join(__dirname, '..', '..', '..', 'default');
const textOf = (file: string): string => readFileSync(join(DEFAULT, file), 'utf8');

test.each(THRESHOLDS.map((threshold) => [threshold.macro, threshold] as const))(
  '%s is as the app comes, within its bounds, and used by a scheduled search',
  (macro, threshold) => {
    const definition = parseConf(textOf('macros.conf'), 'macros.conf').get(macro)?.settings.get('definition');
    expect(definition?.value).toBe(threshold.shipped);
    expect(thresholdFault(threshold, threshold.shipped)).toBeUndefined();
    expect(textOf('savedsearches.conf')).toContain(`\`${macro}\``);
  },
);

test('what no search could be run with is refused', () => {
  for (const threshold of THRESHOLDS)
    for (const value of ['', '-1', '1e9', '10 | delete', '`x`', '"-90d', '0'])
      expect({ value, fault: thresholdFault(threshold, value) }).toEqual({
        value,
        fault: expect.stringMatching(/^expected /),
      });
});
