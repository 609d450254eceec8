import { type Check, type Finding, failed, findAll, note, ok, type Target } from '../check';
import type { Entry } from '../splunk';
import { openWeb, type Web } from '../web';
import { compareVersions } from './server';

/** Splunk's own template for pages made of one script, and since when there is one. */
const OWN_TEMPLATE = { path: 'pages/splunk_ui_app.html', since: '10.4' };

function templateFinding({ splunk }: Target, { name, content }: Entry): Finding {
  const template = /<view\b[^>]*\btemplate="([^"]*)"/.exec(String(content['eai:data']))?.[1];
  if (template === undefined) return ok(name, 'a dashboard of Splunk itself');
  const isTooOld = template === OWN_TEMPLATE.path && compareVersions(splunk.version, OWN_TEMPLATE.since) < 0;
  if (!isTooOld) return ok(name, template);
  return failed(
    name,
    `its template ${template} comes with Splunk ${OWN_TEMPLATE.since}, this is ${splunk.version}`,
    'install the package that npm run package -- --classic writes',
  );
}

async function pageFindings(web: Web, app: string, { name, content }: Entry): Promise<Finding[]> {
  const subject = `page ${name}`;
  const page = await web.get(`/en-US/app/${app}/${name}`);
  if (page.status !== 200)
    return [failed(subject, `status ${page.status}, expected 200`, 'see that the account may read the view')];
  if (!/<html\b/i.test(page.text)) return [failed(subject, 'found no HTML')];
  if (!/\btemplate="/.test(String(content['eai:data']))) return [ok(subject)];
  const path = `/en-US/static/app/${app}/pages/${name}.js`;
  const script = await web.get(path);
  const isScript = script.status === 200 && /javascript/.test(String(script.headers['content-type']));
  if (isScript) return [ok(subject, 'the page and its script are served')];
  return [
    failed(
      subject,
      `${path}: status ${script.status}, ${String(script.headers['content-type'])}, expected JavaScript`,
      'install the app again, then restart Splunk Web or open /en-US/_bump',
    ),
  ];
}

/** Whether every view is there with a template that this Splunk has, and Splunk Web serves its page and its script. */
export const VIEWS: Check = {
  name: 'views',
  title: 'Views',
  async run(target) {
    const { splunk, shipped } = target;
    const entries = new Map((await splunk.listInApp('data/ui/views')).map((entry) => [entry.name, entry]));
    const missing = shipped.views.filter(({ name }) => !entries.has(name));
    const present = shipped.views.flatMap(({ name }) => entries.get(name) ?? []);
    const found = [
      ...missing.map(({ name }) => failed(name, 'there is no such view, or the account may not read it')),
      ...present.map((entry) => templateFinding(target, entry)),
    ];
    if (target.web === undefined)
      return [...found, note('pages', 'not opened: --web gives the address of Splunk Web')];
    const web = await openWeb(target.web);
    const isPage = ({ name }: Entry): boolean =>
      shipped.views.some((view) => view.name === name && view.isPage);
    const opened = await findAll(
      present.filter(isPage),
      ({ name }) => `page ${name}`,
      (entry) => pageFindings(web, splunk.app, entry),
    );
    return [...found, ...opened];
  },
};
