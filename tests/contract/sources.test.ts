/** What no import rule sees: clocks, randomness and functions whose last bits differ between JavaScript engines. */
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** ECMAScript leaves the bits of these to the implementation (ECMA-262, 21.3.2). */
const inexact = [
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot',
  'log log1p log10 log2 pow sin sinh tan tanh',
].flatMap((line) => line.split(' '));
const members = new Map([
  ...inexact.map((name) => [`Math.${name}`, 'its bits differ between JavaScript engines: use engine/kernels/functions'] as const),
  ['Math.random', 'not seeded: use RandomStream'],
  ['Date.now', 'no clock here: host.now()'],
  ['performance.now', 'no clock here: host.now()'],
  ['WebAssembly.instantiateStreaming', 'no network here'],
] as const);
const names = new Map([
  ['eval', 'never'],
  ['Function', 'never made from strings'],
  ['require', 'ECMAScript modules only'],
  ['process', 'Node only'],
  ['Buffer', 'Node only: Uint8Array'],
  ['setTimeout', 'no timer here: host.yield()'],
  ['setInterval', 'no timer here: host.yield()'],
  ['setImmediate', 'no timer here: host.yield()'],
]);

function files(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.generated.ts') && !path.includes('/assembly/'));
}

/** A name that is used as a value, not a property of something else, a key or a part of a type. */
function isFreeName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isCallExpression(parent) || ts.isNewExpression(parent);
}

function isWholeNumber(node: ts.Expression): boolean {
  return ts.isNumericLiteral(node) && /^\d+$/.test(node.text);
}

/** Why this node may not stand in a source of engine, models or scenarios. */
function objection(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const name = `${node.expression.text}.${node.name.text}`;
    const reason = members.get(name as never);
    if (reason !== undefined) return `${name}: ${reason}`;
  }
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer?.getText() === 'Math') {
    return 'destructured Math: write Math.floor and so on, so that this test sees the names';
  }
  if (ts.isIdentifier(node) && names.has(node.text) && isFreeName(node)) return `${node.text}: ${names.get(node.text)}`;
  const isPower = ts.isBinaryExpression(node) && /^\*\*=?$/.test(node.operatorToken.getText());
  // A power of whole literals, such as 2 ** 32, is exact in every engine.
  if (isPower && !(isWholeNumber(node.left) && isWholeNumber(node.right))) {
    const exponent = node.right.getText();
    if (!(isWholeNumber(node.left) && /^-\d+$/.test(exponent))) return `**: ${members.get('Math.pow')}`;
  }
  return undefined;
}

function objections(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const reason = objection(node);
    if (reason !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${path}:${line + 1} ${reason}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe.each(['engine', 'models', 'scenarios'])('the sources of %s', (folder) => {
  const sources = files(folder).map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));

  test('are seen by this test', () => {
    expect(sources.length).toBeGreaterThan(1);
  });

  test('use no clock, timer or unseeded draw, no code made of strings, and no function with engine-defined bits', () => {
    expect(sources.flatMap(({ path, text }) => objections(path, text))).toEqual([]);
  });

  test('have at most 500 lines and leave nothing to do later', () => {
    expect(sources.filter(({ text }) => text.split('\n').length > 501).map(({ path }) => path)).toEqual([]);
    expect(sources.filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

test.each([
  'Math.exp(1)',
  'const f = Math.pow',
  'const { sin } = Math',
  'x ** 2',
  'x **= 3',
  'Math.random()',
  'Date.now()',
  'new Function("return 1")',
  'eval("1")',
  'setTimeout(f, 1)',
])('%s would be found', (text) => {
  expect(objections('planted.ts', text)).toHaveLength(1);
});

test.each(['Math.sqrt(2)', '2 ** 32', '2 ** -52', 'own.exp(1)', 'const process = 1', "'Math.exp'", '// Math.exp(1)'])(
  '%s is left alone',
  (text) => {
    expect(objections('innocent.ts', text)).toEqual([]);
  },
);
