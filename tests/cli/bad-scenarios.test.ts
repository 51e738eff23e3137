import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../build.ts';
import { file, folder, neurarium, resultOf, said } from './command.ts';

const place = folder();
/** Where the package is installed, so that files import it without the program's own hooks, which the test runner does not let in. */
const installed = folder();
mkdirSync(join(installed, 'node_modules'));
symlinkSync(root, join(installed, 'node_modules/neurarium'), 'dir');

/** A user's file, outside the repository, with a single population E of neurons `m`. */
function scenario(name: string, { at = place, neuron = '', network = '{ E: lif.of(10) }, []', more = '' }): string {
  return file(
    at,
    name,
    `import { allToAll, defineNeuron, fixedInDegree, lif, network, probability, scenario } from 'neurarium';

${neuron === '' ? '' : `const m = defineNeuron({\n  name: 'm',\n  source: 'me',\n${neuron}\n});\n`}
export default scenario({
  id: 'mine',
  title: 'Mine',
  source: 'me',
  dt: '0.1 ms',
  duration: '100 ms',
  network: (controls) => network(${network}),
  ${more}
});
`,
  );
}

const grow = (equations: string, integrator = "integrator: 'euler',"): string => `
  parameters: { tau: { default: '10 ms', doc: 'time constant' }, scale: { default: '1 mV', doc: 'scale' } },
  state: { v: { unit: 'mV', initial: 'scale', doc: 'potential' } },
  ports: { in: { unit: 'mV', on: 'v += weight' } },
  equations: \`${equations}\`,
  ${integrator}
  spike: { when: 'v < -1 mV', reset: 'v = 0 mV' },`;

const projection = (parts: string): string =>
  `{ E: lif.of(10) }, [{ from: 'E', to: 'E', port: 'excitatory', wiring: probability(0.1), weight: '1 mV', ${parts} }]`;

describe("a user's scenario file", () => {
  it.each(['ok.ts', 'ok.mts', 'ok.js', 'ok.mjs'])('%s imports from neurarium wherever it lies', async (name) => {
    const typed = name.endsWith('ts') ? 'const size: number = 12;' : 'const size = 12;';
    file(
      place,
      name,
      `import { lif, network, scenario } from 'neurarium';\n${typed}\nexport default scenario({ id: 'mine', title: 'Mine', source: 'me', dt: '0.1 ms', duration: '10 ms', network: () => network({ E: lif.of(size) }, []) });\n`,
    );
    const result = await resultOf(['run', name], { cwd: place });
    expect(result).toMatchObject({ scenario: 'mine', populations: { E: { size: 12 } } });
  });

  it('may import other files of its own, and shows its own controls', async () => {
    file(place, 'size.ts', 'export const size: number = 12;\n');
    file(
      place,
      'two.ts',
      `import { lif, network, scenario } from 'neurarium';\nimport { size } from './size.ts';\nexport default scenario({ id: 'two', title: 'Two', source: 'me', dt: '0.1 ms', duration: '10 ms', controls: { cells: { default: size, min: 1, integer: true, doc: 'how many' } }, network: ({ cells }) => network({ E: lif.of(cells) }, []) });\n`,
    );
    const help = await neurarium(['run', './two.ts', '--help'], { cwd: place });
    expect(help.stdout).toContain('Usage: neurarium run ./two.ts [options]');
    expect(help.stdout).toMatch(/--cells <number> +how many; a whole number of at least 1 \(default:\s+12\)/);
    const result = await resultOf(['run', './two.ts', '--cells', '1'], { cwd: place });
    expect(result).toMatchObject({ controls: { cells: 1 }, populations: { E: { size: 1 } } });
  });

  it('whose expectation cannot be met ends with exit code 1', async () => {
    const path = scenario('impossible.ts', {
      more: "expect: [{ of: 'E', measure: 'rate', atLeast: 1e6, why: 'Hz, more than there are steps' }],",
    });
    const { code, stdout, stderr } = await neurarium(['run', path]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/✗ {2}rate of E .* expected at least 1000000 \(Hz, more than there are steps\)/);
    const result = await resultOf(['run', path]);
    expect(result.expect).toEqual([{ of: 'E', measure: 'rate', value: expect.any(Number), between: [1e6, null], pass: false }]);
  });
});

type Parts = Parameters<typeof scenario>[1];
const mistakes: readonly (readonly [what: string, parts: Parts, code: string, words: string[]])[] = [
  ['a misspelt population', { network: projection("to: 'Ee'") }, 'description', ["population 'Ee' is unknown", "Did you mean 'E'?", 'projection 0 (E -> Ee)']],
  ['a misspelt port', { network: projection("port: 'exitatory'") }, 'description', ["E (model lif) has no port 'exitatory'", "'excitatory'"]],
  ['a misspelt parameter', { network: "{ E: lif.of(10, { taus: '20 ms' }) }, []" }, 'description', ["'taus' is neither a parameter nor a state", "'tau'"]],
  ['a misspelt unit', { network: "{ E: lif.of(10, { tau: '20 mss' }) }, []" }, 'unit', ["'20 mss' has a unit that cannot be read", "'ms'", 'tau']],
  ['the wrong unit', { network: projection("weight: '1 nS'") }, 'unit', ["weight: '1 nS' is in nS, expected a quantity in mV", "'20 mV'"]],
  ['no unit', { network: '{ E: lif.of(10, { tau: 20 }) }, []' }, 'unit', ['20', 'tau', 'ms']],
  ['no cell', { network: '{ E: lif.of(0) }, []' }, 'description', ['a population of 0 cells, expected a whole number of at least 1']],
  ['half a cell', { network: '{ E: lif.of(1.5) }, []' }, 'description', ['a population of 1.5 cells, expected a whole number']],
  ['a syntax error', { neuron: grow('dv/dt = -v / / tau') }, 'equation', ["syntax error: expected an expression, found '/'", 'dv/dt = -v / / tau\n               ^', 'model m, equations, line 1, column 14']],
  ['an undefined name', { neuron: grow('dv/dt = -v / taau') }, 'equation', ["'taau' is not known", "Did you mean 'tau'?", 'line 1, column 14']],
  ['mismatched units', { neuron: grow('dv/dt = -v + tau') }, 'unit', ["'-v' is in mV, but 'tau' is in ms", 'model m, equations, line 1']],
  ['no integrator', { neuron: grow('dv/dt = v*v/(tau*scale)', '') }, 'equation', ['names no integrator', 'not linear', "'euler'"]],
  ['dt longer than the run', { more: "dt: '1 s'," }, 'description', ['dt is 1000 ms, longer than the whole run of 100 ms']],
  ['a duration that is no multiple of dt', { more: "dt: '0.3 ms'," }, 'description', ['duration of 100 ms is no multiple of dt, 0.3 ms', "'99.9 ms'"]],
  ['a misspelt population in what it expects', { more: "expect: [{ of: 'F', measure: 'rate', atLeast: 1, why: 'Hz' }]," }, 'description', ["population 'F' is unknown", 'expectation 0']],
  ['no network', { network: '3' }, 'description', ['network']],
]; // biome-ignore format: a table

describe('a scenario file with', () => {
  it.each(mistakes)('%s gets one clear message, its place, and exit code 2', async (what, parts, kind, words) => {
    const name = `${what.replaceAll(' ', '-')}.js`;
    const path = scenario(name, { ...parts, at: installed });
    const { code, stdout, stderr } = await said(['run', path, '--json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const { error } = JSON.parse(stdout);
    expect(error.code).toBe(kind);
    expect(error.where).toContain(`scenario file ${path}`);
    for (const word of words) expect(`${error.message}\n${error.where}\n${error.hint}`).toContain(word);
    expect(error.hint).toMatch(/Look at line \d+, column \d+\.$/);
  });

  const broken: readonly (readonly [name: string, contents: string, words: string[]])[] = [
    ['throws.ts', "interface A { a: number }\n\nthrow new RangeError('out of cheese');\n", ['loading it threw RangeError: out of cheese', 'line 3']],
    ['throws.js', "throw new RangeError('out of cheese');\n", ['loading it threw RangeError: out of cheese', 'line 1']],
    ['nothing.js', 'throw undefined;\n', ['loading it threw undefined']],
    ['syntax.ts', '\nexport const a = ;\n', ['SyntaxError: Unexpected ";"', 'line 2, column 17']],
    ['syntax.js', '\nexport const a = ;\n', ["SyntaxError: Unexpected token ';'", "'node --check syntax.js'"]],
    ['misspelt.ts', "import { liff } from 'neurarium';\nconsole.log(liff);\n", ["'neurarium' does not provide an export named 'liff'", "Did you mean 'lif'?"]],
    ['number.js', 'export default 3;\n', ['number.js exports no scenario', 'export default scenario(']],
    ['data.json', '{}', ['data.json is no TypeScript or JavaScript module']],
  ]; // biome-ignore format: a table

  it.concurrent.each(broken)('what is in %s gets one clear message and exit code 2', async (name, contents, words) => {
    file(place, name, contents);
    const { code, stdout, stderr } = await neurarium(['run', name], { cwd: place });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/internal|\n\s+at /);
  });

  it('something that throws later still ends in one error, and exit code 3', async () => {
    const path = scenario('later.js', { more: '}); setTimeout(() => { throw new RangeError("later"); }, 1); ({' });
    const { code, stdout, stderr } = await neurarium(['run', path, '--duration', '1000 s', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'internal', message: 'later' });
    expect(stderr).toContain('RangeError: later');
  });

  it('a network function that throws for some controls names the controls and the line', async () => {
    const path = scenario('late.ts', {
      network: "{ E: lif.of(controls.size > 5 ? (() => { throw new RangeError('too many for me'); })() : 3) }, []",
      more: "controls: { size: { default: 3, min: 1, max: 10, integer: true, doc: 'cells' } },",
    });
    expect((await neurarium(['run', path, '--quiet'])).code).toBe(0);
    const { code, stderr } = await neurarium(['run', path, '--size', '7']);
    expect(code).toBe(2);
    expect(stderr).toContain('network of scenario mine threw RangeError: too many for me');
    expect(stderr).toMatch(/It was called with {"size":7}\. Look at line \d+/);
  });

  it.each([
    ['missing.ts', 'no file missing.ts'],
    ['.', '. is no'],
    ['missing/mine.ts', 'no file missing/mine.ts'],
  ])(
    // biome-ignore format: a table
    "a path '%s' where there is none says so",
    async (path, words) => {
      const { code, stderr } = await neurarium(['run', path], { cwd: place });
      expect(code).toBe(2);
      expect(stderr).toContain(words);
    },
  );
});

describe('a network too large', () => {
  it.each([
    [
      '10 million cells of 1,000 synapses each',
      "{ E: lif.of(1e7) }, [{ from: 'E', to: 'E', port: 'excitatory', wiring: fixedInDegree(1000), weight: '1 mV' }]",
      '10,000,000,000 synapses',
    ],
    [
      'a million cells, all to all',
      "{ E: lif.of(1e6) }, [{ from: 'E', to: 'E', port: 'excitatory', wiring: allToAll(), weight: '1 mV' }]",
      '000,000,000 synapses',
    ],
  ])('%s is refused with its estimate before the memory is taken', async (what, network, words) => {
    // biome-ignore format: a table
    const path = scenario(`${what.replaceAll(/\W+/g, '-')}.ts`, { network });
    const begin = performance.now();
    const { code, stderr } = await neurarium(['run', path]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/needs about [\d.]+ [GT]iB/);
    // Wiring it would take minutes; this only tells the two apart.
    expect(performance.now() - begin).toBeLessThan(30_000);
  });
});

describe('a model that blows up', () => {
  it('stops the run with step, population, variable and cell, and exit code 3; what was recorded until then replays', async () => {
    const path = scenario('blows-up.ts', { neuron: grow('dv/dt = v*v/(tau*scale)'), network: '{ E: m.of(3) }, []' });
    const trace = join(place, 'blown-up.mcap');
    const { code, stdout } = await neurarium(['run', path, '--json', '--record', trace]);
    expect(code).toBe(3);
    const { error } = JSON.parse(stdout);
    expect(error.code).toBe('not-finite');
    const text = `${error.message} ${error.where}`;
    const step = Number(/step (\d+)/.exec(text)![1]);
    expect(step).toBeGreaterThan(100);
    expect(text).toMatch(/population E/);
    expect(text).toMatch(/\bv\b/);
    expect(text).toMatch(/cell 0/);
    expect(error.hint).toContain(`neurarium replay ${trace}`);
    const replayed = await resultOf(['replay', trace]);
    expect(replayed.interrupted).toBe(true);
    expect(Math.abs(replayed.steps - step)).toBeLessThanOrEqual(1);
  });
});
