/** Optimisers: what a number and its own state become by its gradient. Equations over arrays; they know no network. */
import type { LoweredModel } from '../../kernels/ir.ts';
import type { OptimiserName } from '../../training/index.ts';
import { lowerNumbers } from '../equations.ts';

/** `correction1`, `correction2`: 1 - beta1^t and 1 - beta2^t at update t, counted from 1. */
interface Written {
  readonly source: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly state: readonly string[];
  readonly equations: string;
}

const written: Readonly<Record<OptimiserName, Written>> = {
  sgd: {
    source: 'Robbins & Monro 1951, Ann Math Stat 22:400',
    parameters: {},
    state: [],
    equations: "theta' = theta - rate * gradient",
  },
  momentum: {
    source: 'Polyak 1964, USSR Comput Math 4:1',
    parameters: { momentum: 0.9 },
    state: ['velocity'],
    equations: "velocity' = momentum * velocity + gradient\ntheta' = theta - rate * velocity'",
  },
  nesterov: {
    source: 'Nesterov 1983; Sutskever et al. 2013, ICML',
    parameters: { momentum: 0.9 },
    state: ['velocity'],
    equations: "velocity' = momentum * velocity + gradient\ntheta' = theta - rate * (gradient + momentum * velocity')",
  },
  rmsprop: {
    source: 'Tieleman & Hinton 2012, Coursera lecture 6.5',
    parameters: { decay: 0.99, epsilon: 1e-8 },
    state: ['square'],
    equations:
      "square' = decay * square + (1 - decay) * gradient * gradient\ntheta' = theta - rate * gradient / (sqrt(square') + epsilon)",
  },
  centredRmsprop: {
    source: 'Graves 2013, arXiv:1308.0850, equations 38 to 41, without its momentum',
    parameters: { decay: 0.99, epsilon: 1e-8 },
    state: ['square', 'centre'],
    equations: `
      square' = decay * square + (1 - decay) * gradient * gradient
      centre' = decay * centre + (1 - decay) * gradient
      theta' = theta - rate * gradient / (sqrt(square' - centre' * centre') + epsilon)
    `,
  },
  adam: {
    source: 'Kingma & Ba 2015, arXiv:1412.6980',
    parameters: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    state: ['moment1', 'moment2'],
    equations: `
      moment1' = beta1 * moment1 + (1 - beta1) * gradient
      moment2' = beta2 * moment2 + (1 - beta2) * gradient * gradient
      theta' = theta - rate * (moment1' / correction1) / (sqrt(moment2' / correction2) + epsilon)
    `,
  },
  adamw: {
    source: 'Loshchilov & Hutter 2019, arXiv:1711.05101',
    parameters: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    state: ['moment1', 'moment2'],
    equations: `
      moment1' = beta1 * moment1 + (1 - beta1) * gradient
      moment2' = beta2 * moment2 + (1 - beta2) * gradient * gradient
      theta' = theta - rate * weightDecay * theta - rate * (moment1' / correction1) / (sqrt(moment2' / correction2) + epsilon)
    `,
  },
};

export const optimiserNames = Object.keys(written) as readonly OptimiserName[];

/** Numbers that all cells share and that change with each update; `averageShare`: of the newest in the average of all, 1 / t. */
export const perUpdate = ['rate', 'correction1', 'correction2', 'averageShare'] as const;

/** Of all values so far. */
const averaging = "\naverage' = average + (theta' - average) * averageShare";

export interface LoweredOptimiser {
  readonly lowered: LoweredModel;
  readonly parameters: Readonly<Record<string, number>>;
  /** Beside theta. */
  readonly state: readonly string[];
}

/** Ports `gradient` and those of `perUpdate`. `average`: whether it also keeps the average of theta. */
export function lowerOptimiser(name: OptimiserName, average: boolean): LoweredOptimiser {
  const { source, parameters, state: own, equations } = written[name];
  const state = average ? [...own, 'average'] : own;
  const ports = ['gradient', ...perUpdate];
  const text = average ? equations + averaging : equations;
  return {
    lowered: lowerNumbers({ name, source, parameters, state: ['theta', ...state], ports, equations: text }),
    parameters,
    state,
  };
}
