import layout from '@splunk/react-page/18';
import { getUserTheme } from '@splunk/splunk-utils/themes';
import type { Dashboard } from '../dashboards/dashboard';
import { DashboardPage } from './dashboard-page';

/** Puts a dashboard into Splunk's page frame, in the colours that the user has chosen. */
export async function openPage(dashboard: Dashboard): Promise<void> {
  const theme = /dark/i.test(await getUserTheme()) ? 'dark' : 'light';
  layout(<DashboardPage dashboard={dashboard} />, { pageTitle: dashboard.title, theme, hideFooter: true });
}
