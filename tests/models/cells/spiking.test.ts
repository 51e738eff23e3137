/** The spiking hidden cell against its closed form: intervals for twenty currents, and the way up to the threshold, at two lengths of step. */
import { describe, expect, it } from 'vitest';
import { network, values } from '../../../engine/index.ts';
import { lifExponential } from '../../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

/** mV above rest, ms: threshold 15 above rest and reset. */
const [threshold, tau, refractory] = [15, 20, 2];
/** mV that each current would end at: just above the threshold, to far above. */
const targets = Array.from({ length: 20 }, (_, k) => 15.37 * 1.15 ** k);
/** pA: the resistance is 20 ms / 250 pF. */
const bias = values(
  'pA',
  targets.map((target) => target / (tau / 250)),
);
const seconds = 2;

describe.each([0.1, 0.5])('with steps of %d ms', (dt) => {
  it('fires in the intervals of the closed form, rounded up to whole steps', () => {
    const simulation = simulationOf(network({ cells: lifExponential.of(targets.length, { bias }) }, []), { dt });
    const trains = spikeSteps(simulation, 'cells');
    simulation.step((1000 * seconds) / dt);
    targets.forEach((target, cell) => {
      const toThreshold = Math.ceil((tau * Math.log(target / (target - threshold))) / dt);
      const interval = toThreshold + refractory / dt;
      const train = trains[cell]!;
      expect(train[0]).toBe(toThreshold - 1);
      expect(train.length).toBeGreaterThan(5);
      train.slice(1).forEach((step, k) => expect(step - train[k]!, `${target} mV`).toBe(interval));
    });
  });

  it('follows the exact solution below the threshold to 1e-6 mV and better', () => {
    const simulation = simulationOf(network({ cell: lifExponential.of(1, { vThreshold: '1000 mV' }) }, []), { dt });
    stimulateAt(simulation, 0, 'cell', 'current', { cells: 'all', value: 150, steps: Infinity });
    const rows = valuesAfterSteps(simulation, 'cell', 'v');
    simulation.step(200 / dt);
    rows.forEach(([v], step) => {
      const t = (step + 1) * dt;
      expect(Math.abs(v! - (-65 + 150 * (tau / 250) * (1 - Math.exp(-t / tau))))).toBeLessThan(1e-11);
    });
  });
});

it('is in the same place whatever the length of the steps, below the threshold', () => {
  const at = (dt: number) => {
    const simulation = simulationOf(network({ cell: lifExponential.of(1) }, []), { dt });
    // One spike onto each port at 5 ms, and a current from the beginning.
    stimulateAt(simulation, 0, 'cell', 'current', { cells: 'all', value: 100, steps: Infinity });
    stimulateAt(simulation, 5 / dt, 'cell', 'excitatory', { cells: 'all', value: 60 });
    stimulateAt(simulation, 5 / dt, 'cell', 'inhibitory', { cells: 'all', value: -40 });
    const rows = valuesAfterSteps(simulation, 'cell', 'v');
    simulation.step(100 / dt);
    return Array.from({ length: 100 }, (_, k) => rows[(k + 1) / dt - 1]![0]!);
  };
  const [fine, coarse] = [at(0.1), at(0.5)];
  fine.forEach((value, k) => expect(value).toBeCloseTo(coarse[k]!, 10));
});
