import '../shell/public-path';
import overview from '../dashboards/overview';
import { openPage } from '../shell/open-page';

openPage(overview);
