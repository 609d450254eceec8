import '../shell/public-path';
import spoofing from '../dashboards/spoofing';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(spoofing),
);
