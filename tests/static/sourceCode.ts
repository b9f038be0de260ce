/** The source as data for the static proofs: each file parsed once, its imports and the global names it uses. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseAst } from 'vite';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Import {
  readonly from: string;
  readonly isTypeOnly: boolean;
  /** Path inside the repository for a relative import, else null. */
  readonly path: string | null;
}

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Names used as values that the file does not get from an object: `fetch`, `process`, … */
  readonly names: ReadonlySet<string>;
  /** Those of them that are declared nowhere in the file. */
  readonly globals: ReadonlySet<string>;
  /** Members used as values: `Math.random`, `navigator.sendBeacon`; calls without arguments also as `new Date()`. */
  readonly members: ReadonlySet<string>;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Types vanish at run time; these are the wrappers of values among TypeScript's own nodes. */
const VALUE_WRAPPERS: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
]);

export function readSourceFiles(folder = 'src'): readonly SourceFile[] {
  return globSync(`${folder}/**/*.{ts,tsx,cjs,mjs,js}`, { cwd: ROOT })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts'))
    .toSorted()
    .map((path) => parseSource(path, readFileSync(join(ROOT, path), 'utf8')));
}

export function parseSource(path: string, text: string): SourceFile {
  const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
  const imports: Import[] = [];
  const names = new Set<string>();
  const members = new Set<string>();
  const declared = new Set<string>();
  const addImport = (source: unknown, isTypeOnly: boolean): void => {
    const from = literal(source);
    if (from === null) return;
    const target = from.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(path), from)).replaceAll('\\', '/')
      : null;
    imports.push({ from, isTypeOnly, path: target });
  };

  function visit(node: Node): void {
    switch (node.type) {
      case 'ImportDeclaration':
        for (const specifier of node.specifiers as readonly Node[]) declare(specifier.local as Node, declared);
        addImport(node.source, isTypeOnlyDeclaration(node, 'importKind'));
        return;
      case 'ExportAllDeclaration':
        addImport(node.source, node.exportKind === 'type');
        return;
      case 'ExportNamedDeclaration':
        if (node.source) {
          addImport(node.source, isTypeOnlyDeclaration(node, 'exportKind'));
          return;
        }
        break;
      case 'VariableDeclarator':
        declare(node.id as Node, declared);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ClassDeclaration':
        for (const each of [node.id, ...((node.params ?? []) as readonly unknown[])])
          if (isNode(each)) declare(each, declared);
        break;
      case 'CatchClause':
        if (isNode(node.param)) declare(node.param, declared);
        break;
      case 'ImportExpression':
        addImport(node.source, false);
        break;
      case 'CallExpression':
        if (isRequire(node.callee as Node)) addImport((node.arguments as unknown[])[0], false);
        break;
      case 'NewExpression': {
        const callee = node.callee as Node;
        if (callee.type === 'Identifier' && (node.arguments as unknown[]).length === 0) {
          members.add(`new ${callee.name}()`);
        }
        break;
      }
      case 'Identifier':
      case 'JSXIdentifier':
        names.add(node.name as string);
        return;
      case 'MemberExpression': {
        const object = node.object as Node;
        const property = node.property as Node;
        const member = node.computed ? literal(property) : (property.name as string);
        if (object.type === 'Identifier' && member !== null) members.add(`${object.name}.${member}`);
        visit(object);
        if (node.computed) visit(property);
        return;
      }
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
        if (node.computed) visit(node.key as Node);
        if (node.value) visit(node.value as Node);
        return;
    }
    if (node.type.startsWith('TS')) {
      if (VALUE_WRAPPERS.has(node.type)) visit(node.expression as Node);
      return;
    }
    for (const [key, child] of Object.entries(node)) {
      if (key === 'typeAnnotation' || key === 'returnType' || key === 'typeParameters' || key === 'typeArguments')
        continue;
      for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) visit(each);
    }
  }

  visit(program);
  const globals = new Set([...names].filter((name) => !declared.has(name)));
  return { path, text, imports, names, globals, members };
}

/** The package of a bare import: "@scope/name" or "name"; null for relative and built-in ones. */
export function packageOf(from: string): string | null {
  if (from.startsWith('.') || from.startsWith('node:')) return null;
  return /^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? null;
}

/** The names a pattern binds: `a`, `{ b: c, ...d }`, `[e = 1]`. */
function declare(pattern: Node, into: Set<string>): void {
  switch (pattern.type) {
    case 'Identifier':
      into.add(pattern.name as string);
      return;
    case 'AssignmentPattern':
      declare(pattern.left as Node, into);
      return;
    case 'RestElement':
      declare(pattern.argument as Node, into);
      return;
    case 'ArrayPattern':
      for (const each of pattern.elements as readonly unknown[]) if (isNode(each)) declare(each, into);
      return;
    case 'ObjectPattern':
      for (const each of pattern.properties as readonly Node[]) declare((each.value ?? each) as Node, into);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function literal(node: unknown): string | null {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** `import type …`, or a list whose every name is a type. */
function isTypeOnlyDeclaration(node: Node, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true;
  const specifiers = (node.specifiers ?? []) as readonly Node[];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier[kind] === 'type');
}

/** `require(…)`, `require.resolve(…)`, `createRequire(…)(…)`. */
function isRequire(callee: Node): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type === 'MemberExpression') return isRequire(callee.object as Node);
  return callee.type === 'CallExpression' && (callee.callee as Node).name === 'createRequire';
}
