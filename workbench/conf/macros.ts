import type { AppConf } from './app';
import { isTrue } from './commands';
import type { Stanza } from './parse';

/** One search macro (macros.conf); its stanza is `name`, or `name(N)` when it takes N arguments. */
export interface Macro {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly definition: string;
  /** The definition is an eval expression whose text is the macro's. */
  readonly isEval: boolean;
  /** An eval expression over the arguments that has to be true. */
  readonly validation?: string;
  readonly errorMessage?: string;
  readonly stanza: Stanza;
}

function readMacro(stanza: Stanza): Macro {
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
  const validation = text('validation');
  const errorMessage = text('errormsg');
  return {
    name: stanza.name.replace(/\(\d+\)$/, ''),
    parameters: (text('args') ?? '').split(',').flatMap((name) => name.trim() || []),
    definition: text('definition') ?? '',
    isEval: isTrue(text('iseval')),
    ...(validation !== undefined && { validation }),
    ...(errorMessage !== undefined && { errorMessage }),
    stanza,
  };
}

/** The app's macros by stanza name: `name` without arguments, `name(N)` with N of them. */
export function readMacros(app: AppConf): ReadonlyMap<string, Macro> {
  return new Map([...app.conf('macros')].map(([name, stanza]) => [name, readMacro(stanza)]));
}
