import ScreenReaderContent from '@splunk/react-ui/ScreenReaderContent';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { RankingPanel } from '../model/panel';
import { numberOf, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { formatNumber, formatValue } from './format-value';
import { Verdict } from './verdict';
import { verdictColour } from './verdict-colours';

// Clear of the colours that verdicts have, and to be seen on white as on black.
const ACCENT = '#5b9bd5';

const List = styled.ol`
  margin: 4px 0 0;
  padding: 0;
  list-style: none;
`;

const Entry = styled.button`
  display: flex;
  position: relative;
  gap: 12px;
  width: 100%;
  height: 25px;
  margin-bottom: 2px;
  padding: 0 8px;
  align-items: center;
  overflow: hidden;
  background: none;
  border: 0;
  border-radius: 3px;
  color: ${variables.contentColorActive};
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

const Bar = styled.span<{ readonly $verdict: string | undefined }>`
  position: absolute;
  inset: 0 auto 0 0;
  min-width: 2px;
  background: ${({ $verdict }) => ($verdict === undefined ? ACCENT : verdictColour($verdict))};
  border-radius: 3px;
  opacity: 0.35;
`;

const Label = styled.span`
  flex: 1 1 auto;
  position: relative;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

const Count = styled.span`
  position: relative;
  font-variant-numeric: tabular-nums;
`;

interface RankingProps {
  readonly panel: RankingPanel;
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
        const label = (panel.words && textOf(row, panel.words)) || formatValue(panel.format, value);
        return (
          <li key={value}>
            <Entry
              type="button"
              title={`${label}: show its events`}
              onClick={() => onSelect({ filters: { [panel.label]: value } })}
            >
              <Bar
                aria-hidden
                style={{ width: `${(100 * count) / most}%` }}
                $verdict={isVerdict ? value : undefined}
              />
              <Label>{isVerdict ? <Verdict verdict={value} /> : label}</Label>
              <Count>
                {formatNumber(String(count))}
                <ScreenReaderContent> {panel.unit}</ScreenReaderContent>
              </Count>
            </Entry>
          </li>
        );
      })}
    </List>
  );
}
