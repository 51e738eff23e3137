/** Finds where a number became NaN or infinite, once a kernel has noticed that one did. */
import { numbersAt, type Plan } from '../compile/plan.ts';
import { type LearningArrays, stateAt } from './arrays.ts';
import type { TrainedArrays } from './trained-arrays.ts';

/** Such as 'population h, variable c, cell 3, example 12'; null if all states after time t are finite after all. */
export function notFiniteState({ map, precision }: Plan, all: readonly LearningArrays[], t: number): string | null {
  for (const arrays of all) {
    const { population, state, lanes, stride } = arrays;
    for (const variable of Object.keys(state)) {
      const values = numbersAt(map.memory.buffer, stateAt(arrays, variable, t + 1), lanes * stride, precision);
      const at = values.findIndex((value, i) => i % stride < population.size && !Number.isFinite(value));
      if (at >= 0)
        return `population ${population.name}, variable ${variable}, cell ${at % stride}, example ${Math.floor(at / stride)}`;
    }
  }
  return null;
}

/** Such as 'h.bias, number 3'; null if all are finite. */
export function notFiniteTrained(trained: TrainedArrays): string | null {
  for (const name of trained.names) {
    const at = trained.read(name).findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return `${name}, number ${at}`;
  }
  return null;
}
