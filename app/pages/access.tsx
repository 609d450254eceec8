import '../shell/public-path';
import access from '../dashboards/access';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(access),
);
