import { compileEval, parseEval } from '../spl/eval';
import type { Column } from '../spl/relation';

/** An eval expression in a conf file. */
export interface EvalSetting {
  readonly expression: string;
  readonly place: string;
}

type Compiled = ReturnType<typeof compileEval>;

/** The SQL of an eval expression over these columns. Throws an Error that names file and line of the setting. */
export function compileSetting({ expression, place }: EvalSetting, columns: readonly Column[]): Compiled {
  try {
    return compileEval(parseEval(expression), columns);
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
