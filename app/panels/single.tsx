import { variables } from '@splunk/themes';
import { useContext } from 'react';
import styled from 'styled-components';
import type { SinglePanel } from '../model/panel';
import { type Row, textOf } from '../search/rows';
import { TrendContext } from '../shell/trend-context';
import { fillCaption } from './fill-caption';
import { formatValue } from './format-value';
import { TrendLine } from './trend-line';

const Value = styled.div`
  overflow: hidden;
  color: ${variables.contentColorActive};
  font-size: 30px;
  font-weight: ${variables.fontWeightSemiBold};
  font-variant-numeric: tabular-nums;
  line-height: 1.25;
  white-space: nowrap;
`;

const Caption = styled.div<{ readonly $isLine: boolean }>`
  overflow: hidden;
  color: ${variables.contentColorDefault};
  font-size: ${variables.fontSizeSmall};
  line-height: 1.3;
  text-overflow: ellipsis;
  white-space: ${({ $isLine }) => ($isLine ? 'nowrap' : 'normal')};
`;

interface SingleProps {
  readonly panel: SinglePanel;
  readonly row: Row | undefined;
}

/** One number, with what it stands for below it, and how it changed. */
export function Single({ panel, row }: SingleProps) {
  const value = textOf(row, panel.value);
  const caption = fillCaption(panel.caption, row);
  const trend = useContext(TrendContext);
  return (
    <>
      <Value data-test="single">{value === '' ? '–' : formatValue(panel.format, value)}</Value>
      <Caption $isLine={panel.trend === true} title={caption}>
        {caption}
      </Caption>
      {panel.trend && trend && <TrendLine panel={panel} row={row} trend={trend} />}
    </>
  );
}
