import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { SearchState } from '../search/search-board';

const Track = styled.div`
  position: absolute;
  inset: 0 0 auto;
  height: 3px;
  background: ${variables.interactiveColorBackgroundDisabled};
`;

const Done = styled.div`
  height: 100%;
  background: ${variables.interactiveColorPrimary};
  transition: width 0.3s;
`;

const Stop = styled.button`
  position: absolute;
  top: 8px;
  right: 10px;
  padding: 2px 8px;
  background: ${variables.backgroundColorSection};
  border: 1px solid ${variables.interactiveColorBorder};
  border-radius: 3px;
  color: inherit;
  font: inherit;
  font-size: ${variables.fontSizeSmall};
  cursor: pointer;
  &:focus-visible {
    outline: 2px solid ${variables.focusColor};
  }
`;

interface PanelProgressProps {
  readonly title: string;
  readonly state: SearchState;
  readonly onCancel: () => void;
}

/** How far a running search is, and the button that cancels it; nothing once it has ended. */
export function PanelProgress({ title, state, onCancel }: PanelProgressProps) {
  if (state.status !== 'running') return null;
  const percent = Math.round(state.progress * 100);
  return (
    <>
      <Track role="progressbar" aria-label={`${title}: searching`} aria-valuenow={percent}>
        <Done style={{ width: `${Math.max(percent, 4)}%` }} />
      </Track>
      <Stop type="button" aria-label={`Cancel the search for ${title}`} onClick={onCancel}>
        {state.isQueued ? 'Queued · Cancel' : 'Cancel'}
      </Stop>
    </>
  );
}
