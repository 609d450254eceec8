import '../shell/public-path';
import overview from '../dashboards/overview';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(overview),
);
