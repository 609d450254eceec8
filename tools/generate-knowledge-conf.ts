import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfError, parseConf, type Setting, type Stanza } from '../workbench/conf/parse';

const FOLDER = join(__dirname, 'knowledge');
/** Stands for the expression of that name. */
const REFERENCE = /@\{(\w+)\}/g;
const DEEPEST = 20;

type Texts = ReadonlyMap<string, string>;

/** What the fragments define beside stanzas: expressions by name, and blocks of settings. */
interface Definitions {
  readonly expressions: Texts;
  readonly blocks: ReadonlyMap<string, Stanza>;
}

function fragments(folder: string, conf: string): Stanza[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(`.${conf}.conf`))
    .sort()
    .flatMap((name) => [...parseConf(readFileSync(join(folder, name), 'utf8'), name).values()]);
}

function nameIn(stanza: Stanza, kind: 'expression' | 'block'): string | undefined {
  return stanza.name.startsWith(`${kind}:`) ? stanza.name.slice(kind.length + 1) : undefined;
}

function definitionsIn(stanzas: readonly Stanza[]): Definitions {
  const expressions = new Map<string, string>();
  const blocks = new Map<string, Stanza>();
  for (const stanza of stanzas) {
    const [expression, block] = [nameIn(stanza, 'expression'), nameIn(stanza, 'block')];
    if (expression !== undefined) expressions.set(expression, stanza.settings.get('value')?.value ?? '');
    if (block !== undefined) blocks.set(block, stanza);
  }
  return { expressions, blocks };
}

function expanded({ value, file, line }: Setting, expressions: Texts): string {
  let text = value;
  for (let depth = 0; text.includes('@{'); depth++) {
    if (depth === DEEPEST)
      throw new ConfError([`${file}:${line}: found an expression that uses itself, or "@{" without a name`]);
    text = text.replace(REFERENCE, (_, name: string) => {
      const expression = expressions.get(name);
      if (expression === undefined) throw new ConfError([`${file}:${line}: found no expression "${name}"`]);
      return expression;
    });
  }
  return text;
}

function blockNamed(name: string, { file, line }: Setting, definitions: Definitions): Texts {
  const block = definitions.blocks.get(name);
  if (!block) throw new ConfError([`${file}:${line}: found no block "${name}"`]);
  return settingsOf(block, definitions);
}

/** The settings of two blocks: calculated fields by the first where the condition holds, else by the second, or as they are. */
function eitherOf(stanza: Stanza, either: Setting, definitions: Definitions): Texts {
  const [one, other] = either.value.split(',').map((name) => blockNamed(name.trim(), either, definitions));
  const when = stanza.settings.get('when');
  if (!one || !other || !when)
    throw new ConfError([`${either.file}:${either.line}: expected two blocks, and "when" with a condition`]);
  const condition = expanded(when, definitions.expressions);
  const settings = new Map<string, string>();
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const old = `'${key.replace('EVAL-', '')}'`;
    const [first, second] = [one.get(key), other.get(key)];
    const isShared = first === second || !key.startsWith('EVAL-');
    if (isShared && first !== undefined && second !== undefined && first !== second)
      throw new ConfError([`${either.file}:${either.line}: both blocks have ${key}, and not the same`]);
    settings.set(key, isShared ? (first ?? second)! : `if(${condition}, ${first ?? old}, ${second ?? old})`);
  }
  return settings;
}

/** The settings of a stanza with those of the blocks that it uses before its own. */
function settingsOf(stanza: Stanza, definitions: Definitions): Texts {
  const [used, either] = [stanza.settings.get('use'), stanza.settings.get('either')];
  const blocks = used?.value.split(',').map((name) => blockNamed(name.trim(), used, definitions)) ?? [];
  if (either) blocks.push(eitherOf(stanza, either, definitions));
  const settings = new Map(blocks.flatMap((block) => [...block]));
  for (const [key, setting] of stanza.settings)
    if (!['use', 'either', 'when'].includes(key))
      settings.set(key, expanded(setting, definitions.expressions));
  return settings;
}

function stanzaText(name: string, settings: Texts): string {
  const lines = [...settings].map(([key, value]) => `${key} = ${value.replaceAll('\n', '\\\n')}`);
  return [`[${name}]`, ...lines].join('\n');
}

/**
 * The text of default/props.conf or default/transforms.conf, made of the fragments in tools/knowledge: `[expression:…]` and
 * `[block:…]` are put where `@{…}` and `use = …` name them, `either = A, B` with `when = <condition>` calculates fields in one of two
 * ways, a stanza with several names is written under each. Throws ConfError with file and line.
 */
export function knowledgeConf(conf: 'props' | 'transforms', folder = FOLDER): string {
  const [props, transforms] = [fragments(folder, 'props'), fragments(folder, 'transforms')];
  const definitions = definitionsIn([...props, ...transforms]);
  const stanzas = (conf === 'props' ? props : transforms).filter(
    (stanza) => !nameIn(stanza, 'expression') && !nameIn(stanza, 'block'),
  );
  const written = stanzas.flatMap((stanza) => {
    const settings = settingsOf(stanza, definitions);
    return stanza.name.split(',').map((name) => stanzaText(name.trim(), settings));
  });
  const names = stanzas.flatMap(({ name }) => name.split(',').map((one) => one.trim()));
  const twice = names.filter((name, at) => names.indexOf(name) < at);
  if (twice.length > 0) throw new ConfError(twice.map((name) => `${conf}.conf: found [${name}] twice`));
  return `# generated from tools/knowledge/*.${conf}.conf by tools/generate.ts\n\n${written.join('\n\n')}\n`;
}
