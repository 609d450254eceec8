import Tooltip from '@splunk/react-ui/Tooltip';
import { variables } from '@splunk/themes';
import styled from 'styled-components';

const Warning = styled.span`
  overflow: hidden;
  color: ${variables.contentColorWarning};
  font-size: ${variables.fontSizeSmall};
  text-overflow: ellipsis;
  white-space: nowrap;
`;

interface PanelHelpProps {
  readonly title: string;
  readonly help: string;
  readonly warnings: readonly string[];
}

/** What a panel shows, on demand, and what the server warned of while it searched. */
export default function PanelHelp({ title, help, warnings }: PanelHelpProps) {
  const told = warnings.join(' ');
  return (
    <>
      <Tooltip content={help} aria-label={`About ${title}`} />
      {told !== '' && <Warning title={told}>{told}</Warning>}
    </>
  );
}
