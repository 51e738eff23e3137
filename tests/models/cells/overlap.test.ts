/** The overlap of what comes with a pattern. */
import { expect, it } from 'vitest';
import { allToAll, network } from '../../../engine/index.ts';
import { inputUnit, overlapUnit } from '../../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

it('an overlap is 1 with the pattern itself, 0 at right angles, -1 with its negative', () => {
  const patterns = [
    [1, 1, -1, -1],
    [1, -1, 1, -1],
    [-1, -1, 1, 1],
  ];
  // Weights come source by source.
  const weight = [0, 1, 2, 3].flatMap((i) => patterns.map((pattern) => pattern[i]!));
  const described = network({ x: inputUnit.of(4), m: overlapUnit.of(3, { norm: 4 }) }, [
    { from: 'x', to: 'm', port: 'distance', wiring: allToAll(), weight, map: 'distance' },
  ]);
  const simulation = simulationOf(described, { dt: 1 });
  const rows = valuesAfterSteps(simulation, 'm', 'm');
  stimulateAt(simulation, 0, 'x', 'input', { cells: 'all', value: Float64Array.from(patterns[0]!) });
  simulation.step(1);
  expect(rows[0]).toEqual([1, 0, -1]);
});
