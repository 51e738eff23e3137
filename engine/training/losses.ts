/** What training by gradients makes small, as plain data. */
import { NeurariumError } from '../errors.ts';

/**
 * `squared`: half the squared difference. `cross-entropy`: of a softmax over all cells; `binary-cross-entropy`: of a logistic of each
 * cell. `hinge`: max(0, 1 - d y), `perceptron`: max(0, -d y), for targets d of -1 and 1. Summed over cells and steps, averaged over examples.
 */
export type LossKind = 'squared' | 'cross-entropy' | 'binary-cross-entropy' | 'hinge' | 'perceptron';

export interface Loss {
  readonly kind: LossKind;
  readonly population: string;
  /** Of the population's model; null: `z` where the loss takes logits, else its first output. */
  readonly variable: string | null;
  /** Of the data: what it should be. A field of classes stands for 1 at the class's cell and 0 at the others. */
  readonly field: string;
  /** By which it is multiplied. */
  readonly weight: number;
}

function loss(kind: LossKind, of: string, field: string, weight: number): Loss {
  if (!(weight > 0 && Number.isFinite(weight))) {
    throw new NeurariumError({ code: 'description', message: `the weight of a loss is ${weight}, expected more than 0` });
  }
  const [population, variable = null] = of.split('.') as [string, string?];
  return { kind, population, variable, field, weight };
}

/** `of`: a population, or a variable of one ('y.h'). */
export const squaredError = (of: string, field: string, weight = 1): Loss => loss('squared', of, field, weight);
/** Of the softmax of the population's logits. */
export const crossEntropy = (of: string, field: string, weight = 1): Loss => loss('cross-entropy', of, field, weight);
/** Of the logistic of each cell's logit. */
export const binaryCrossEntropy = (of: string, field: string, weight = 1): Loss =>
  loss('binary-cross-entropy', of, field, weight);
export const hinge = (of: string, field: string, weight = 1): Loss => loss('hinge', of, field, weight);
export const perceptronLoss = (of: string, field: string, weight = 1): Loss => loss('perceptron', of, field, weight);
