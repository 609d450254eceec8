import type { Source } from '../source';

/** What every node knows of where it was written. */
interface Written {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '.'
  | '='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | 'LIKE'
  | 'AND'
  | 'OR'
  | 'XOR';

/** An eval expression as a tree. */
export type Expression = Written &
  (
    | { readonly kind: 'literal'; readonly value: string | number }
    | { readonly kind: 'field'; readonly name: string }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
    | { readonly kind: 'not'; readonly operand: Expression }
    | { readonly kind: 'negate'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'in'; readonly value: Expression; readonly list: readonly Expression[] }
  );

/** The names of all fields that an expression reads. */
export function fieldsOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'field':
      return [expression.name];
    case 'call':
      return expression.args.flatMap(fieldsOf);
    case 'not':
    case 'negate':
      return fieldsOf(expression.operand);
    case 'binary':
      return [...fieldsOf(expression.left), ...fieldsOf(expression.right)];
    case 'in':
      return [expression.value, ...expression.list].flatMap(fieldsOf);
  }
}
