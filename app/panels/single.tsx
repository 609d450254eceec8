import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { SinglePanel } from '../model/panel';
import { type Row, textOf } from '../search/rows';
import { formatNumber, formatValue } from './format-value';

const Value = styled.div`
  overflow: hidden;
  color: ${variables.contentColorActive};
  font-size: 30px;
  font-weight: ${variables.fontWeightSemiBold};
  font-variant-numeric: tabular-nums;
  line-height: 1.25;
  white-space: nowrap;
`;

const Caption = styled.div`
  overflow: hidden;
  color: ${variables.contentColorDefault};
  font-size: ${variables.fontSizeSmall};
  line-height: 1.3;
`;

interface SingleProps {
  readonly panel: SinglePanel;
  readonly row: Row | undefined;
}

/** One number, with what it stands for below it. */
export function Single({ panel, row }: SingleProps) {
  const value = textOf(row, panel.value);
  const caption = panel.caption.replace(/\{(\w+)\}/g, (_, column: string) =>
    formatNumber(textOf(row, column) || '0'),
  );
  return (
    <>
      <Value data-test="single">{value === '' ? '–' : formatValue(panel.format, value)}</Value>
      <Caption title={caption}>{caption}</Caption>
    </>
  );
}
