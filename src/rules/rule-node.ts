/** The type of an expression or a node: a number, a text, or a truth value. */
export type RuleType = 'number' | 'text' | 'truth';

/** An arithmetic operator. */
export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** A comparison operator. */
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A node of an expression, with its type and its index in the text. */
export type RuleNode = { readonly type: RuleType; readonly at: number } & (
  | {
      readonly kind: 'constant';
      /** Several texts: equal to each of them. */
      readonly value: number | string | boolean | readonly string[];
    }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'not' | 'minus'; readonly operand: RuleNode }
  | { readonly kind: 'and' | 'or'; readonly left: RuleNode; readonly right: RuleNode }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: RuleNode; readonly right: RuleNode }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: RuleNode; readonly right: RuleNode }
  | { readonly kind: 'in'; readonly operand: RuleNode; readonly values: readonly (number | string)[] }
  | { readonly kind: 'choice'; readonly condition: RuleNode; readonly then: RuleNode; readonly otherwise: RuleNode }
);
