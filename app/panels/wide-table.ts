import Table from '@splunk/react-ui/Table';
import { variables } from '@splunk/themes';
import styled from 'styled-components';

/** A table that scrolls sideways in itself where it has no room; its first column stays in sight. */
export const WideTable = styled(Table).attrs({ horizontalOverflow: 'scroll' })`
  tbody tr > :first-child {
    position: sticky;
    z-index: 1;
    left: 0;
    background: ${variables.backgroundColorSection};
  }
  thead tr > :first-child {
    position: sticky;
    z-index: 2;
    left: 0;
  }
`;
