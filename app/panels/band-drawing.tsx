import { variables } from '@splunk/themes';
import type { PointerEvent } from 'react';
import styled from 'styled-components';
import { numberTicks, timeTicks } from './axis-ticks';
import { type BandPoint, type BandScale, bandPath, columnsPath, expectedPath } from './band-shapes';
import { formatCompact } from './format-value';

const LEFT = 46;
const RIGHT = 8;
const TOP = 14;
const BOTTOM = 20;
const LABEL_WIDTH = 90;
const MARK = 5;

const Picture = styled.svg`
  display: block;
  cursor: pointer;
  text {
    fill: ${variables.contentColorDefault};
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }
  .grid {
    stroke: ${variables.borderColorWeak};
  }
  .pointed {
    fill: ${variables.interactiveColorOverlayHover};
  }
  .band {
    fill: ${variables.contentColorDefault};
    fill-opacity: 0.22;
  }
  .columns {
    fill: #5b9bd5;
  }
  .spikes {
    fill: ${variables.statusColorCritical};
  }
  .expected {
    fill: none;
    stroke: ${variables.contentColorActive};
    stroke-dasharray: 4 3;
  }
`;

interface BandDrawingProps {
  readonly points: readonly BandPoint[];
  readonly span: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Number of the bucket under the pointer. */
  readonly pointed: number | undefined;
  readonly onPoint: (index: number | undefined) => void;
  readonly onPick: (index: number) => void;
}

function mark({ time, value }: BandPoint, span: number, { x, y }: BandScale): string {
  const [middle, top] = [(x(time) + x(time + span)) / 2, y(value) - 2];
  return `M${middle} ${top}l${-MARK} ${-MARK * 1.6}h${2 * MARK}Z`;
}

interface GridProps {
  readonly ticks: readonly number[];
  readonly times: readonly { readonly time: number; readonly label: string }[];
  readonly scale: BandScale;
  readonly width: number;
}

function Grid({ ticks, times, scale: { x, y }, width }: GridProps) {
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
            {formatCompact(tick)}
          </text>
        </g>
      ))}
      {times.map(({ time, label }) => (
        <g key={time}>
          <line className="grid" x1={x(time)} x2={x(time)} y1={y(0)} y2={y(0) + 4} />
          <text x={x(time)} y={y(0) + 16} textAnchor={x(time) > width - LABEL_WIDTH / 2 ? 'end' : 'middle'}>
            {label}
          </text>
        </g>
      ))}
    </>
  );
}

type Reach = readonly [start: number, end: number];

function reachOf(points: readonly BandPoint[], span: number): Reach {
  return [points[0]?.time ?? 0, (points.at(-1)?.time ?? 0) + span];
}

function scaleTo([start, end]: Reach, largest: number, width: number, height: number): BandScale {
  return {
    x: (time) => LEFT + ((time - start) / (end - start)) * (width - LEFT - RIGHT),
    y: (value) => height - BOTTOM - (value / largest) * (height - BOTTOM - TOP),
  };
}

/** The picture of a series: columns, the band in which they were expected behind them, spikes in another colour with a mark above. */
export function BandDrawing({ points, span, width, height, ...rest }: BandDrawingProps) {
  const { label, pointed, onPoint, onPick } = rest;
  const [start, end] = reachOf(points, span);
  const ticks = numberTicks(Math.max(1, ...points.flatMap(({ value, high }) => [value, high || 0])));
  const scale = scaleTo([start, end], ticks.at(-1) ?? 1, width, height);
  const spikes = points.filter(({ isSpike }) => isSpike);
  const at = pointed === undefined ? undefined : points[pointed];
  const indexOf = (event: PointerEvent<SVGSVGElement>): number | undefined => {
    const across = event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT;
    const index = Math.floor((across / (width - LEFT - RIGHT)) * points.length);
    return points[index] === undefined ? undefined : index;
  };
  return (
    <Picture
      width={width}
      height={height}
      role="img"
      aria-label={label}
      onPointerMove={(event) => onPoint(indexOf(event))}
      onPointerLeave={() => onPoint(undefined)}
      onClick={() => pointed !== undefined && onPick(pointed)}
    >
      {at && (
        <rect
          className="pointed"
          x={scale.x(at.time)}
          width={Math.max(1, scale.x(at.time + span) - scale.x(at.time))}
          y={TOP}
          height={height - TOP - BOTTOM}
        />
      )}
      <Grid
        ticks={ticks}
        times={timeTicks(start, end, (width - LEFT - RIGHT) / LABEL_WIDTH)}
        scale={scale}
        width={width}
      />
      <path className="band" d={bandPath(points, span, scale)} />
      <path className="columns" d={columnsPath(points, span, scale)} />
      <path className="spikes" d={columnsPath(spikes, span, scale)} />
      <path className="spikes" d={spikes.map((spike) => mark(spike, span, scale)).join('')} />
      <path className="expected" d={expectedPath(points, span, scale)} />
    </Picture>
  );
}
