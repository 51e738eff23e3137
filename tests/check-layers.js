/**
 * Checks the import rules of .dependency-cruiser.cjs (`npm run check`). A checker that sees no modules, or that cannot parse,
 * passes in silence; so for each rule a small violation is planted in a temporary tree first, and must be found.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

const root = fileURLToPath(new URL('..', import.meta.url));
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const FOLDERS = ['engine', 'models', 'scenarios', 'viewer', 'cli', 'tests', 'index.ts', 'node.ts'];

/** rule -> file that breaks it -> its only import. */
const planted = {
  'engine-knows-no-layer-above': ['engine/planted-up.ts', '../models/index.ts'],
  'models-know-the-engine-alone': ['models/planted-up.ts', '../scenarios/index.ts'],
  'scenarios-know-models-and-engine': ['scenarios/planted-up.ts', '../cli/index.ts'],
  'cli-and-viewer-apart': ['cli/planted-aside.ts', '../viewer/index.ts'],
  'nobody-imports-tests': ['engine/planted-test.ts', '../tests/index.ts'],
  'one-door': ['models/planted-window.ts', '../engine/inner.ts'],
  'one-door-inside-from-the-top': ['engine/planted-window.ts', './kernels/inner.ts'],
  'one-door-inside-from-a-sibling': ['engine/compile/planted-window.ts', '../kernels/inner.ts'],
  'no-cycles': ['engine/planted-cycle.ts', './planted-cycle-back.ts'],
  'no-node-modules-of-node': ['scenarios/planted-files.ts', 'node:fs'],
  'engine-packages': ['engine/planted-package.ts', 'commander'],
  'models-and-scenarios-are-data': ['models/planted-package.ts', 'rxjs'],
  'no-streams-below': ['engine/equations/planted-streams.ts', 'rxjs'],
  'description-is-plain': ['engine/network.ts', './kernels/index.ts'],
  resolvable: ['engine/planted-missing.ts', './nowhere.ts'],
};
const innocent = {
  'engine/index.ts': './inner.ts',
  'engine/planted-cycle-back.ts': './planted-cycle.ts',
  'models/index.ts': '../engine/index.ts',
  'scenarios/index.ts': '../models/index.ts',
  'engine/kernels/index.ts': './inner.ts',
};
const leaves = ['engine/inner.ts', 'engine/kernels/inner.ts', 'cli/index.ts', 'viewer/index.ts', 'tests/index.ts'];

async function violationsIn(folder, names) {
  const { output } = await cruise(names, {
    ...rules.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: rules.forbidden },
  });
  return output;
}

function write(folder, path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function checkTheChecker() {
  const folder = mkdtempSync(join(tmpdir(), 'neurarium-layers-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    write(folder, 'package.json', '{ "type": "module", "dependencies": { "rxjs": "*", "commander": "*" } }');
    for (const path of leaves) write(folder, path, 'export const one = 1;\n');
    const importing = [...Object.entries(innocent), ...Object.values(planted)];
    // A type-only import, since the rules must see those too.
    for (const [path, target] of importing)
      write(folder, path, `import type * as other from '${target}';\nexport type Other = typeof other;\n`);
    const { summary } = await violationsIn(folder, ['engine', 'models', 'scenarios', 'viewer', 'cli', 'tests']);
    const found = new Set(summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`));
    // A cycle is reported at one of its files.
    found.add([...found].find((text) => text.startsWith('no-cycles engine/planted-cycle'))?.replace('-back', ''));
    const missed = rules.forbidden.filter(({ name }) => !found.has(`${name} ${planted[name]?.[0]}`)).map(({ name }) => name);
    const accused = Object.keys(innocent).filter(
      (path) => !path.includes('planted') && [...found].some((text) => text?.endsWith(` ${path}`)),
    );
    return [
      ...missed.map((name) => `the checker missed the planted violation of '${name}'`),
      ...accused.map((path) => `the checker accuses the innocent ${path}`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkTheProject() {
  const present = FOLDERS.filter((name) => existsSync(join(root, name)));
  const { summary, modules } = await violationsIn(root, present);
  const problems = summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle?.length > 0 ? cycle.map(({ name }) => name).join(' -> ') : to;
    return `${rule.name}: ${from} -> ${way}`;
  });
  for (const name of present) {
    if (!modules.some(({ source }) => source.startsWith(name))) problems.push(`no module of ${name} was seen`);
  }
  return { problems, seen: modules.filter(({ source }) => !source.includes('node_modules')).length };
}

const blind = await checkTheChecker();
const { problems, seen } = await checkTheProject();
const all = [...blind, ...problems];
for (const problem of all) console.error(problem);
console.log(`import rules: ${seen} modules, ${rules.forbidden.length} rules, ${all.length} problems`);
if (all.length > 0 || seen === 0) process.exitCode = 1;
