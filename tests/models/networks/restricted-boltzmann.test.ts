/** A restricted Boltzmann machine left to itself: block Gibbs sampling, from both back ends and from streams. */
import { expect, it } from 'vitest';
import { connectionTags } from '../../../engine/connection-tags.ts';
import { normal } from '../../../engine/index.ts';
import { freeEnergy, logPartition } from '../../../engine/numerics/index.ts';
import { restrictedBoltzmann } from '../../../models/index.ts';
import { simulationOf, valuesAfterSteps } from '../../simulated.ts';

const [visible, hidden] = [4, 3];
const machine = restrictedBoltzmann({ visible, hidden, weight: normal(0, 1.5) });

/** As they are drawn: the connection back has the same. */
function weights(): number[] {
  const drawn: number[] = [];
  simulationOf(machine).plan.projections[0]!.wire((source, target, weight) => {
    drawn[target * visible + source] = weight;
  });
  return drawn;
}

it('visits its states as often as their energies say', () => {
  const [lanes, steps] = [50, 2000];
  const simulation = simulationOf(machine, { dt: 1, lanes });
  const counts = new Float64Array(2 ** visible);
  simulation.step(20);
  simulation
    .population('v')
    .values$('y')
    .subscribe(({ values }) => counts[[...values].reduce((code, value, i) => code | (value << i), 0)]!++);
  simulation.step(steps);
  const made = { weights: weights(), visible: new Array(visible).fill(0), hidden: new Array(hidden).fill(0) };
  const z = logPartition(made);
  const variation = counts.reduce((sum, count, code) => {
    const v = Array.from({ length: visible }, (_, i) => (code >> i) & 1);
    return sum + Math.abs(count / (lanes * steps) - Math.exp(-freeEnergy(made, v) - z)) / 2;
  }, 0);
  // 100,000 draws of 16 states, were they independent, would leave about half of sqrt(16 / 100,000).
  expect(variation).toBeLessThan(0.02);
});

it('moves the same way whatever steps it', () => {
  const courses = (['wasm', 'interpreter', 'streams'] as const).map((backend) => {
    const simulation = simulationOf(machine, { dt: 1, backend });
    const rows = valuesAfterSteps(simulation, 'v', 'p');
    simulation.step(50);
    return rows;
  });
  expect(courses[1]).toEqual(courses[0]);
  expect(courses[2]).toEqual(courses[0]);
});

it('has undirected connections', () => {
  expect(Object.values(connectionTags(machine, [])).map(({ direction }) => direction)).toEqual(['undirected', 'undirected']);
});
