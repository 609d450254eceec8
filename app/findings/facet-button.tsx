import ScreenReaderContent from '@splunk/react-ui/ScreenReaderContent';
import { variables } from '@splunk/themes';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { formatNumber } from '../panels/format-value';

const Entry = styled.button`
  display: flex;
  gap: 8px;
  align-items: center;
  box-sizing: border-box;
  width: 100%;
  min-height: 26px;
  padding: 2px 8px;
  background: none;
  border: 1px solid transparent;
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
  &[aria-pressed='true'] {
    background: ${variables.interactiveColorOverlaySelected};
    border-color: ${variables.interactiveColorPrimary};
  }
`;

const Label = styled.span`
  flex: 1 1 auto;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

const Count = styled.span`
  font-variant-numeric: tabular-nums;
`;

interface FacetButtonProps {
  readonly label: ReactNode;
  /** The whole text, where the label may be cut. */
  readonly title: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** A value that findings are chosen by, with how many there are. */
export function FacetButton({ label, title, count, isChosen, onToggle }: FacetButtonProps) {
  return (
    <Entry type="button" aria-pressed={isChosen} title={title} onClick={onToggle}>
      <Label>{label}</Label>
      <Count>
        {formatNumber(String(count))}
        <ScreenReaderContent> {count === 1 ? 'finding' : 'findings'}</ScreenReaderContent>
      </Count>
    </Entry>
  );
}
