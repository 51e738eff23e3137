/** What stands for the derivative of a threshold while learning, as plain data. */
import { NeurariumError } from '../errors.ts';

/**
 * At distance u from the threshold, with slope k: `fast-sigmoid` 1 / (1 + k |u|)^2 (Zenke & Ganguli 2018), `triangle` max(0, 1 - k |u|) (Esser
 * et al. 2016), `arctan` 1 / (1 + (k u)^2) (Fang et al. 2021), `straight-through` 1 (Hinton 2012; Rosenblatt's rule is this).
 */
export type SurrogateShape = 'fast-sigmoid' | 'triangle' | 'arctan' | 'straight-through';

export interface Surrogate {
  readonly shape: SurrogateShape;
  readonly slope: number;
}

/** Default slope 25, without meaning for 'straight-through'. */
export function surrogate(shape: SurrogateShape, slope = 25): Surrogate {
  if (slope > 0 && Number.isFinite(slope)) return { shape, slope };
  throw new NeurariumError({ code: 'description', message: `slope of surrogate() is ${slope}, expected more than 0` });
}
