/** Weighted means at work: over an epoch, what sources said is summed for each target as its cell said, and weights become the means. */
import type { Region } from '../../compile/index.ts';
import type { Numbers } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import type { MeansLearner } from '../../training/index.ts';
import { isFull } from '../../wiring.ts';
import type { Learner, LearnerContext, MadeNetwork, Moment, PlannedLearner } from '../learner.ts';
import { checkScheduled, ScheduledParameters } from '../scheduled-parameters.ts';
import { CellsAtEnds, type Ends, endsOf } from './cells-at-ends.ts';

interface MeansPlan {
  readonly learner: MeansLearner;
  readonly ends: Ends;
  readonly unroll: number;
  /** float64, targets x (sources + 1): sums of what sources said, then of the weights. */
  readonly sums: Region;
  /** uint32: updates. */
  readonly counter: Region;
}

/** @throws NeurariumError 'description' naming what does not fit */
export function planMeans(learner: MeansLearner, { planned, unroll, layout }: LearnerContext): PlannedLearner {
  const ends = endsOf(learner.projection, learner.by, planned);
  checkScheduled(learner.schedules, planned.populations);
  const { source, target } = ends.projection;
  if (!isFull(ends.projection.wiring)) {
    const message = `${learner.projection} is not from all cells to all cells, and means are of those`;
    throw new NeurariumError({ code: 'description', message, hint: 'Write wiring: allToAll().' });
  }
  const sums = layout.request('kept', target.size * (source.size + 1) * 8);
  const counter = layout.request('kept', 4);
  return { make: (made) => new Means({ learner, ends, unroll, sums, counter }, made) };
}

class Means implements Learner {
  readonly targets = [];
  readonly loss = null;
  readonly #made: MadeNetwork;
  readonly #unroll: number;
  readonly #cells: CellsAtEnds;
  readonly #weights: Numbers;
  readonly #sums: Float64Array;
  readonly #counter: Uint32Array;
  readonly #scheduled: ScheduledParameters;

  constructor({ learner, ends, unroll, sums, counter }: MeansPlan, made: MadeNetwork) {
    const { plan, cells, trained } = made;
    const { buffer } = plan.map.memory;
    this.#made = made;
    this.#unroll = unroll;
    this.#cells = new CellsAtEnds(ends, cells, plan, unroll);
    this.#weights = trained.read(learner.projection);
    this.#sums = new Float64Array(buffer, sums.address, sums.bytes / 8);
    this.#counter = new Uint32Array(buffer, counter.address, 1);
    this.#scheduled = new ScheduledParameters(learner.schedules, plan);
  }

  /** How often weights became means. */
  get updates(): number {
    return this.#counter[0]!;
  }

  begin(_goesOn: boolean, moment: Moment | null): void {
    if (moment !== null) this.#scheduled.set(moment);
  }

  learn({ endsEpoch }: Moment): void {
    const { pre, post } = this.#cells;
    for (let time = 0; time < this.#unroll; time++)
      for (let lane = 0; lane < this.#made.machine.examples(); lane++) this.#add(pre.at(time, lane), post.at(time, lane));
    if (endsEpoch) this.#move();
  }

  #add(said: Numbers, shares: Numbers): void {
    const sums = this.#sums;
    for (let cell = 0; cell < shares.length; cell++) {
      const share = shares[cell]!;
      if (share === 0) continue;
      const row = cell * (said.length + 1);
      for (let i = 0; i < said.length; i++) sums[row + i]! += share * said[i]!;
      sums[row + said.length]! += share;
    }
  }

  #move(): void {
    const { size } = this.#cells.pre;
    for (let cell = 0; cell < this.#cells.post.size; cell++) {
      const row = cell * (size + 1);
      const total = this.#sums[row + size]!;
      if (total > 0) for (let i = 0; i < size; i++) this.#weights[cell * size + i] = this.#sums[row + i]! / total;
    }
    this.#sums.fill(0);
    this.#counter[0]!++;
  }
}
