import '../shell/public-path';
import ratelimit from '../dashboards/ratelimit';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(ratelimit),
);
