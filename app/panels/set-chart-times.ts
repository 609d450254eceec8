// The package needs the stub of Splunk's i18n that the charts bring: it can be imported behind one of them only.
import charting from '@splunk/charting-bundle';
import { CHART_TIMES, SERIALIZED_UTC } from './chart-times';

const { setTimezone, useSplunkI18nLibrary: writeTimesWith } = charting;

/** Makes all charts of the page begin days and write times as UTC; axes look here for it, whatever zone a chart has of its own. */
export function setChartTimes(): void {
  setTimezone(SERIALIZED_UTC);
  writeTimesWith(CHART_TIMES);
}
