import '../shell/public-path';

Promise.all([
  import(/* webpackChunkName: "shell" */ '../shell/open-page'),
  import(/* webpackChunkName: "setup-page" */ '../setup/setup-page'),
]).then(([{ openPage }, { setupPage }]) => openPage(setupPage(), 'Setup'));
