import '../shell/public-path';
import senders from '../dashboards/senders';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(senders),
);
