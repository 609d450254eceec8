import { variables } from '@splunk/themes';
import { useCallback, useMemo, useState } from 'react';
import styled from 'styled-components';
import type { BandPanel } from '../model/panel';
import { type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { bucketRange } from '../time/bucket-range';
import { formatTime } from '../time/format-time';
import { BandDrawing } from './band-drawing';
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

const Sign = styled.i<{ readonly $colour: string }>`
  display: inline-block;
  width: 12px;
  height: 10px;
  margin-right: 6px;
  background: ${({ $colour }) => $colour};
`;

const Dashes = styled.i`
  display: inline-block;
  width: 16px;
  margin: 0 6px 3px 0;
  border-top: 1px dashed ${variables.contentColorActive};
`;

const NO_BAND =
  'No band: too short a history. A bucket is judged once six earlier ones of the same series are known.';

const rounded = (value: number): string => formatNumber(String(value));

/** Gives a bucket in words. */
function describe({ time, value, expected, low, high, isSpike }: BandPoint, unit: string): string {
  const held = `${formatTime(String(time)).slice(0, 16)} UTC: ${rounded(value)} ${unit}`;
  if (Number.isNaN(high)) return `${held}, not judged`;
  const band = `usual ${rounded(expected)}, expected ${rounded(low)} to ${rounded(high)}`;
  return `${held}, ${band}${isSpike ? ', a spike' : ''}`;
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
  const [first, second] = points;
  const span = first && second ? second.time - first.time : 3600;
  const spikes = points.filter(({ isSpike }) => isSpike).length;
  const subject = textOf(rows[0], panel.subject);
  const isBanded = points.some(({ high }) => !Number.isNaN(high));
  return (
    <Body>
      <Line>
        <b title={subject}>{subject}</b>
        <span>
          {rounded(points.reduce((sum, { value }) => sum + value, 0))} {unit}, {spikes}{' '}
          {spikes === 1 ? 'spike' : 'spikes'}
        </span>
      </Line>
      <Space ref={place}>
        {width > 0 && height > 0 && (
          <BandDrawing
            points={points}
            span={span}
            width={width}
            height={height}
            label={`${subject}: ${points.length} buckets, ${spikes} of them spikes`}
            pointed={pointed}
            onPoint={setPointed}
            onPick={pick}
          />
        )}
      </Space>
      <Line>
        {isBanded ? (
          <>
            <span>
              <Sign aria-hidden $colour="#5b9bd5" />
              {unit}
            </span>
            <span>
              <Sign aria-hidden $colour="rgba(128, 128, 128, 0.4)" />
              expected band
            </span>
            <span>
              <Dashes aria-hidden />
              usual
            </span>
            <span>▼ spike</span>
          </>
        ) : (
          <span>{NO_BAND}</span>
        )}
        <span>{pointed === undefined ? 'Time in UTC' : intervals[pointed]}</span>
      </Line>
      <IntervalPicker title={panel.title} intervals={intervals} onPick={pick} />
    </Body>
  );
}
