import Button from '@splunk/react-ui/Button';
import SidePanel from '@splunk/react-ui/SidePanel';
import { variables } from '@splunk/themes';
import { useId, useRef } from 'react';
import styled from 'styled-components';
import { EntityLink } from '../investigate/entity-link';
import { entityKind } from '../investigate/guess-kind';
import { Verdict } from '../panels/verdict';
import { useBorrowedFocus } from '../shell/use-borrowed-focus';
import { CaseEvents } from './case-events';
import { CaseFacts } from './case-facts';
import { CaseHistory } from './case-history';
import { CopyLink } from './copy-link';
import type { Case } from './finding';
import { detectionTitle } from './known-detections';
import { TriageForm } from './triage-form';
import type { Technique } from './use-cases';

const Body = styled.div`
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  width: min(1080px, 94vw);
  height: 100vh;
  background: ${variables.backgroundColorSection};
  color: ${variables.contentColorDefault};
  font-family: ${variables.fontFamily};
  font-size: ${variables.fontSize};
  line-height: ${variables.lineHeight};
  outline: 0;
  h2 {
    margin: 0;
    color: ${variables.contentColorActive};
    font-size: ${variables.fontSizeLarge};
    overflow-wrap: anywhere;
  }
`;

const Head = styled.div`
  display: flex;
  flex: none;
  gap: 8px;
  align-items: center;
  padding: 12px 20px;
  border-bottom: 1px solid ${variables.borderColorWeak};
`;

const Title = styled.div`
  flex: 1 1 auto;
  min-width: 0;
`;

const Columns = styled.div`
  display: grid;
  flex: 1 1 auto;
  grid-template-columns: minmax(0, 1fr) 280px;
  gap: 16px 32px;
  align-content: start;
  overflow: auto;
  padding: 16px 20px 32px;
  @media (max-width: 860px) {
    grid-template-columns: minmax(0, 1fr);
  }
`;

const Wide = styled.section`
  grid-column: 1 / -1;
  min-width: 0;
  h3 {
    margin: 0 0 4px;
    color: ${variables.contentColorActive};
    font-size: ${variables.fontSize};
    font-weight: ${variables.fontWeightSemiBold};
  }
`;

interface CasePanelProps {
  readonly of: Case;
  readonly techniques: ReadonlyMap<string, Technique>;
  /** Keys of the findings before and behind it in the list. */
  readonly before?: string | undefined;
  readonly behind?: string | undefined;
  readonly onGo: (key: string | undefined) => void;
  readonly onAllow: () => void;
  readonly onSaved: () => void;
}

type CaseHeadProps = Omit<CasePanelProps, 'techniques' | 'onSaved'> & { readonly titleId: string };

/** What a finding is about, how bad it is, and where one goes from it. */
function CaseHead({ of: each, titleId, before, behind, onGo, onAllow }: CaseHeadProps) {
  const { finding, allowedFor, key } = each;
  const { entity = '', entity_type, detection = '', severity = '' } = finding;
  return (
    <Head>
      <Title>
        <h2 id={titleId}>
          {detectionTitle(detection)}: <EntityLink kind={entityKind(entity, entity_type)} value={entity} />
        </h2>
        <Verdict verdict={severity} />
        {allowedFor !== undefined && ` · allowlisted: ${allowedFor}`}
      </Title>
      <Button label="Previous" disabled={before === undefined} onClick={() => onGo(before)} />
      <Button label="Next" disabled={behind === undefined} onClick={() => onGo(behind)} />
      <CopyLink finding={key} />
      <Button label="Allowlist…" onClick={onAllow} />
      <Button label="Close" onClick={() => onGo(undefined)} />
    </Head>
  );
}

/** One finding over the right side of the page: what it says, its events, and what is said of it. */
export default function CasePanel({ techniques, onSaved, ...head }: CasePanelProps) {
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  useBorrowedFocus(body);
  const { of: each, onGo } = head;
  const { finding, triage, key } = each;
  return (
    <SidePanel
      open
      dockPosition="right"
      onRequestClose={() => onGo(undefined)}
      useLayerForClickAway
      aria-labelledby={titleId}
    >
      <Body ref={body} tabIndex={-1} data-test="finding">
        <CaseHead {...head} titleId={titleId} />
        <Columns>
          <CaseFacts finding={finding} techniques={techniques} />
          <div>
            <TriageForm key={key} of={each} onSaved={onSaved} />
            <CaseHistory triage={triage} />
          </div>
          <Wide>
            <h3>Events</h3>
            <CaseEvents key={key} spl={finding.drilldown ?? ''} />
          </Wide>
        </Columns>
      </Body>
    </SidePanel>
  );
}
