import type { AppConf } from '../../workbench/conf/app';
import type { Stanza } from '../../workbench/conf/parse';
import { parseEval } from '../../workbench/spl/eval';
import type { Expression } from '../../workbench/spl/expression/tree';

/** A regular expression of a conf file, and the setting that holds it. */
export interface ConfRegex {
  readonly place: string;
  readonly regex: string;
  /** It is run on lines, or on parts of one: there is no line feed that `.` would stop at. */
  readonly isOfLine: boolean;
}

/** Functions of eval whose second argument is a regular expression. */
const MATCHING = new Set(['match', 'replace']);
const REGEX_SETTING = /^(?:REGEX|TIME_PREFIX|FIELD_HEADER_REGEX|MISSING_VALUE_REGEX)$/;

function regexesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'call': {
      const [, pattern] = expression.args;
      const own = MATCHING.has(expression.name) && pattern?.kind === 'literal' ? [String(pattern.value)] : [];
      return [...own, ...expression.args.flatMap(regexesIn)];
    }
    case 'not':
    case 'negate':
      return regexesIn(expression.operand);
    case 'binary':
      return [expression.left, expression.right].flatMap(regexesIn);
    case 'in':
      return [expression.value, ...expression.list].flatMap(regexesIn);
    default:
      return [];
  }
}

function regexesOf({ name, settings }: Stanza): ConfRegex[] {
  return [...settings].flatMap(([key, { value }]): ConfRegex[] => {
    const place = `[${name}] ${key}`;
    const line = (regex: string): ConfRegex[] => [{ place, regex, isOfLine: true }];
    const evaluated = (expression: string): ConfRegex[] =>
      regexesIn(parseEval(expression)).map((regex) => ({ place, regex, isOfLine: false }));
    if (REGEX_SETTING.test(key)) return line(value);
    if (key.startsWith('EXTRACT-')) return line(value.replace(/\s+in\s+[\w.{}]+\s*$/, ''));
    if (key === 'INGEST_EVAL') return evaluated(value.slice(value.indexOf('=') + 1));
    return key.startsWith('EVAL-') ? evaluated(value) : [];
  });
}

/** Every regular expression in props.conf and transforms.conf, each once, with the first setting that holds it. */
export function confRegexes(app: AppConf): ConfRegex[] {
  const all = ['props', 'transforms'].flatMap((name) => [...app.conf(name).values()].flatMap(regexesOf));
  const first = new Map<string, ConfRegex>();
  for (const one of all) if (!first.has(one.regex)) first.set(one.regex, one);
  return [...first.values()];
}
