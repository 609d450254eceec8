import { variables } from '@splunk/themes';
import { useCallback, useMemo, useState } from 'react';
import styled from 'styled-components';
import type { BandPanel } from '../model/panel';
import { type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { bucketRange } from '../time/bucket-range';
import { formatTime } from '../time/format-time';
import { BandDrawing } from './band-drawing';
import { BandLegend } from './band-legend';
import { type BandPoint, bandPoints } from './band-shapes';
import { formatNumber } from './format-value';
import { IntervalPicker } from './interval-picker';
import { filtersOf } from './row-filters';
import { useSize } from './use-size';

const Body = styled.div`
  display: flex;
  flex-direction: column;
  height: 100%;
  overflow: hidden;
`;

const Space = styled.div`
  flex: 1 1 0;
  min-height: 0;
`;

const Line = styled.div`
  display: flex;
  flex: none;
  gap: 16px;
  height: 20px;
  overflow: hidden;
  font-size: ${variables.fontSizeSmall};
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
  b {
    overflow: hidden;
    color: ${variables.contentColorActive};
    font-weight: ${variables.fontWeightSemiBold};
    text-overflow: ellipsis;
  }
  span:last-child {
    margin-left: auto;
  }
`;

const rounded = (value: number): string => formatNumber(String(value));

/** Gives a bucket in words. */
function describe({ time, value, expected, low, high, isSpike }: BandPoint, unit: string): string {
  const held = `${formatTime(String(time)).slice(0, 16)} UTC: ${rounded(value)} ${unit}`;
  if (Number.isNaN(high)) return `${held}, not judged`;
  const band = `usual ${rounded(expected)}, expected ${rounded(low)} to ${rounded(high)}`;
  return `${held}, ${band}${isSpike ? ', a spike' : ''}`;
}

/** Gives what a series holds in all, in words. */
function describeAll(points: readonly BandPoint[], unit: string): string {
  const spikes = points.filter(({ isSpike }) => isSpike).length;
  const sum = points.reduce((total, { value }) => total + value, 0);
  return `${rounded(sum)} ${unit}, ${spikes} ${spikes === 1 ? 'spike' : 'spikes'}`;
}

function spanOf([first, second]: readonly BandPoint[]): number {
  return first && second ? second.time - first.time : 3600;
}

interface BandProps {
  readonly panel: BandPanel;
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

/** A series over time with the band in which it was expected; a bucket selects its events. */
export function Band({ panel, rows, onSelect }: BandProps) {
  const points = useMemo(() => bandPoints(rows), [rows]);
  const unit = textOf(rows[0], panel.unit);
  const intervals = useMemo(() => points.map((point) => describe(point, unit)), [points, unit]);
  const [place, { width, height }] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<number>();
  const pick = useCallback(
    (index: number) => {
      const row = rows[index];
      const range = bucketRange(rows, textOf(row, '_time'));
      if (row && range) onSelect({ filters: filtersOf(row, panel.drilldown), range });
    },
    [rows, panel, onSelect],
  );
  const subject = textOf(rows[0], panel.subject);
  const told = describeAll(points, unit);
  return (
    <Body>
      <Line>
        <b title={subject}>{subject}</b>
        <span>{told}</span>
      </Line>
      <Space ref={place}>
        {width > 0 && height > 0 && (
          <BandDrawing
            points={points}
            span={spanOf(points)}
            width={width}
            height={height}
            label={`${subject}: ${points.length} buckets, ${told}`}
            pointed={pointed}
            onPoint={setPointed}
            onPick={pick}
          />
        )}
      </Space>
      <Line>
        <BandLegend unit={unit} isBanded={points.some(({ high }) => !Number.isNaN(high))} />
        <span>{pointed === undefined ? 'Time in UTC' : intervals[pointed]}</span>
      </Line>
      <IntervalPicker title={panel.title} intervals={intervals} onPick={pick} />
    </Body>
  );
}
