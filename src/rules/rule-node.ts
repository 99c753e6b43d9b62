/** What an expression or a part of it gives for an item: a number, a text, or whether something holds. */
export type RuleType = 'number' | 'text' | 'truth';

/** Two numbers become one. */
export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** Two values are held against each other. */
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A node of an expression: what it gives, and where it begins in the text, counted from 0. */
export type RuleNode = { readonly type: RuleType; readonly at: number } & (
  | { readonly kind: 'constant'; readonly value: number | string | boolean }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'not' | 'minus'; readonly operand: RuleNode }
  | { readonly kind: 'and' | 'or'; readonly left: RuleNode; readonly right: RuleNode }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: RuleNode; readonly right: RuleNode }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: RuleNode; readonly right: RuleNode }
  | { readonly kind: 'in'; readonly operand: RuleNode; readonly values: readonly (number | string)[] }
  | { readonly kind: 'choice'; readonly condition: RuleNode; readonly then: RuleNode; readonly otherwise: RuleNode }
);
