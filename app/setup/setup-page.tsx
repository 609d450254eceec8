import TabBar from '@splunk/react-ui/TabBar';
import { type ReactElement, useCallback } from 'react';
import { ErrorBoundary } from '../shell/error-boundary';
import { Grid, Notice, Page } from '../shell/layout';
import { PageHeader } from '../shell/page-header';
import { useQuery } from '../shell/use-query';
import { AccelerationSection } from './acceleration-section';
import { AlertsSection } from './alerts-section';
import { CheckSection } from './check-section';
import { CoverageSection } from './coverage-section';
import { ListSection } from './list-section';
import { type Place, readPlace, SECTIONS, type SectionName, writePlace } from './sections';
import { SourcesSection } from './sources-section';
import { ThresholdsSection } from './thresholds-section';
import { type Log, useLog } from './use-log';

interface ChosenProps {
  readonly place: Place;
  readonly log: Log;
  readonly onGo: (place: Place) => void;
}

function ChosenSection({ place, log, onGo }: ChosenProps) {
  switch (place.section) {
    case 'check':
      return <CheckSection log={log} onGo={onGo} />;
    case 'lists':
      return (
        <ListSection chosen={place.list} onChoose={(list) => onGo({ section: 'lists', list })} log={log} />
      );
    case 'thresholds':
      return <ThresholdsSection />;
    case 'alerts':
      return <AlertsSection />;
    case 'sources':
      return (
        <Grid>
          <SourcesSection log={log} />
          <AccelerationSection />
        </Grid>
      );
    case 'coverage':
      return <CoverageSection log={log} />;
  }
}

/** What the app has to be told, what there is of logs, and what detections can see in them. */
function SetupPage() {
  const [query, go] = useQuery();
  const place = readPlace(query);
  const log = useLog();
  const goTo = useCallback((next: Place) => go((now) => writePlace(now, next)), [go]);
  return (
    <Page>
      <PageHeader
        title="Setup"
        description="What the app has to know of your organisation, which logs it found, and what its detections can see in them."
      />
      <TabBar
        aria-label="Sections"
        activeTabId={place.section}
        onChange={(_, { selectedTabId }) => goTo({ section: selectedTabId as SectionName, list: '' })}
        style={{ marginBottom: 12 }}
      >
        {Object.entries(SECTIONS).map(([name, title]) => (
          <TabBar.Tab key={name} tabId={name} label={title} />
        ))}
      </TabBar>
      <ErrorBoundary key={place.section} fallback={(message) => <Notice role="alert">{message}</Notice>}>
        <ChosenSection place={place} log={log} onGo={goTo} />
      </ErrorBoundary>
    </Page>
  );
}

/** Gives the page. */
export function setupPage(): ReactElement {
  return <SetupPage />;
}
