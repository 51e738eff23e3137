/** `from: 'cell.c'`: any output of a population, beside its spikes, with delays of their own. */
import { describe, expect, it } from 'vitest';
import { defineCell, defineNeuron, network, oneToOne } from '../../../engine/index.ts';
import { simulationOf, valuesAfterSteps } from '../../simulated.ts';

/** Counts steps, up and down, and spikes at every third. */
const source = defineNeuron({
  name: 'source',
  source: 'of a test',
  state: {
    up: { unit: '1', initial: 0, doc: 'number of steps' },
    down: { unit: 'mV', initial: 0, doc: 'less and less' },
    inner: { unit: '1', initial: 0, doc: 'not to be read' },
  },
  equations: `
    up' = up + 1
    down' = down - 1 mV
    inner' = 0
  `,
  spike: { when: 'up - 3 * floor(up / 3) == 0' },
  outputs: ['up', 'down'],
});
const target = defineCell({
  name: 'target',
  source: 'of a test',
  state: {
    n: { unit: '1', initial: 0, doc: 'what came to one' },
    v: { unit: 'mV', initial: 0, doc: 'what came to volts' },
    s: { unit: '1', initial: 0, doc: 'what came of spikes' },
  },
  ports: { one: { unit: '1' }, volts: { unit: '1' }, spikes: { unit: '1' } },
  equations: `
    n' = one
    v' = volts * 1 mV
    s' = spikes
  `,
});
const cells = { a: source.of(2), b: target.of(2) };
const each = { to: 'b', wiring: oneToOne(), weight: 1 } as const;

describe.each(['wasm', 'interpreter'] as const)('several outputs (%s)', (backend) => {
  it('are read side by side, each with its delay, and spikes beside them', () => {
    const described = network(cells, [
      { from: 'a.up', ...each, port: 'one' },
      { from: 'a.down', ...each, port: 'volts', delay: '0.2 ms' },
      { from: 'a', ...each, port: 'spikes', weight: 5 },
    ]);
    expect(described.projections.map(({ from, variable }) => [from, variable])).toEqual([
      ['a', 'up'],
      ['a', 'down'],
      ['a', null],
    ]);
    const simulation = simulationOf(described, { backend });
    const [n, v, s] = ['n', 'v', 's'].map((name) => valuesAfterSteps(simulation, 'b', name));
    simulation.step(7);
    expect(n!.map(([first]) => first)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(v!.map(([first]) => first)).toEqual([0, 0, -1, -2, -3, -4, -5]);
    // Spikes are found in steps 2 and 5, and read one step later.
    expect(s!.map(([first]) => first)).toEqual([0, 0, 0, 5, 0, 0, 5]);
  });

  it('of one population may go to one port, and add there', () => {
    const described = network(cells, [
      { from: 'a.up', ...each, port: 'one' },
      { from: 'a.up', ...each, port: 'one', weight: 100, delay: '0.1 ms' },
      { from: 'a.down', ...each, port: 'one', weight: 0.5, delay: '0.3 ms' },
    ]);
    const simulation = simulationOf(described, { backend });
    const n = valuesAfterSteps(simulation, 'b', 'n');
    simulation.step(5);
    expect(n.map(([first]) => first)).toEqual([1, 102, 203, 303.5, 404]);
  });
});

it('an output must be one of the model, for TypeScript too', () => {
  // @ts-expect-error a state variable that is no output
  expect(() => network(cells, [{ from: 'a.inner', ...each, port: 'one' }])).toThrow("'inner' is no output of a (model source)");
  // @ts-expect-error no such variable
  expect(() => network(cells, [{ from: 'a.upp', ...each, port: 'one' }])).toThrow("'upp' is no output");
  // @ts-expect-error no such population
  expect(() => network(cells, [{ from: 'c.up', ...each, port: 'one' }])).toThrow("population 'c' is unknown");
});
