import '../shell/public-path';
import investigate from '../dashboards/investigate';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(investigate),
);
