import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MultiStats, StatsModule } from 'webpack';

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** Foreign code inside a package's own files, which package boundaries do not show. */
const EMBEDDED: Record<string, string> = {
  '@splunk/charting-bundle': 'embeds Highcharts, www.highcharts.com/license',
};

const RULE = '-'.repeat(80);

/** The folder of the package that a module lies in: the part of its path up to the name after the last `node_modules`. */
function packageFolder(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(module)?.[0];
}

function modulePaths(modules: readonly StatsModule[] = []): string[] {
  return modules.flatMap((module) => [module.nameForCondition ?? '', ...modulePaths(module.modules)]);
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[sc]e|copying|notice)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, license: license ?? 'no licence stated', text: texts.join('\n\n') };
}

/** The packages whose modules webpack put into the bundles, by name and version. */
function bundledPackages(stats: MultiStats): BundledPackage[] {
  const json = stats.toJson({
    all: false,
    modules: true,
    nestedModules: true,
    modulesSpace: Number.POSITIVE_INFINITY,
    nestedModulesSpace: Number.POSITIVE_INFINITY,
  });
  const paths = (json.children ?? []).flatMap((child) => modulePaths(child.modules));
  const folders = new Set(paths.map(packageFolder).filter((folder) => folder !== undefined));
  const packages = [...folders].filter((folder) => existsSync(join(folder, 'package.json'))).map(readPackage);
  const byName = new Map(packages.map((found) => [`${found.name} ${found.version}`, found]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** The notices text for the code that webpack took from packages: a list of them, then each licence text once. */
export function noticesOf(stats: MultiStats): string {
  const packages = bundledPackages(stats);
  const titleOf = ({ name, version, license }: BundledPackage): string =>
    [`${name} ${version}, ${license}`, EMBEDDED[name]].filter(Boolean).join(', ');
  const byText = new Map<string, BundledPackage[]>();
  for (const found of packages) {
    if (found.text !== '') byText.set(found.text, [...(byText.get(found.text) ?? []), found]);
  }
  const licences = [...byText].map(([text, users]) =>
    [RULE, ...users.map(titleOf), RULE, text, ''].join('\n'),
  );
  const list = [
    'Code of these packages is part of the pages and search commands:',
    '',
    ...packages.map(titleOf),
    '',
  ];
  return [...list, ...licences].join('\n');
}
