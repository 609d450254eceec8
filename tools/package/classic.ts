import type { Files } from './tree';

/** Splunk's own page template, which 10.4 brings. */
const SPLUNK_TEMPLATE = 'pages/splunk_ui_app.html';
/** The app's page template, which Splunk 9.0 to 10.3 need; its folder alone makes AppInspect warn, so that no other package has it. */
const OWN_TEMPLATE = 'appserver/templates/page.html';
const VIEWS = 'default/data/ui/views/';

/** The files without the app's own page template: for Splunk 10.4 and later. */
export function withSplunksPages(files: Files): Files {
  return new Map([...files].filter(([path]) => path !== OWN_TEMPLATE));
}

/** The files with every page of Splunk's template on the app's own: for Splunk 9.0 to 10.3. Throws when the build has no such template. */
export function withOwnPages(files: Files, app: string): Files {
  if (!files.has(OWN_TEMPLATE)) throw new Error(`${OWN_TEMPLATE} is missing from the built app`);
  const own = `${app}:/${OWN_TEMPLATE.replace(/^appserver\//, '')}`;
  const moved = (text: string): Buffer =>
    Buffer.from(text.replace(`template="${SPLUNK_TEMPLATE}"`, `template="${own}"`));
  return new Map(
    [...files].map(([path, read]) =>
      path.startsWith(VIEWS) ? [path, () => moved(read().toString('utf8'))] : [path, read],
    ),
  );
}
