/** What cells at both ends of a projection of values say in a row of the lanes, for learners that go by nothing else. */
import type { PlannedNetwork } from '../../compile/index.ts';
import { type Numbers, numbersAt, type Plan, type ValueProjectionPlan } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import { type LearningArrays, stateAt, stepsBack } from '../arrays.ts';
import type { CellLearning } from '../cell-learning.ts';

/** A projection, and the variable that says by how much its targets learn. */
export interface Ends {
  readonly projection: ValueProjectionPlan;
  /** Place of the population among all, and one of its variables. */
  readonly by: { readonly population: number; readonly variable: string };
}

type Known = Pick<PlannedNetwork, 'populations' | 'projections'>;

/** @throws NeurariumError 'description' naming what does not fit */
export function endsOf(name: string, by: string | null, { populations, projections }: Known): Ends {
  const projection = projections.find((one) => one.name === name);
  if (projection?.kind !== 'value') return fail(`${name} carries no values, and a local rule goes by those`);
  const [population = '', variable] = (by ?? projection.target.name).split('.');
  const found = populations.find((one) => one.name === population) ?? fail(`by '${by}': there is no population ${population}`);
  const { size } = projection.target;
  if (found.size !== size) fail(`${population} has ${found.size} cells, and ${name} ends on ${size}: expected one for each`);
  const said = variable ?? found.model.outputs[0] ?? fail(`${population} has no output`);
  if (!Object.hasOwn(found.model.state, said)) fail(`${population} has no variable '${said}'`);
  return { projection, by: { population: found.index, variable: said } };
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}

/** Rows are lanes of one time after those of another. */
export class CellsAtEnds {
  readonly pre: Rows;
  readonly post: Rows;

  constructor({ projection, by }: Ends, cells: readonly CellLearning[], plan: Plan, unroll: number) {
    const source = cells[projection.source.index]!.arrays;
    const target = cells[by.population]!.arrays;
    this.pre = new Rows(source, stateAt(source, projection.variable, 1 - stepsBack(projection)), plan, unroll);
    this.post = new Rows(target, stateAt(target, by.variable, 1), plan, unroll);
  }
}

class Rows {
  readonly size: number;
  readonly lanes: number;
  readonly #stride: number;
  readonly #values: Numbers;

  constructor({ lanes, size, stride }: LearningArrays, address: number, { map, precision }: Plan, unroll: number) {
    this.size = size;
    this.lanes = lanes;
    this.#stride = stride;
    this.#values = numbersAt(map.memory.buffer, address, unroll * lanes * stride, precision);
  }

  /** Borrowed: of one lane at one time of the window. */
  at(time: number, lane: number): Numbers {
    const begin = (time * this.lanes + lane) * this.#stride;
    return this.#values.subarray(begin, begin + this.size);
  }
}
