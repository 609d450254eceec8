import { variables } from '@splunk/themes';
import { lazy, type ReactNode, Suspense } from 'react';
import styled from 'styled-components';
import type { Extent } from '../search/use-extent';
import { formatTime } from '../time/format-time';
import type { PageControlsProps } from './page-controls';

const PageControls = lazy(() => import(/* webpackChunkName: "panels" */ './page-controls'));

const Header = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 16px;
  margin-bottom: 14px;
`;

const Title = styled.div`
  flex: 1 1 320px;
  h1 {
    margin: 0;
    color: ${variables.contentColorActive};
    font-size: 22px;
    font-weight: ${variables.fontWeightSemiBold};
    line-height: 1.3;
  }
  p {
    margin: 2px 0 0;
    color: ${variables.contentColorDefault};
  }
`;

const Controls = styled.div`
  display: flex;
  gap: 8px;
  min-width: 330px;
  min-height: 32px;
  justify-content: flex-end;
`;

function describeExtent(extent: Extent | undefined): string {
  if (extent === undefined) return 'Looking for the first and last event …';
  if (extent.events === 0) return 'No events.';
  const [first, last] = [extent.earliest, extent.latest].map((time) => formatTime(String(time)).slice(0, 16));
  return `Data from ${first} to ${last} UTC, ${extent.events.toLocaleString('en-US')} events.`;
}

interface PageHeaderProps {
  readonly title: string;
  readonly description: ReactNode;
  /** What governs the whole page, at the right. */
  readonly children?: ReactNode;
}

/** Title of a page, what it is for, and what governs all of it. */
export function PageHeader({ title, description, children }: PageHeaderProps) {
  return (
    <Header>
      <Title>
        <h1>{title}</h1>
        <p>{description}</p>
      </Title>
      {children !== undefined && <Controls>{children}</Controls>}
    </Header>
  );
}

interface SearchedHeaderProps extends PageControlsProps {
  readonly title: string;
  readonly description: string;
}

/** The header of a page that searches events: how far its data reaches, and the choice of a time range. */
export function SearchedHeader({ title, description, ...controls }: SearchedHeaderProps) {
  const told = (
    <>
      {description} <span data-test="extent">{describeExtent(controls.extent)}</span>
    </>
  );
  return (
    <PageHeader title={title} description={told}>
      <Suspense fallback={null}>
        <PageControls {...controls} />
      </Suspense>
    </PageHeader>
  );
}
