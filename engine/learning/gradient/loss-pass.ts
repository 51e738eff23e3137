/** A loss over the output of one population, at any time of the example, and what the output's adjoints get by it. */
import type { Layout, Region } from '../../compile/index.ts';
import { numbersAt } from '../../compile/plan.ts';
import { adjointAfter, adjointOf, adjointOfPort, afterStep } from '../../equations/index.ts';
import type { Loss } from '../../training/index.ts';
import { surrogate } from '../../training/index.ts';
import { type LearningArrays, stateAt } from '../arrays.ts';
import { type Machine, type Place, planPass } from '../lane-pass.ts';
import { lowerLoss } from './losses.ts';

export interface LossPass {
  readonly loss: Loss;
  readonly arrays: LearningArrays;
  /** lanes x stride numbers per time; NaN where nothing is asked. */
  readonly targets: Region;
  /** Of time t: the sum over lanes and cells, times the loss's weight. */
  forward(t: number): number;
  /** Adds to the output's adjoints of time t + 1 the derivative of the mean over `count` lanes. */
  backward(t: number, count: number): void;
}

export interface PlannedLossPass {
  make(machine: Machine): LossPass;
}

/** `variable`: what it reads of the population. */
export function planLoss(loss: Loss, variable: string, arrays: LearningArrays, unroll: number, layout: Layout): PlannedLossPass {
  const { lanes, stride, size, precision, slotBytes } = arrays;
  const { step, coefficients } = lowerLoss(loss.kind);
  const targets = layout.request('state', unroll * slotBytes);
  const [parts, shares] = [layout.request('scratch', slotBytes), layout.request('scratch', slotBytes)];
  // The one axis of a softmax: all cells of the output.
  const over = { ...arrays, shapes: { '': { outer: 1, length: size, inner: 1 } } };
  const forward = planPass(step, over, layout);
  const ports = new Set(['y']);
  const adjoint = adjointOf({ step, coefficients, trained: new Set(), ports, adds: true, surrogate: surrogate('fast-sigmoid') });
  const backward = planPass(adjoint, over, layout);
  return {
    make: (machine) => {
      const { buffer } = machine.memory;
      const places: Readonly<Record<string, Place>> = {
        'port target': { address: targets.address, along: 'entry' },
        'port y': { address: stateAt(arrays, variable, 1), along: 'entry' },
        [`scratch ${adjointOfPort('y')}`]: { address: arrays.adjoints!.state[variable]!.address + slotBytes, along: 'entry' },
        'state loss': { address: parts.address, along: 'local' },
        [`scratch ${afterStep('loss')}`]: { address: parts.address, along: 'local' },
        [`scratch ${adjointAfter('loss')}`]: { address: shares.address, along: 'local' },
      };
      const [compute, derive] = [forward, backward].map((pass) => pass.make((from, name) => places[`${from} ${name}`]!, machine));
      const lost = numbersAt(buffer, parts.address, lanes * stride, precision);
      const share = numbersAt(buffer, shares.address, lanes * stride, precision);
      let shared = 0;
      return {
        loss,
        arrays,
        targets,
        forward: (t) => {
          compute!(t, t * slotBytes);
          let sum = 0;
          for (let lane = 0; lane < lanes; lane++) for (let cell = 0; cell < size; cell++) sum += lost[lane * stride + cell]!;
          return loss.weight * sum;
        },
        backward: (t, count) => {
          if (count !== shared) share.fill(loss.weight / count);
          shared = count;
          derive!(t, t * slotBytes);
        },
      };
    },
  };
}
