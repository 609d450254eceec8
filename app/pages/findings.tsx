import '../shell/public-path';

import(/* webpackChunkName: "shell" */ '../findings/open-findings').then(({ openFindings }) =>
  openFindings(),
);
