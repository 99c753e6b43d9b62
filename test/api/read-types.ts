import ts from 'typescript';

/** One property of a type. */
export interface TypeProperty {
  readonly name: string;
  readonly optional: boolean;
  /** The accepted texts of a union of texts; else empty. */
  readonly values: readonly string[];
}

const program = ts.createProgram(ts.sys.readDirectory('src', ['.ts']), {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
});
const checker = program.getTypeChecker();
const sources = program.getSourceFiles().filter(({ fileName }) => !fileName.includes('node_modules') && !fileName.endsWith('.d.ts'));

/** The exported symbols of a file, by name. */
function symbolsOf(path: string): Map<string, ts.Symbol> {
  const file = sources.find(({ fileName }) => fileName.endsWith(path));
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${path} exports nothing.`);
  return new Map(
    checker
      .getExportsOfModule(module)
      .map((symbol) => [symbol.name, symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol]),
  );
}

/**
 * The names that a file exports.
 *
 * @param path of the file, from the root of the repository
 */
export function exportsOf(path: string): { readonly values: string[]; readonly types: string[] } {
  const symbols = [...symbolsOf(path)];
  const isValue = ([, { flags }]: [string, ts.Symbol]): boolean => (flags & ts.SymbolFlags.Value) !== 0;
  return {
    values: symbols.filter(isValue).map(([name]) => name),
    types: symbols.filter((symbol) => !isValue(symbol)).map(([name]) => name),
  };
}

/**
 * A type by its exported name, and by the properties that lead from there: `Shelf.profile`.
 *
 * @param name such as `Shelf` or `ListRequest.pins[]`; `[]` is the entries of a list
 * @param path of the file that exports it
 * @throws Error if there is no such type
 */
function typeOf(name: string, path = 'src/index.ts'): ts.Type {
  const [first, ...rest] = name.split('.');
  const symbol = symbolsOf(path).get(first);
  if (symbol === undefined) throw new Error(`${path} exports no ${first}.`);
  const isValue = (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) !== 0;
  let type = isValue ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
  for (const step of rest) {
    const property = type.getProperty(step.replace('[]', ''));
    if (property === undefined) throw new Error(`${name}: there is no ${step}.`);
    type = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    if (step.endsWith('[]')) type = checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type;
  }
  return type;
}

/** The texts of a union of them, without null and undefined; empty where it is something else. */
function textsOf(type: ts.Type): string[] {
  const present = checker.getNonNullableType(type);
  const parts = present.isUnion() ? present.types : [present];
  return parts.every((part) => part.isStringLiteral()) ? parts.map((part) => (part as ts.StringLiteralType).value) : [];
}

/** The texts that a type takes, such as the names of events; its name as for `propertiesOf`. */
export function valuesOf(name: string, path?: string): string[] {
  return textsOf(typeOf(name, path));
}

/** The properties of a type, those it inherits too: `ListRequest`, `Shelf.consent`, `ListRequest.pins[]`. */
export function propertiesOf(name: string, path?: string): TypeProperty[] {
  return checker.getPropertiesOfType(typeOf(name, path)).map((property) => {
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    const entry = checker.isArrayLikeType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
    return { name: property.name, optional: (property.flags & ts.SymbolFlags.Optional) !== 0, values: textsOf(entry ?? type) };
  });
}

/** The members of a union of objects told apart by `kind`: what else each has. */
export function kindsOf(name: string): Map<string, string[]> {
  const type = typeOf(name);
  return new Map(
    (type.isUnion() ? type.types : [type]).map((part) => {
      const kind = part.getProperty('kind');
      const [text] = kind ? textsOf(checker.getTypeOfSymbol(kind)) : [];
      return [text, checker.getPropertiesOfType(part).map((property) => property.name)];
    }),
  );
}

/** The signatures of a function, or of a type's methods: `track(name, parameters?, time?)`. Other properties are listed by name. */
export function callsOf(name: string, path?: string, prefix = ''): string[] {
  const written = (at: string, type: ts.Type): string => {
    const [signature] = type.getCallSignatures();
    if (signature === undefined) return at;
    const parameters = signature.parameters.map((parameter) => {
      const declaration = parameter.valueDeclaration as ts.ParameterDeclaration;
      const mark = declaration.questionToken || declaration.initializer ? '?' : '';
      if (ts.isIdentifier(declaration.name)) return `${parameter.name}${mark}`;
      const members = checker.getPropertiesOfType(checker.getTypeOfSymbol(parameter));
      return `{ ${members.map((member) => `${member.name}${member.flags & ts.SymbolFlags.Optional ? '?' : ''}`).join(', ')} }`;
    });
    return `${at}(${parameters.join(', ')})`;
  };
  const type = typeOf(name, path);
  if (type.getCallSignatures().length > 0) return [written(name, type)];
  return checker.getPropertiesOfType(type).map((property) => written(`${prefix}${property.name}`, checker.getTypeOfSymbol(property)));
}

/** The texts of a type that a file of src/ declares for itself; empty where none declares it. */
export function declaredTexts(name: string): string[] {
  return sources.flatMap((file) =>
    file.statements.flatMap((statement) =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === name ? textsOf(checker.getTypeAtLocation(statement)) : [],
    ),
  );
}

/** The values of the constants of src/, as written: name to values, each once. */
export function readConstants(): Map<string, Set<string>> {
  const constants = new Map<string, Set<string>>();
  for (const node of nodesOf('src/')) {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer || !ts.isLiteralExpression(node.initializer))
      continue;
    constants.set(node.name.text, (constants.get(node.name.text) ?? new Set()).add(node.initializer.text));
  }
  return constants;
}

/** The texts that code of a folder compares a variable with, by `===` or in a `switch`. */
export function textsComparedWith(variable: string, folder: string): Set<string> {
  const texts = new Set<string>();
  const isVariable = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === variable;
  for (const node of nodesOf(folder)) {
    if (ts.isBinaryExpression(node) && isVariable(node.left) && ts.isStringLiteral(node.right)) texts.add(node.right.text);
    if (ts.isSwitchStatement(node) && isVariable(node.expression))
      for (const clause of node.caseBlock.clauses)
        if (ts.isCaseClause(clause) && ts.isStringLiteral(clause.expression)) texts.add(clause.expression.text);
  }
  return texts;
}

/** The lists of texts in code of a folder that all begin alike, put together. */
export function listedTexts(beginning: string, folder: string): Set<string> {
  const texts = new Set<string>();
  for (const node of nodesOf(folder)) {
    if (!ts.isArrayLiteralExpression(node) || node.elements.length < 2) continue;
    const listed = node.elements.map((element) => (ts.isStringLiteral(element) ? element.text : ''));
    if (listed.every((text) => text.startsWith(beginning))) for (const text of listed) texts.add(text);
  }
  return texts;
}

/** Every node of the files in a folder. */
function* nodesOf(folder: string): Generator<ts.Node> {
  const children = (node: ts.Node): ts.Node[] => {
    const found: ts.Node[] = [];
    ts.forEachChild(node, (child) => void found.push(child));
    return found;
  };
  function* within(node: ts.Node): Generator<ts.Node> {
    yield node;
    for (const child of children(node)) yield* within(child);
  }
  for (const file of sources) if (file.fileName.includes(folder)) yield* within(file);
}
