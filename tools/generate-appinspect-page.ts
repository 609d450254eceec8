import { EXPLAINED, type Explained } from './inspect/explained';

const TITLES = { app: 'the app', classic: 'classic', runtime: 'with Node.js', 'add-on': 'add-on' };

function row({ check, packages, says, why }: Explained): string {
  const apps = packages.filter((kind) => kind !== 'add-on').length === 3 ? ['every app'] : undefined;
  const named = apps
    ? [...apps, ...(packages.includes('add-on') ? [TITLES['add-on']] : [])]
    : packages.map((kind) => TITLES[kind]);
  const pattern = says.source.replaceAll('\\/', '/').replaceAll('|', '\\|');
  return `| \`${check}\` | ${named.join(', ')} | \`${pattern}\` | ${why} |`;
}

/** The text of docs/appinspect.md: how the packages are checked, and why what AppInspect warns of is as it is. */
export function appInspectPage(): string {
  return `<!-- generated from tools/inspect/explained.ts by tools/generate.ts -->

# AppInspect

\`npm run inspect\` builds the packages and runs Splunk's own check, splunk-appinspect 4.3.1, on four of them: the app, the one for older
Splunk, the one with Node.js for linux-x64, and the add-on. It runs every check of every tag (\`--mode precert\`; \`cloud\` and
\`private_victoria\` are among them) and fails on an error, a failure, a warning that the table below does not explain, and an
explanation that explains nothing any more. \`.ci/run\` calls it.

It needs Python 3.9 or newer and the library libmagic. AppInspect is installed by pip, by the versions and digests in
\`tools/inspect/requirements.txt\`, into an environment of its own under \`dist/appinspect\`, where its reports lie as well.

One check is left out for packages with a program for x86-64: \`check_aarch64_compatibility\` (tag \`aarch64_compatibility\`, in neither
\`cloud\` nor \`private_victoria\`) asks that every program be one for ARM. The package with Node.js for linux-arm64 passes it.

## What it warns of, and why that stays

| check | packages | what it says (regular expression) | why |
|---|---|---|---|
${EXPLAINED.map(row).join('\n')}
`;
}
