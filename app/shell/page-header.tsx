import { variables } from '@splunk/themes';
import { lazy, Suspense } from 'react';
import styled from 'styled-components';
import type { Dashboard } from '../dashboards/dashboard';
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
    color: ${variables.contentColorMuted};
  }
`;

const Controls = styled.div`
  display: flex;
  gap: 8px;
  min-width: 330px;
  min-height: 32px;
  justify-content: flex-end;
`;

interface PageHeaderProps extends PageControlsProps {
  readonly dashboard: Dashboard;
}

function describeExtent(extent: Extent | undefined): string {
  if (extent === undefined) return 'Looking for the first and last event …';
  if (extent.events === 0) return 'No events.';
  const [first, last] = [extent.earliest, extent.latest].map((time) => formatTime(String(time)).slice(0, 16));
  return `Data from ${first} to ${last} UTC, ${extent.events.toLocaleString('en-US')} events.`;
}

/** Title of a dashboard, how far its data reaches, and the choice of a time range. */
export function PageHeader({ dashboard, ...controls }: PageHeaderProps) {
  return (
    <Header>
      <Title>
        <h1>{dashboard.title}</h1>
        <p>
          {dashboard.description} <span data-test="extent">{describeExtent(controls.extent)}</span>
        </p>
      </Title>
      <Controls>
        <Suspense fallback={null}>
          <PageControls {...controls} />
        </Suspense>
      </Controls>
    </Header>
  );
}
