/** A loss over the output of one population, at any time of the example, and what the output's adjoints begin with. */
import type { Layout, Region } from '../compile/index.ts';
import { numbersAt } from '../compile/plan.ts';
import { adjointAfter, adjointOf, adjointOfPort, afterStep } from '../equations/index.ts';
import type { LearningArrays } from './arrays.ts';
import type { GradientOptions } from './gradient-options.ts';
import { type Machine, type Place, planPass } from './lane-pass.ts';
import { lowerLoss } from './losses.ts';

export interface LossPass {
  /** lanes x stride numbers per time; NaN where nothing is asked. */
  readonly targets: Region;
  /** Of time t: the sum over lanes and cells. */
  forward(t: number): number;
  /** Sets the output's adjoints of time t + 1: the derivative of the mean over lanes. */
  backward(t: number): void;
}

export interface PlannedLossPass {
  make(machine: Machine): LossPass;
}

export function planLoss(
  { loss, output: { variable }, unroll }: GradientOptions,
  arrays: LearningArrays,
  layout: Layout,
): PlannedLossPass {
  const { lanes, stride, size, precision, slotBytes } = arrays;
  const { step, coefficients } = lowerLoss(loss);
  const request = (slots: number) => layout.request('scratch', slots * slotBytes);
  const [targets, parts, shares] = [request(unroll), request(1), request(1)];
  // The one axis of a softmax: all cells of the output.
  const over = { ...arrays, shapes: { '': { outer: 1, length: size, inner: 1 } } };
  const forward = planPass(step, over, layout);
  const backward = planPass(adjointOf({ step, coefficients, trained: new Set(), ports: new Set(['y']) }), over, layout);
  return {
    make: (machine) => {
      const { buffer } = machine.memory;
      const places: Readonly<Record<string, Place>> = {
        'port target': { address: targets.address, along: 'entry' },
        'port y': { address: arrays.state[variable]!.address + slotBytes, along: 'entry' },
        [`scratch ${adjointOfPort('y')}`]: { address: arrays.stateAdjoints[variable]!.address + slotBytes, along: 'entry' },
        'state loss': { address: parts.address, along: 'local' },
        [`scratch ${afterStep('loss')}`]: { address: parts.address, along: 'local' },
        [`scratch ${adjointAfter('loss')}`]: { address: shares.address, along: 'local' },
      };
      const [compute, derive] = [forward, backward].map((pass) => pass.make((from, name) => places[`${from} ${name}`]!, machine));
      const lost = numbersAt(buffer, parts.address, lanes * stride, precision);
      numbersAt(buffer, shares.address, lanes * stride, precision).fill(1 / lanes);
      return {
        targets,
        forward: (t) => {
          compute!(t, t * slotBytes);
          let sum = 0;
          for (let lane = 0; lane < lanes; lane++) for (let cell = 0; cell < size; cell++) sum += lost[lane * stride + cell]!;
          return sum;
        },
        backward: (t) => derive!(t, t * slotBytes),
      };
    },
  };
}
