/** Centres at work: the examples nearest to each cell, by the distances that its network measures, move its weights to their mean. */
import type { Region } from '../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type ValueProjectionPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import type { CentresLearner } from '../training/index.ts';
import { type LearningArrays, stateAt, stepsBack } from './arrays.ts';
import { widthOf } from './centre-widths.ts';
import type { Learner, LearnerContext, MadeNetwork, Moment, PlannedLearner } from './learner.ts';

interface CentresPlan {
  readonly learner: CentresLearner;
  readonly unroll: number;
  /** float64, cells x sources: sums of examples, then the number of them in each row's last. */
  readonly sums: Region;
  /** uint32: updates; examples taken as first centres. */
  readonly counters: Region;
}

/** @throws NeurariumError 'description' where the projection does not lead from all cells to all cells */
export function planCentres(learner: CentresLearner, { planned, unroll, layout }: LearnerContext): PlannedLearner {
  const found = planned.projections.find(({ name }) => name === learner.projection) as ValueProjectionPlan;
  if (found.kind !== 'value' || found.wiring.kind !== 'all-to-all') {
    const message = `${learner.projection} takes no values from all cells to all cells`;
    throw new NeurariumError({ code: 'description', message, hint: 'Write wiring: allToAll().' });
  }
  const sums = layout.request('kept', found.target.size * (found.source.size + 1) * 8);
  const counters = layout.request('kept', 8);
  return { make: (made) => new Centres({ learner, unroll, sums, counters }, made) };
}

class Centres implements Learner {
  readonly targets = [];
  readonly #made: MadeNetwork;
  readonly #learner: CentresLearner;
  readonly #unroll: number;
  readonly #weights: Numbers;
  readonly #said: Numbers;
  /** Squared, one per cell. */
  readonly #distances: Numbers;
  readonly #source: LearningArrays;
  readonly #target: LearningArrays;
  /** Whether what comes in are distances. Else examples are taken, and stay what they are. */
  readonly #measures: boolean;
  readonly #sums: Float64Array;
  readonly #counters: Uint32Array;
  /** Of the epoch: whether it is over, the sum of squared distances, and of how many examples. */
  #isOver = true;
  #lost = 0;
  #seen = 0;

  constructor({ learner, unroll, sums, counters }: CentresPlan, made: MadeNetwork) {
    const { plan, cells } = made;
    const { buffer } = plan.map.memory;
    const projection = plan.projections.find(({ name }) => name === learner.projection) as ValueProjectionPlan;
    this.#measures = projection.map === 'distance';
    this.#made = made;
    this.#learner = learner;
    this.#unroll = unroll;
    this.#source = cells[projection.source.index]!.arrays;
    this.#target = cells[projection.target.index]!.arrays;
    const { lanes, stride } = this.#source;
    const first = stateAt(this.#source, projection.variable, 1 - stepsBack(projection));
    this.#said = numbersAt(buffer, first, unroll * lanes * stride, plan.precision);
    const port = this.#target.ports[projection.port]!;
    this.#distances = numbersAt(buffer, port.address, port.bytes / numberBytes(plan.precision), plan.precision);
    this.#weights = made.trained.read(learner.projection);
    this.#sums = new Float64Array(buffer, sums.address, sums.bytes / 8);
    this.#counters = new Uint32Array(buffer, counters.address, 2);
  }

  /** How often the centres moved. */
  get updates(): number {
    return this.#counters[0]!;
  }

  /** The mean squared distance of the epoch's examples from the centre next to them. */
  get loss(): number | null {
    return this.#seen === 0 ? null : this.#lost / this.#seen;
  }

  learn({ endsEpoch }: Moment): void {
    if (this.#isOver) this.#beginEpoch();
    if (this.updates > 0 && !this.#measures) this.#refuseToMove();
    for (let time = 0; time < this.#unroll; time++)
      for (let lane = 0; lane < this.#made.machine.examples(); lane++) this.#take(time * this.#source.lanes + lane);
    if (endsEpoch) this.#move();
  }

  conclude(): void {
    const { width, projection } = this.#learner;
    const { size } = this.#target;
    const shown = this.#counters[1]!;
    if (shown < size) {
      const message = `${shown} examples were shown for the ${size} centres of ${projection}`;
      throw new NeurariumError({ code: 'run', message, hint: 'Take fewer cells, or more examples.' });
    }
    if (width === null) return;
    this.#made.trained.write(
      width.parameter,
      new Float64Array(size).fill(widthOf(width.rule, this.#weights, size, this.#source.size)),
    );
  }

  /** Row of the lanes: becomes a centre while there are too few, else counts for the nearest. */
  #take(row: number): void {
    const { size, stride } = this.#source;
    const example = this.#said.subarray(row * stride, row * stride + size);
    if (this.#counters[1]! < this.#target.size) {
      this.#weights.set(example, this.#counters[1]! * size);
      this.#counters[1]!++;
      return;
    }
    // In the first epoch the distances are from centres that are not all there yet.
    if (this.updates === 0) return;
    const nearest = this.#nearest(row);
    const sums = nearest * (size + 1);
    for (let i = 0; i < size; i++) this.#sums[sums + i]! += example[i]!;
    this.#sums[sums + size]!++;
  }

  #nearest(row: number): number {
    const begin = row * this.#target.stride;
    let nearest = 0;
    for (let cell = 1; cell < this.#target.size; cell++)
      if (this.#distances[begin + cell]! < this.#distances[begin + nearest]!) nearest = cell;
    this.#lost += this.#distances[begin + nearest]!;
    this.#seen++;
    return nearest;
  }

  #refuseToMove(): never {
    const { projection } = this.#learner;
    const message = `a second epoch for the centres of ${projection}, which measures no distances by which they could move`;
    throw new NeurariumError({ code: 'run', message, hint: "Train for one epoch, or write map: 'distance'." });
  }

  /** A centre without examples stays where it is. */
  #move(): void {
    const { size } = this.#source;
    for (let cell = 0; cell < this.#target.size; cell++) {
      const sums = this.#sums.subarray(cell * (size + 1), (cell + 1) * (size + 1));
      const count = sums[size]!;
      if (count > 0) for (let i = 0; i < size; i++) this.#weights[cell * size + i] = sums[i]! / count;
      sums.fill(0);
    }
    this.#counters[0]!++;
    this.#isOver = true;
  }

  #beginEpoch(): void {
    this.#isOver = false;
    this.#lost = 0;
    this.#seen = 0;
  }
}
