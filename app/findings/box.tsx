import { variables } from '@splunk/themes';
import { type ReactNode, useId } from 'react';
import styled from 'styled-components';

const Frame = styled.section`
  box-sizing: border-box;
  min-width: 0;
  padding: 10px 14px 12px;
  background: ${variables.backgroundColorSection};
  border: 1px solid ${variables.borderColorWeak};
  border-radius: 4px;
  h2 {
    margin: 0 0 6px;
    color: ${variables.contentColorActive};
    font-size: ${variables.fontSize};
    font-weight: ${variables.fontWeightSemiBold};
    line-height: 24px;
  }
`;

/** How far the data of a part of the page is. */
export type BoxState = 'running' | 'done' | 'failed';

interface BoxProps {
  readonly title: string;
  readonly state: BoxState;
  readonly children: ReactNode;
}

/** A framed part of a page, as high as what it holds. */
export function Box({ title, state, children }: BoxProps) {
  const titleId = useId();
  return (
    <Frame aria-labelledby={titleId} data-panel={title} data-state={state}>
      <h2 id={titleId}>{title}</h2>
      {children}
    </Frame>
  );
}
