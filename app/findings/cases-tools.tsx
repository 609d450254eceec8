import Button from '@splunk/react-ui/Button';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { toCsv } from '../panels/csv';
import { download } from '../panels/download';
import { exportedRows } from './case-row';
import type { Case } from './finding';

const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: center;
  min-height: 32px;
  margin-bottom: 8px;
`;

const Told = styled.span`
  flex: 1 1 auto;
`;

interface CasesToolsProps {
  /** Those that the choices hold for. */
  readonly cases: readonly Case[];
  /** Those of them that are selected. */
  readonly chosen: readonly Case[];
  /** How many there are, in words. */
  readonly told: string;
  /** Whether some of them are not in the list yet. */
  readonly hasMore: boolean;
  readonly onSelectAll: () => void;
  readonly onEdit: () => void;
  readonly onAllow: () => void;
  /** What they are filtered by. */
  readonly children: ReactNode;
}

/** What can be done with findings: all of them taken along, or those that are selected, edited or allowlisted. */
export function CasesTools({ cases, chosen, told, hasMore, children, ...does }: CasesToolsProps) {
  const isNone = chosen.length === 0;
  const takeAlong = (): void => download('findings.csv', toCsv(exportedRows(isNone ? cases : chosen)));
  return (
    <Line>
      {children}
      <Told role="status" data-test="count">
        {told}
      </Told>
      {hasMore && <Button label={`Select all ${cases.length}`} onClick={does.onSelectAll} />}
      <Button label="Edit…" disabled={isNone} onClick={does.onEdit} />
      <Button label="Allowlist…" disabled={isNone} onClick={does.onAllow} />
      <Button label="Export CSV" disabled={cases.length === 0} onClick={takeAlong} />
    </Line>
  );
}
