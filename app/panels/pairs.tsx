import { variables } from '@splunk/themes';
import styled from 'styled-components';
import { EntityLink } from '../investigate/entity-link';
import type { PairsPanel } from '../model/panel';
import { numbered, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { alignTexts, describeDifferences } from './align-texts';
import { formatNumber } from './format-value';
import { Letters } from './letters';

const List = styled.ol`
  margin: 4px 0 0;
  padding: 0;
  list-style: none;
`;

const Entry = styled.li`
  padding: 8px 0;
  & + & {
    border-top: 1px solid ${variables.borderColorWeak};
  }
`;

const Facts = styled.p`
  margin: 6px 0 0;
  overflow-wrap: anywhere;
`;

const Events = styled.button`
  padding: 0;
  background: none;
  border: 0;
  color: ${variables.contentColorActive};
  font: inherit;
  text-decoration: underline dotted;
  text-underline-offset: 3px;
  cursor: pointer;
  &:focus-visible {
    outline: 2px solid ${variables.focusColor};
  }
`;

interface PairProps {
  readonly panel: PairsPanel;
  readonly row: Row;
  readonly onSelect: (selection: Selection) => void;
}

function Pair({ panel, row, onSelect }: PairProps) {
  const [known, claimed, decoded] = [panel.known, panel.claimed, panel.decoded].map((field) =>
    textOf(row, field),
  ) as [string, string, string];
  const places = alignTexts(known, decoded || claimed);
  const differences = describeDifferences(places).join(', ');
  const count = textOf(row, panel.count);
  return (
    <Entry>
      <Letters places={places} label={`${known} and below it ${decoded || claimed}: ${differences}`} />
      <Facts>
        {textOf(row, panel.technique)}: {differences}
      </Facts>
      <Facts>
        <EntityLink kind="domain" value={claimed} />
        {decoded !== '' && ` (punycode of ${decoded})`} · score {textOf(row, panel.score)} ·{' '}
        <Events
          type="button"
          title={`${claimed}: show its events`}
          onClick={() => onSelect({ filters: { [panel.claimed]: claimed } })}
        >
          {formatNumber(count)} {panel.unit}
        </Events>
      </Facts>
    </Entry>
  );
}

/** Known names with those that look like them below, what differs marked and told in words; each leads to its events. */
export function Pairs({ panel, rows, onSelect }: Omit<PairProps, 'row'> & { readonly rows: readonly Row[] }) {
  return (
    <List>
      {numbered(rows).map(({ key, row }) => (
        <Pair key={key} panel={panel} row={row} onSelect={onSelect} />
      ))}
    </List>
  );
}
