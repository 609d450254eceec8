import ScreenReaderContent from '@splunk/react-ui/ScreenReaderContent';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { ScoresPanel } from '../model/panel';
import { numberOf, type Row } from '../search/rows';
import { formatCompact, formatNumber } from './format-value';
import { verdictColour } from './verdict-colours';

const MOST = 100;

const Drawing = styled.div`
  display: flex;
  flex-direction: column;
  height: 100%;
`;

const Plot = styled.div`
  flex: 1 1 0;
  position: relative;
  min-height: 0;
  margin-top: 38px;
  border-bottom: 1px solid ${variables.borderColor};
`;

const Bars = styled.ol`
  display: flex;
  height: 100%;
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Band = styled.li`
  display: flex;
  flex: 1 1 0;
  flex-direction: column;
  min-width: 0;
  justify-content: flex-end;
  align-items: center;
`;

const Count = styled.span`
  color: ${variables.contentColorActive};
  font-size: ${variables.fontSizeSmall};
  font-variant-numeric: tabular-nums;
  line-height: 16px;
`;

const Bar = styled.span<{ readonly $verdict: string }>`
  width: calc(100% - 4px);
  min-height: 2px;
  background: ${({ $verdict }) => verdictColour($verdict)};
  border-radius: 2px 2px 0 0;
`;

const Threshold = styled.span`
  position: absolute;
  bottom: 0;
  padding-left: 4px;
  border-left: 1px dashed ${variables.contentColorActive};
  color: ${variables.contentColorActive};
  font-size: ${variables.fontSizeSmall};
  line-height: 16px;
  white-space: nowrap;
  pointer-events: none;
`;

const Axis = styled.div`
  flex: none;
  position: relative;
  height: 36px;
  color: ${variables.contentColorDefault};
  font-size: ${variables.fontSizeSmall};
  line-height: 18px;
  text-align: center;
  span {
    position: absolute;
    transform: translateX(-50%);
  }
  span:first-child {
    transform: none;
  }
  span:nth-last-child(2) {
    transform: translateX(-100%);
  }
  div {
    padding-top: 18px;
  }
`;

interface ScoresProps {
  readonly panel: ScoresPanel;
  readonly rows: readonly Row[];
}

function verdictOf(thresholds: ScoresPanel['thresholds'], score: number): string {
  return Object.entries(thresholds).findLast(([, least]) => score >= least)?.[0] ?? 'clean';
}

/** Bars by bands of scores, as high as the logarithm of their numbers, and where each verdict begins. */
export function Scores({ panel, rows }: ScoresProps) {
  const { band, width, value, unit, thresholds } = panel;
  const counts = new Map(rows.map((row) => [numberOf(row, band), numberOf(row, value)]));
  const highest = Math.log2(1 + Math.max(...counts.values()));
  const lines = Object.entries(thresholds);
  const starts = Array.from({ length: MOST / width }, (_, at) => at * width);
  return (
    <Drawing>
      <Plot>
        <Bars aria-label={`${panel.title}: ${unit} by score`}>
          {starts.map((start) => {
            const count = counts.get(start) ?? 0;
            const end = start + width === MOST ? MOST : start + width - 1;
            const words = `score ${start} to ${end}: ${formatNumber(String(count))} ${unit}`;
            if (count === 0) return <Band key={start} aria-hidden />;
            return (
              <Band key={start} title={words}>
                <Count aria-hidden>{formatCompact(count)}</Count>
                <Bar
                  $verdict={verdictOf(thresholds, start)}
                  style={{ height: `${(80 * Math.log2(1 + count)) / highest}%` }}
                />
                <ScreenReaderContent>{words}</ScreenReaderContent>
              </Band>
            );
          })}
        </Bars>
        {lines.map(([verdict, least], at) => (
          <Threshold
            key={verdict}
            style={{ left: `${(100 * least) / MOST}%`, top: -18 * (lines.length - at) }}
          >
            {verdict} from {least}
          </Threshold>
        ))}
      </Plot>
      <Axis aria-hidden>
        {[0, 25, 50, 75, MOST].map((score) => (
          <span key={score} style={{ left: `${(100 * score) / MOST}%` }}>
            {score}
          </span>
        ))}
        <div>score</div>
      </Axis>
    </Drawing>
  );
}
