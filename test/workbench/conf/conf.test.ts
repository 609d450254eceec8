import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppConf, readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { readCommands } from '../../../workbench/conf/commands';
import { readDataModels } from '../../../workbench/conf/datamodels';
import { readMacros } from '../../../workbench/conf/macros';
import { readProps } from '../../../workbench/conf/props';
import { readTags } from '../../../workbench/conf/tags';

const CASES = join(__dirname, '..', '..', 'cases', 'conf');

/** The settings of every conf file of an app, with file and line, as plain data. */
function settingsOf(dir: string): Record<string, Record<string, Record<string, string>>> {
  const app = readApp(dir);
  const names = new Set(
    ['default', 'local']
      .map((folder) => join(dir, folder))
      .filter(existsSync)
      .flatMap((folder) => readdirSync(folder).map((name) => name.replace(/\.conf$/, ''))),
  );
  const stanzas = [...names].map((name): [string, Record<string, Record<string, string>>] => [
    name,
    Object.fromEntries(
      [...app.conf(name)].map(([stanza, { settings }]) => [
        stanza,
        Object.fromEntries(
          [...settings].map(([key, { value, file, line }]) => [
            key,
            `${value} @${file.slice(dir.length + 1)}:${line}`,
          ]),
        ),
      ]),
    ),
  ]);
  return Object.fromEntries(stanzas);
}

/** The data models of an app as plain data, places in its folder without that. */
function modelsOf(app: AppConf): object {
  const { models, faults } = readDataModels(app);
  const shown = (text: string): string => text.replaceAll(`${app.dir}/`, '');
  return {
    models: [...models.values()].map(({ name, datasets, warnings }) => ({
      name,
      datasets: [...datasets.values()],
      warnings: warnings.map(shown),
    })),
    faults: Object.fromEntries([...faults].map(([name, fault]) => [name, shown(fault)])),
  };
}

function outcome(dir: string): unknown {
  try {
    const settings = settingsOf(dir);
    const app = readApp(dir);
    readProps(app);
    const commands = [...readCommands(app).values()].map(({ stanza: _, ...command }) => command);
    const macros = [...readMacros(app).values()].map(({ stanza: _, ...macro }) => macro);
    const collections = [...readCollections(app).values()].map(
      ({ stanza: _, fields, acceleratedFields, ...collection }) => ({
        ...collection,
        fields: Object.fromEntries(fields),
        acceleratedFields: Object.fromEntries(acceleratedFields),
      }),
    );
    const { tagged, faults } = readTags(app);
    const tags = { tagged, faults: faults.map((fault) => fault.replaceAll(`${dir}/`, '')) };
    return { settings, commands, macros, collections, tags, models: modelsOf(app) };
  } catch (error) {
    return {
      faults: String((error as Error).message)
        .replaceAll(`${dir}/`, '')
        .split('\n'),
    };
  }
}

test.each(readdirSync(CASES))('%s', (name) => {
  const dir = join(CASES, name);
  const expected = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8')) as object;
  expect(outcome(dir)).toMatchObject(expected);
});

test('an app without a default folder is none', () => {
  expect(() => readApp(__dirname)).toThrow(`${__dirname}: found no folder "default"`);
});
