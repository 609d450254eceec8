import { variables } from '@splunk/themes';
import styled from 'styled-components';

// Below this width panels stand one below another, small ones in pairs.
const NARROW = '@media (max-width: 760px)';

// Below this width five panels and more do not fit side by side.
const MEDIUM = '@media (max-width: 1100px)';

/** The whole page below Splunk's bar. */
export const Page = styled.div`
  box-sizing: border-box;
  min-height: 100%;
  padding: 16px 20px 32px;
  background: ${variables.backgroundColorPage};
  color: ${variables.contentColorDefault};
  font-family: ${variables.fontFamily};
  font-size: ${variables.fontSize};
  line-height: ${variables.lineHeight};
`;

/** Rows of panels, one below the other. */
export const Grid = styled.div`
  display: flex;
  flex-direction: column;
  gap: 12px;
`;

const GAP_PIXELS = 12;

/** Panels side by side; more than four of them in two lines where the window is narrow. */
export const GridRow = styled.div<{ readonly $count: number }>`
  display: flex;
  gap: ${GAP_PIXELS}px;
  ${({ $count }) => ($count > 4 ? `${MEDIUM} { flex-wrap: wrap; && > * { flex-basis: 30%; } }` : '')}
  ${NARROW} {
    flex-wrap: wrap;
  }
`;

/** A frame around a panel, of fixed height; one of two shares is as wide as two of one with the gap between them. */
export const Frame = styled.section<{ readonly $share: number; readonly $height: number }>`
  box-sizing: border-box;
  display: flex;
  flex: ${({ $share }) => `${$share} 1 ${($share - 1) * GAP_PIXELS}px`};
  flex-direction: column;
  position: relative;
  min-width: 0;
  height: ${({ $height }) => $height}px;
  padding: 10px 14px;
  overflow: hidden;
  background: ${variables.backgroundColorSection};
  border: 1px solid ${variables.borderColorWeak};
  border-radius: 4px;
  ${NARROW} {
    flex-basis: ${({ $height }) => ($height < 160 ? '30%' : '100%')};
  }
`;

/** A message that stands for what cannot be shown. */
export const Notice = styled.p`
  max-width: 72ch;
  margin: 24px 0;
  padding: 12px 16px;
  background: ${variables.backgroundColorSection};
  border-left: 4px solid ${variables.accentColorWarning};
`;
