import '../shell/public-path';
import attachments from '../dashboards/attachments';

import(/* webpackChunkName: "shell" */ '../shell/open-page').then(({ openDashboard }) =>
  openDashboard(attachments),
);
