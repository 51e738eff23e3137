/** Errors of a linear cell that hears itself with a weight w shrink by w with each step on their way back. */
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../../cli/host.ts';
import {
  allToAll,
  dataset,
  deltaNorm,
  describeScenario,
  Experiment,
  gradient,
  network,
  scenario,
  sgd,
  squaredError,
  steps,
  train,
} from '../../../engine/index.ts';
import { identityUnit, inputUnit } from '../../../models/index.ts';
import { datasets } from '../../../scenarios/index.ts';

const loop = 0.5;

function linear(lag: number) {
  const wiring = allToAll();
  return scenario({
    id: 'linear',
    title: 'One linear cell that hears itself',
    source: 'this test',
    controls: {},
    precision: 'float64',
    network: () =>
      network({ x: inputUnit.of(2), h: identityUnit.of(1), y: identityUnit.of(1) }, [
        { from: 'x', to: 'h', port: 'input', wiring, weight: 1 },
        { from: 'h', to: 'h', port: 'input', wiring, weight: loop, delay: steps(1) },
        { from: 'h', to: 'y', port: 'input', wiring, weight: 3 },
      ]),
    data: dataset('adding', { steps: 12 }).split('train'),
    encode: { population: 'x', port: 'input' },
    learner: gradient({ loss: squaredError('y', 'sum'), optimiser: sgd({ rate: 0 }), unroll: 12 }),
    protocol: [train({ updates: 2, batch: 5 })],
    metrics: {
      now: deltaNorm('h', null, { lag: 0 }),
      ofOutput: deltaNorm('y', null, { lag: 0 }),
      left: deltaNorm('h', 'h', { lag }),
    },
  });
}

async function measured(lag: number) {
  const experiment = new Experiment(describeScenario(linear(lag)), { seed: 1, datasets, host: nodeHost() });
  await lastValueFrom(experiment.run$());
  return experiment.metrics();
}

describe('the norm of errors at a lag', () => {
  it.each([0, 1, 3, 11])('of %d steps is w to the power of the lag, exactly: w is a half', async (lag) => {
    const { now, ofOutput, left } = await measured(lag);
    expect(left).toBe(loop ** lag);
    // Through the weight 3; a sum of five squares is rounded.
    expect(now! / ofOutput!).toBeCloseTo(3, 12);
  });

  it('is refused where gradients do not go so far, or for half a step', () => {
    expect(() => describeScenario(linear(12))).toThrow(/lag is 12, but gradients go over 12 steps/);
    expect(() => linear(0.5)).toThrow(/lag is 0.5/);
  });
});
