import layout from '@splunk/react-page/18';
import { getUserTheme } from '@splunk/splunk-utils/themes';
import type { ReactElement } from 'react';
import type { Dashboard } from '../model/dashboard';
import { DashboardPage } from './dashboard-page';

/** Puts a page into Splunk's page frame, in the colours that the user has chosen. */
export async function openPage(page: ReactElement, title: string): Promise<void> {
  const theme = /dark/i.test(await getUserTheme()) ? 'dark' : 'light';
  layout(page, { pageTitle: title, theme, hideFooter: true });
}

/** Opens a dashboard as a page. */
export function openDashboard(dashboard: Dashboard): Promise<void> {
  return openPage(<DashboardPage dashboard={dashboard} />, dashboard.title);
}
