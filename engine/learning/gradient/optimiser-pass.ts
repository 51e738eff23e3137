/** An optimiser at work on arrays of trained numbers: one kernel per array, its state beside the network's. */
import { evaluateCoefficients, type Layout, type Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type Plan, type Precision } from '../../compile/plan.ts';
import { compiledWalk, interpretedWalk, ownMath } from '../../kernels/index.ts';
import type { Instruction, Program } from '../../kernels/ir.ts';
import type { Optimiser } from '../../training/index.ts';
import type { Machine } from '../lane-pass.ts';
import { lowerOptimiser, perUpdate } from './optimisers.ts';

/** `count` trained numbers, the gradient of the loss by them, and what the optimiser keeps of each. */
export interface TrainedArray {
  readonly name: string;
  readonly values: Region;
  readonly gradient: Region;
  readonly count: number;
  /** Else a parameter. */
  readonly isWeights: boolean;
  readonly kept: Readonly<Record<string, Region>>;
}

/** Updates all arrays by their gradients. `update`: counted from 1. */
export type OptimiserPass = (rate: number, update: number) => void;

export interface PlannedOptimiser {
  make(machine: Machine): OptimiserPass;
}

/** `notFinite`: int32, raised where a number became NaN or infinite. */
export function planOptimiser(
  { name, parameters: given, average }: Optimiser,
  arrays: readonly TrainedArray[],
  precision: Precision,
  notFinite: Region,
  layout: Layout,
): PlannedOptimiser {
  const { lowered, parameters: own } = lowerOptimiser(name, average);
  const parameters = { ...own, ...given };
  const names = [...Object.keys(parameters), ...perUpdate, ...lowered.coefficientNames];
  const numbers = Object.fromEntries(names.map((key) => [key, layout.request('scratch', numberBytes(precision))]));
  return {
    make: ({ memory, backend }) => {
      const write = (key: string, value: number) => {
        numbersAt(memory.buffer, numbers[key]!.address, 1, precision)[0] = value;
      };
      for (const [key, value] of Object.entries(parameters)) write(key, value);
      evaluateCoefficients(lowered.coefficients, 1, 1, { load: (key) => parameters[key]!, store: write });
      const make = backend === 'wasm' ? compiledWalk : interpretedWalk;
      const program = bind(lowered.step);
      const shared = Object.fromEntries(names.map((key) => [key, numbers[key]!.address]));
      const common = { precision, dt: 1, parameters: shared, coefficients: {}, notFinite: notFinite.address };
      const walks = arrays.map(({ values, gradient, kept, count }) => {
        const all = Object.entries({ theta: values, gradient, ...kept });
        const state = Object.fromEntries(all.map(([key, { address }]) => [key, { address, along: 'pre' as const }]));
        const vectors = Math.ceil((count * numberBytes(precision)) / 16);
        const walk = { kind: 'range', along: 'pre', count: vectors * (16 / numberBytes(precision)) } as const;
        return make(program, { ...common, state }, walk, memory);
      });
      const { beta1 = 0, beta2 = 0 } = parameters;
      return (rate, update) => {
        write('rate', rate);
        write('correction1', 1 - ownMath.pow(beta1, update));
        write('correction2', 1 - ownMath.pow(beta2, update));
        write('averageShare', 1 / update);
        for (const walk of walks) walk(update, 0, 0);
      };
    },
  };
}

/** Every number that all share is a parameter of the walk. */
function bind({ instructions }: Program): Program {
  const renamed = instructions.map((one): Instruction => {
    if (one.op !== 'load' || one.from === 'state') return one;
    return { ...one, from: one.from === 'port' && one.name === 'gradient' ? 'state' : 'parameter' };
  });
  return { instructions: renamed };
}

/** Exchanges trained numbers with their averages, where the optimiser keeps those, or back. */
export function averagesOf(arrays: readonly TrainedArray[], { map, precision }: Plan): () => void {
  const { buffer } = map.memory;
  const pairs = arrays.flatMap(({ values, kept, count }) =>
    kept['average'] === undefined
      ? []
      : [[values, kept['average']].map(({ address }) => numbersAt(buffer, address, count, precision)) as [Numbers, Numbers]],
  );
  return () => {
    for (const [numbers, average] of pairs) {
      const copy = numbers.slice();
      numbers.set(average);
      average.set(copy);
    }
  };
}
