import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { Panel } from '../dashboards/dashboard';
import { numberOf, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { formatNumber, formatValue } from './format-value';
import { Verdict } from './verdict';
import { verdictColour } from './verdict-colours';

const List = styled.ol`
  margin: 4px 0 0;
  padding: 0;
  list-style: none;
`;

const Entry = styled.button`
  display: grid;
  grid-template: auto 5px / minmax(0, 1fr) auto;
  gap: 1px 12px;
  width: 100%;
  padding: 2px 4px 3px;
  background: none;
  border: 0;
  border-radius: 3px;
  color: inherit;
  font: inherit;
  text-align: left;
  cursor: pointer;
  &:hover {
    background: ${variables.interactiveColorOverlayHover};
  }
  &:focus-visible {
    outline: 2px solid ${variables.focusColor};
    outline-offset: -2px;
  }
`;

const Label = styled.span`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

const Count = styled.span`
  font-variant-numeric: tabular-nums;
`;

const Track = styled.span`
  grid-column: 1 / -1;
  height: 4px;
  background: ${variables.interactiveColorBackgroundDisabled};
  border-radius: 2px;
`;

const Bar = styled.span<{ readonly $verdict: string | undefined }>`
  display: block;
  height: 100%;
  background: ${({ $verdict }) => ($verdict === undefined ? variables.interactiveColorPrimary : verdictColour($verdict))};
  border-radius: 2px;
`;

interface RankingProps {
  readonly panel: Extract<Panel, { kind: 'ranking' }>;
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

/** Values with their counts as bars, largest first; each is a button for the events behind it. */
export function Ranking({ panel, rows, onSelect }: RankingProps) {
  const most = Math.max(...rows.map((row) => numberOf(row, panel.value)));
  const isVerdict = panel.format === 'verdict';
  return (
    <List>
      {rows.map((row) => {
        const value = textOf(row, panel.label);
        const count = numberOf(row, panel.value);
        const label = formatValue(panel.format, value);
        return (
          <li key={value}>
            <Entry
              type="button"
              title={`${label}: show its events`}
              onClick={() => onSelect({ filters: { [panel.label]: value } })}
            >
              <Label>{isVerdict ? <Verdict verdict={value} /> : label}</Label>
              <Count aria-label={`${count} ${panel.unit}`}>{formatNumber(String(count))}</Count>
              <Track aria-hidden>
                <Bar style={{ width: `${(100 * count) / most}%` }} $verdict={isVerdict ? value : undefined} />
              </Track>
            </Entry>
          </li>
        );
      })}
    </List>
  );
}
