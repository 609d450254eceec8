import { variables } from '@splunk/themes';
import { type ReactNode, useId } from 'react';
import styled from 'styled-components';
import type { SearchState } from '../search/search-board';
import { PanelProgress } from './panel-progress';

const Box = styled.section`
  box-sizing: border-box;
  position: relative;
  flex: 1 1 0;
  min-width: 0;
  padding: 12px 16px 16px;
  background: ${variables.backgroundColorSection};
  border: 1px solid ${variables.borderColorWeak};
  border-radius: 4px;
  h2 {
    margin: 0;
    color: ${variables.contentColorActive};
    font-size: ${variables.fontSize};
    font-weight: ${variables.fontWeightSemiBold};
    line-height: 24px;
  }
`;

const Help = styled.p`
  max-width: 90ch;
  margin: 2px 0 12px;
  color: ${variables.contentColorDefault};
`;

/** What something is about, or why it is not there. */
export const Remark = styled.p`
  max-width: 90ch;
  margin: 8px 0;
  &[role='alert'] {
    color: ${variables.contentColorNegative};
  }
`;

interface SectionProps {
  readonly title: string;
  readonly help?: ReactNode;
  readonly status: SearchState['status'];
  readonly children: ReactNode;
}

/** A part of the page that is as high as what is in it; its status is that of what it shows. */
export function Section({ title, help, status, children }: SectionProps) {
  const id = useId();
  return (
    <Box aria-labelledby={id} data-panel={title} data-state={status}>
      <h2 id={id}>{title}</h2>
      {help !== undefined && <Help>{help}</Help>}
      {children}
    </Box>
  );
}

interface SearchedSectionProps extends Omit<SectionProps, 'status'> {
  readonly state: SearchState;
  readonly onCancel: () => void;
}

/** A section that shows what a search found: how far it is, or why it has nothing to show. */
export function SearchedSection({ state, onCancel, children, ...section }: SearchedSectionProps) {
  return (
    <Section {...section} status={state.status}>
      <PanelProgress title={section.title} state={state} onCancel={onCancel} />
      {state.status === 'failed' && <Remark role="alert">{state.message}</Remark>}
      {state.status === 'cancelled' && (
        <Remark role="status">Cancelled. Reload the page to search again.</Remark>
      )}
      {state.status === 'done' && children}
    </Section>
  );
}
