import { createURL } from '@splunk/splunk-utils/url';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { CountsPanel } from '../model/panel';
import { type Row, textOf } from '../search/rows';
import { APP_ID } from '../shell/app-id';
import { formatNumber } from './format-value';
import { VerdictDot } from './verdict';

const List = styled.ul`
  display: flex;
  gap: 8px;
  margin: 0 -8px;
  padding: 0;
  list-style: none;
  li {
    flex: 1 1 0;
    min-width: 0;
  }
`;

const Count = styled.a`
  display: block;
  padding: 0 8px;
  border-radius: 3px;
  color: ${variables.contentColorDefault};
  text-decoration: none;
  &:hover {
    background: ${variables.interactiveColorOverlayHover};
  }
  &:focus-visible {
    outline: 2px solid ${variables.focusColor};
  }
`;

const Value = styled.span`
  display: block;
  color: ${variables.contentColorActive};
  font-size: 30px;
  font-weight: ${variables.fontWeightSemiBold};
  font-variant-numeric: tabular-nums;
  line-height: 1.25;
`;

const Title = styled.span`
  display: block;
  overflow: hidden;
  font-size: ${variables.fontSizeSmall};
  text-overflow: ellipsis;
  white-space: nowrap;
`;

interface CountsProps {
  readonly panel: CountsPanel;
  readonly row: Row | undefined;
}

/** Numbers side by side, each a link to what it counts. */
export function Counts({ panel: { counts, page, input }, row }: CountsProps) {
  return (
    <List>
      {counts.map(({ field, title, severity }) => (
        <li key={field}>
          <Count href={createURL(`app/${APP_ID}/${page}`, { [`form.${input}`]: severity })}>
            <Value>{formatNumber(textOf(row, field) || '0')}</Value>
            <Title>
              <VerdictDot $verdict={severity} />
              {title}
            </Title>
          </Count>
        </li>
      ))}
    </List>
  );
}
