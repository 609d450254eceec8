import { variables } from '@splunk/themes';
import { TimezoneContextProvider } from '@splunk/visualization-context/TimezoneContext';
import Column from '@splunk/visualizations/Column';
import type { VizWithTrellisProps } from '@splunk/visualizations/common/hocs/withTrellis';
import { type ComponentType, useCallback, useMemo } from 'react';
import styled from 'styled-components';
import type { TimechartPanel } from '../model/panel';
import { numberOf, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { bucketRange } from '../time/bucket-range';
import { formatTime } from '../time/format-time';
import { IntervalPicker } from './interval-picker';
import { setChartTimes } from './set-chart-times';

// The charts' own grid lines outshine the columns in dark themes.
const Drawing = styled.div`
  .highcharts-yaxis-grid .highcharts-grid-line {
    stroke: ${variables.borderColorWeak};
  }
`;

/** What a chart tells of a click: the fields of the row under the pointer. */
interface ChartClick {
  readonly type: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

// The declarations of 28.6.0 leave out what a chart needs for drill-down: view mode and event handlers.
interface ChartProps extends VizWithTrellisProps {
  readonly mode: 'view';
  readonly hasEventHandlers: boolean;
  readonly onEventTrigger: (event: ChartClick) => void;
}

const Chart: ComponentType<ChartProps> = Column;

setChartTimes();

// Charts want a number; this one fills a frame of 300 pixels below its title.
const CHART_HEIGHT = 250;
const UTC = { ianaTimezone: 'UTC' };

interface TimechartProps {
  readonly panel: TimechartPanel;
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

function chartData(fields: readonly string[], rows: readonly Row[]): VizWithTrellisProps['dataSources'] {
  const columns = fields.map((field) => rows.map((row) => textOf(row, field)));
  const data = { fields: fields.map((name) => ({ name })), columns };
  return {
    primary: { requestParams: { offset: 0, count: rows.length }, data, meta: { totalCount: rows.length } },
  };
}

/** Gives what each row of a timechart holds, in words. */
function describeRows(fields: readonly string[], rows: readonly Row[]): string[] {
  const series = fields.filter((field) => !field.startsWith('_'));
  return rows.map((row) => {
    const counts = series
      .filter((field) => numberOf(row, field) > 0)
      .map((field) => `${textOf(row, field)} ${field}`);
    return `${formatTime(textOf(row, '_time'))} UTC: ${counts.join(', ') || 'nothing'}`;
  });
}

/** Gives the function that selects the events of an interval by its time. */
function useTimeSelection({ rows, onSelect }: TimechartProps) {
  return useCallback(
    (time: string) => {
      const range = bucketRange(rows, time);
      if (range !== undefined) onSelect({ filters: {}, range });
    },
    [rows, onSelect],
  );
}

const optionsOf = ({ seriesColours }: TimechartPanel) => ({
  backgroundColor: 'transparent',
  stackMode: 'stacked',
  legendDisplay: 'bottom',
  xAxisTitleText: 'Time (UTC)',
  yAxisTitleVisibility: 'hide',
  seriesColorsByField: seriesColours,
});

/** Counts over time as stacked columns in UTC; a column selects the events of its interval. */
export default function Timechart(props: TimechartProps) {
  const { panel, fields, rows } = props;
  const dataSources = useMemo(() => chartData(fields, rows), [fields, rows]);
  const options = useMemo(() => optionsOf(panel), [panel]);
  const intervals = useMemo(() => describeRows(fields, rows), [fields, rows]);
  const selectTime = useTimeSelection(props);
  const handleEvent = useCallback(
    ({ type, payload }: ChartClick) => {
      if (type === 'point.click') selectTime(String(payload?.['row._time.value'] ?? ''));
    },
    [selectTime],
  );
  return (
    <>
      <Drawing>
        <TimezoneContextProvider value={UTC}>
          <Chart
            mode="view"
            hasEventHandlers
            width="100%"
            height={CHART_HEIGHT}
            dataSources={dataSources}
            options={options}
            onEventTrigger={handleEvent}
          />
        </TimezoneContextProvider>
      </Drawing>
      <IntervalPicker
        title={panel.title}
        intervals={intervals}
        onPick={(index) => selectTime(textOf(rows[index], '_time'))}
      />
    </>
  );
}
