import { lazy, Suspense } from 'react';
import { openPage } from '../shell/open-page';

const FindingsPage = lazy(() => import(/* webpackChunkName: "page-findings" */ './findings-page'));

/** Opens the page of what the detections found. */
export function openFindings(): Promise<void> {
  return openPage(
    <Suspense fallback={null}>
      <FindingsPage />
    </Suspense>,
    'Alerts',
  );
}
