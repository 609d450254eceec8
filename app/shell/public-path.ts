import { createStaticURL } from '@splunk/splunk-utils/url';
import { APP_ID } from './app-id';

// Splunk serves static files under a path that changes with every version; chunks must be asked for there.
__webpack_public_path__ = createStaticURL(`app/${APP_ID}/pages/`);
