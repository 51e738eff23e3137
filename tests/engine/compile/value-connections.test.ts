import { describe, expect, it } from 'vitest';
import { allToAll, compile, defineCell, fixedInDegree, network, oneToOne, pairs, values } from '../../../engine/index.ts';
import { currentStep, lifDelta } from '../../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';
import { planOf, synapsesOf } from './tables.ts';

const sum = defineCell({
  name: 'sum',
  source: 'of a test',
  state: { x: { unit: '1', initial: 0, doc: 'what came in this step' } },
  ports: { input: { unit: '1', doc: 'taken as it is' } },
  equations: "x' = input",
});
const clock = defineCell({
  name: 'clock',
  source: 'of a test',
  parameters: { first: { default: 100, doc: 'value before step 0' } },
  state: { n: { unit: '1', initial: 'first', doc: 'the number of the step' } },
  equations: "n' = floor(t / dt + 0.5)",
});

const one = { port: 'input', wiring: oneToOne(), weight: 1 } as const;
const namesOf = (described: Parameters<typeof planOf>[0]) => planOf(described).schedule.map(({ name }) => name);

describe('the schedule', () => {
  it('steps the source of a value before its target, and keeps the declared order otherwise', () => {
    const cells = { d: sum.of(1), a: sum.of(1), c: sum.of(1), b: sum.of(1) };
    expect(namesOf(network(cells, []))).toEqual(['d', 'a', 'c', 'b']);
    const chain = network(cells, [
      { from: 'a', to: 'b', ...one },
      { from: 'b', to: 'c', ...one },
      { from: 'c', to: 'd', ...one },
    ]);
    expect(namesOf(chain)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes no notice of values with a delay', () => {
    const cells = { b: sum.of(1), a: sum.of(1) };
    expect(namesOf(network(cells, [{ from: 'a', to: 'b', ...one, delay: '0.1 ms' }]))).toEqual(['b', 'a']);
    expect(namesOf(network(cells, [{ from: 'a', to: 'b', ...one, delay: '0.04 ms' }]))).toEqual(['a', 'b']);
  });

  it('refuses a circle of delays that round to none, by name', () => {
    const described = network({ a: sum.of(1), b: sum.of(1) }, [
      { from: 'a', to: 'b', ...one },
      { from: 'b', to: 'a', ...one, delay: '0.04 ms' },
    ]);
    expect(() => planOf(described)).toThrow('delays round to 0 steps form a cycle: ');
    expect(() => compile(described, { dt: 0.01, seed: 1, precision: 'float64', lanes: 1 })).not.toThrow();
  });

  it('lets a value pass a whole chain in one step', () => {
    const described = network({ d: sum.of(1), c: sum.of(1), a: clock.of(1) }, [
      { from: 'c', to: 'd', ...one },
      { from: 'a', to: 'c', ...one },
    ]);
    const simulation = simulationOf(described);
    const x = valuesAfterSteps(simulation, 'd', 'x');
    simulation.step(4);
    expect(x).toEqual([[0], [1], [2], [3]]);
  });
});

describe('a value connection', () => {
  it.each(['wasm', 'interpreter'] as const)(
    'with a delay of d steps reads step n - d, before that the initial value (%s)',
    (backend) => {
      const delays = [0, 1, 2, 7];
      const described = network(
        { s: clock.of(2, { first: [100, 200] }), ...Object.fromEntries(delays.map((d) => [`t${d}`, sum.of(2)])) } as never,
        delays.map((d) => ({ from: 's', to: `t${d}`, ...one, delay: `${d / 10} ms` })) as never,
      );
      const simulation = simulationOf(described, { backend });
      const found = delays.map((d) => valuesAfterSteps(simulation, `t${d}`, 'x'));
      simulation.step(12);
      delays.forEach((d, k) => {
        found[k]!.forEach((row, step) => expect(row).toEqual(step < d ? [100, 200] : [step - d, step - d]));
      });
    },
  );

  it('sums with weights in the order of the wiring', () => {
    const wiring = pairs([2, 0, 1, 2], [0, 0, 1, 1]);
    const described = network({ s: clock.of(3, { first: [1, 10, 100] }), t: sum.of(3) }, [
      { from: 's', to: 't', port: 'input', wiring, weight: [2, 3, 5, 7], delay: '0.3 ms' },
    ]);
    const simulation = simulationOf(described);
    expect(synapsesOf(simulation.plan).map(({ source, target, weight }) => [source, target, weight])).toEqual([
      [2, 0, 2],
      [0, 0, 3],
      [1, 1, 5],
      [2, 1, 7],
    ]);
    const x = valuesAfterSteps(simulation, 't', 'x');
    simulation.step();
    expect(x[0]).toEqual([203, 750, 0]);
  });

  it('adds to other connections and to stimuli of its port', () => {
    const described = network({ a: clock.of(2), b: clock.of(3), t: sum.of(2) }, [
      { from: 'a', to: 't', ...one },
      { from: 'b', to: 't', port: 'input', wiring: allToAll(), weight: 10 },
      { from: 'b', to: 't', port: 'input', wiring: fixedInDegree(2), weight: 1000, delay: '0.1 ms' },
    ]);
    const simulation = simulationOf(described);
    const x = valuesAfterSteps(simulation, 't', 'x');
    stimulateAt(simulation, 5, 't', 'input', { cells: [1], value: 0.5 });
    simulation.step(7);
    const without = (n: number) => n + 30 * n + 2000 * (n - 1);
    expect(x.slice(5)).toEqual([
      [without(5), without(5) + 0.5],
      [without(6), without(6)],
    ]);
  });

  it('reads the variable that is named, and spikes drive a value port for one step', () => {
    const described = network({ cell: lifDelta.of(1), seen: sum.of(1), t: sum.of(1) }, [
      { from: 'cell.v', to: 'seen', ...one },
      { from: 'cell', to: 't', port: 'input', wiring: oneToOne(), weight: 4, delay: '0.2 ms' },
    ]);
    const simulation = simulationOf(described);
    const seen = valuesAfterSteps(simulation, 'seen', 'x');
    const x = valuesAfterSteps(simulation, 't', 'x');
    stimulateAt(simulation, 1, 'cell', 'synapse', { cells: 'all', value: 100 });
    simulation.step(7);
    expect(seen.map(([value]) => value)).toEqual(new Array(7).fill(-65));
    // A spike of step 1 with d = 2 arrives in step 4.
    expect(x.map(([value]) => value)).toEqual([0, 0, 0, 0, 4, 0, 0]);
  });

  it('goes back to initial values by a reset', () => {
    const described = network({ s: clock.of(1), t: sum.of(1) }, [{ from: 's', to: 't', ...one, delay: '0.3 ms' }]);
    const simulation = simulationOf(described);
    simulation.step(5);
    simulation.reset();
    const x = valuesAfterSteps(simulation, 't', 'x');
    simulation.step(5);
    expect(x.map(([value]) => value)).toEqual([100, 100, 100, 5, 6]);
  });
});

it('a current that is switched in mid-step by rounding is switched in whole steps by every target', () => {
  const described = network({ n: lifDelta.of(3), s: currentStep.of(3, { start: values('ms', [0.3, 0.7, 1.1]) }) }, [
    { from: 's', to: 'n', port: 'current', wiring: oneToOne(), weight: '1 pA' },
  ]);
  const simulation = simulationOf(described);
  const v = valuesAfterSteps(simulation, 'n', 'v');
  simulation.step(15);
  const first = [0, 1, 2].map((cell) => v.findIndex((row) => row[cell]! > -65));
  expect(first).toEqual([3, 7, 11]);
});
