import '../shell/public-path';
import anomalies from '../dashboards/anomalies';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(anomalies),
);
