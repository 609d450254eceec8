import { variables } from '@splunk/themes';
import { type KeyboardEvent, useMemo } from 'react';
import styled from 'styled-components';
import type { FlowPanel } from '../model/panel';
import { numberOf, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { formatNumber } from './format-value';
import { type PlacedFlow, type PlacedFlows, placeFlows } from './place-flows';

// To be seen on white as on black.
const ACCENT = '#5b9bd5';

const Frame = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 3fr) minmax(0, 4fr) minmax(0, 3fr);
  gap: 8px;
  box-sizing: border-box;
  height: 100%;
  padding: 4px 0;
`;

const Names = styled.ul`
  position: relative;
  margin: 0;
  padding: 0;
  list-style: none;
  li {
    display: flex;
    position: absolute;
    right: 0;
    left: 0;
    align-items: center;
  }
`;

const Name = styled.button<{ readonly $isLeft: boolean }>`
  display: flex;
  flex-direction: ${({ $isLeft }) => ($isLeft ? 'row' : 'row-reverse')};
  gap: 8px;
  width: 100%;
  padding: 0 4px;
  background: none;
  border: 0;
  border-radius: 3px;
  color: ${variables.contentColorActive};
  font: inherit;
  line-height: 1.2;
  cursor: pointer;
  span:first-child {
    flex: 1 1 auto;
    overflow: hidden;
    text-align: ${({ $isLeft }) => ($isLeft ? 'right' : 'left')};
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  span:last-child {
    color: ${variables.contentColorDefault};
    font-variant-numeric: tabular-nums;
  }
  &:hover {
    background: ${variables.interactiveColorOverlayHover};
  }
  &:focus-visible {
    outline: 2px solid ${variables.focusColor};
  }
`;

const Ribbon = styled.path`
  fill: ${ACCENT};
  fill-opacity: 0.35;
  cursor: pointer;
  &:hover,
  &:focus-visible {
    fill-opacity: 0.8;
    outline: 0;
  }
`;

function ribbonPath({ left, right }: PlacedFlow): string {
  const [leftEnd, rightEnd] = [left.top + left.height, right.top + right.height];
  return `M0 ${left.top}C50 ${left.top} 50 ${right.top} 100 ${right.top}V${rightEnd}C50 ${rightEnd} 50 ${leftEnd} 0 ${leftEnd}Z`;
}

interface NamesProps {
  readonly places: PlacedFlows['left'];
  readonly isLeft: boolean;
  readonly label: string;
  readonly onSelect: (name: string) => void;
}

function NameList({ places, isLeft, label, onSelect }: NamesProps) {
  return (
    <Names aria-label={label}>
      {places.map(({ name, amount, top, height }) => (
        <li key={name} style={{ top: `${top}%`, height: `${height}%` }}>
          <Name
            type="button"
            $isLeft={isLeft}
            title={`${name}: show its events`}
            onClick={() => onSelect(name)}
          >
            <span dir="auto">{name}</span>
            <span>{formatNumber(String(amount))}</span>
          </Name>
        </li>
      ))}
    </Names>
  );
}

interface RibbonsProps {
  readonly flows: PlacedFlows['flows'];
  readonly label: string;
  readonly unit: string;
  readonly onSelect: (flow: PlacedFlow) => void;
}

function Ribbons({ flows, label, unit, onSelect }: RibbonsProps) {
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" aria-label={label}>
      {flows.map((flow) => {
        const words = `${flow.from} to ${flow.to}: ${formatNumber(String(flow.amount))} ${unit}`;
        return (
          <Ribbon
            key={JSON.stringify([flow.from, flow.to])}
            d={ribbonPath(flow)}
            role="button"
            tabIndex={0}
            aria-label={words}
            onClick={() => onSelect(flow)}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key === 'Enter' || event.key === ' ') onSelect(flow);
            }}
          >
            <title>{words}</title>
          </Ribbon>
        );
      })}
    </svg>
  );
}

interface FlowProps {
  readonly panel: FlowPanel;
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

/** Ribbons between who sends at the left and who receives at the right, as wide as what is sent; each, and each name, selects its events. */
export function Flow({ panel: { title, from, to, value, unit }, rows, onSelect }: FlowProps) {
  const { left, right, flows } = useMemo(
    () =>
      placeFlows(
        rows.map((row) => ({
          from: textOf(row, from),
          to: textOf(row, to),
          amount: numberOf(row, value),
        })),
      ),
    [rows, from, to, value],
  );
  const selectFlow = (flow: PlacedFlow): void => onSelect({ filters: { [from]: flow.from, [to]: flow.to } });
  return (
    <Frame>
      <NameList
        places={left}
        isLeft
        label={`${title}: from`}
        onSelect={(name) => onSelect({ filters: { [from]: name } })}
      />
      <Ribbons flows={flows} label={title} unit={unit} onSelect={selectFlow} />
      <NameList
        places={right}
        isLeft={false}
        label={`${title}: to`}
        onSelect={(name) => onSelect({ filters: { [to]: name } })}
      />
    </Frame>
  );
}
