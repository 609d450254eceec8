import ScreenReaderContent from '@splunk/react-ui/ScreenReaderContent';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { SinglePanel } from '../model/panel';
import { namedRows, numberOf, type Row } from '../search/rows';
import { useSearchState } from '../search/use-search-board';
import type { Trend } from '../shell/trend-context';
import { describeRange } from '../time/presets';
import { type Change, describeChange } from './describe-trend';
import { formatValue } from './format-value';

const Line = styled.div`
  overflow: hidden;
  min-height: 1.3em;
  color: ${variables.contentColorDefault};
  font-size: ${variables.fontSizeSmall};
  line-height: 1.3;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

const SPOKEN: Readonly<Record<Change['sign'], string>> = { '▲': 'up ', '▼': 'down ', '=': '' };

interface TrendLineProps {
  readonly panel: SinglePanel;
  readonly row: Row | undefined;
  readonly trend: Trend;
}

/** How the number of a panel differs from that of the time before, or why that cannot be told. */
export function TrendLine({ panel, row, trend: { board, before } }: TrendLineProps) {
  const state = useSearchState(board, panel.search);
  if (before?.range === undefined) return <Line data-test="trend">{before?.reason}</Line>;
  if (state.status === 'failed') return <Line title={state.message}>Time before not known</Line>;
  if (state.status !== 'done') return <Line />;
  const [then] = namedRows(state.rows);
  const [now, past] = [numberOf(row, panel.value), numberOf(then, panel.value)];
  if (Number.isNaN(now) || Number.isNaN(past)) return <Line data-test="trend">None to compare with</Line>;
  const { sign, amount } = describeChange(now, past, panel.format);
  const told = `${formatValue(panel.format, String(past))} in the time before, ${describeRange(before.range)} UTC`;
  return (
    <Line data-test="trend" title={told}>
      <span aria-hidden>{sign}</span>
      <ScreenReaderContent>{SPOKEN[sign]}</ScreenReaderContent> {amount} {before.length} before
    </Line>
  );
}
