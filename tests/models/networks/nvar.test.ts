/** Next generation reservoir computing: its features against those written out, and that it hears itself. */
import { expect, it } from 'vitest';
import { nvar } from '../../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const series = Array.from({ length: 12 }, (_, t) => [(t * 0.618) % 1, (t * 0.414) % 1]);

it('has what came lately and all its monomials, each once', () => {
  const simulation = simulationOf(nvar({ inputs: 2, delays: 2, stride: 3, order: 3 }));
  const rows = {
    l: valuesAfterSteps(simulation, 'l', 'y'),
    p2: valuesAfterSteps(simulation, 'p2', 'y'),
    p3: valuesAfterSteps(simulation, 'p3', 'y'),
  };
  series.forEach((u, step) => {
    stimulateAt(simulation, step, 'u', 'input', { cells: 'all', value: Float64Array.from(u) });
    simulation.step();
    if (step < 3) return;
    const l = [...u, ...series[step - 3]!];
    const second = l.flatMap((a, i) => l.slice(i).map((b) => a * b));
    const third = l.flatMap((a, i) => l.slice(i).flatMap((b, j) => l.slice(i + j).map((c) => a * b * c)));
    expect([...rows.l[step]!]).toEqual(l);
    expect([...rows.p2[step]!]).toEqual(second);
    expect([...rows.p3[step]!]).toEqual(third);
  });
});

it('says the series and its change, and goes on with that where it runs free', () => {
  const simulation = simulationOf(nvar({ inputs: 2, order: 1 }));
  const rows = { u: valuesAfterSteps(simulation, 'u', 'y'), y: valuesAfterSteps(simulation, 'y', 'y') };
  stimulateAt(simulation, 0, 'u', 'input', { cells: 'all', value: Float64Array.of(3, -4) });
  stimulateAt(simulation, 1, 'u', 'free', { cells: 'all', value: Float64Array.of(1, 1) });
  simulation.step(2);
  // Nothing is learnt: no change.
  expect([...rows.y[0]!]).toEqual([3, -4]);
  expect([...rows.u[1]!]).toEqual([3, -4]);
});
