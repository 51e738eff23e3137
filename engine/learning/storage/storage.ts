/** Storing at work: each pattern that is shown is added to the weights of an undirected connection, at once. */
import type { Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type ValueProjectionPlan } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import type { StorageLearner } from '../../training/index.ts';
import type { Learner, LearnerContext, MadeNetwork, PlannedLearner, Targets } from '../learner.ts';
import { storeBy } from './rules.ts';

interface StoragePlan {
  readonly learner: StorageLearner;
  readonly unroll: number;
  readonly targets: Region;
  /** Two numbers for each cell: values, and what is sent for them. */
  readonly scratch: Region;
  /** float64, for each cell. */
  readonly diagonal: Region;
  /** uint32: patterns stored. */
  readonly counter: Region;
}

/** @throws NeurariumError 'description' where the projection is not symmetric, or leaves pairs out */
export function planStorage(learner: StorageLearner, { planned, cells, unroll, layout }: LearnerContext): PlannedLearner {
  const found = planned.projections.find(({ name }) => name === learner.projection) as ValueProjectionPlan;
  if (!found.symmetric || found.wiring.kind !== 'all-to-all' || found.wiring.where !== null) {
    const message = `${learner.projection} is no undirected connection of all pairs, in which patterns are stored`;
    throw new NeurariumError({
      code: 'description',
      message,
      hint: 'Write symmetric: true, wiring: allToAll({ selfConnections: false }).',
    });
  }
  const { arrays } = cells[found.target.index]!;
  const plan: StoragePlan = {
    learner,
    unroll,
    targets: layout.request('state', unroll * arrays.slotBytes),
    scratch: layout.request('scratch', 2 * arrays.stride * numberBytes(arrays.precision)),
    diagonal: layout.request('kept', arrays.size * 8),
    counter: layout.request('kept', 4),
  };
  return { make: (made) => new Storage(plan, made) };
}

class Storage implements Learner {
  readonly targets: readonly Targets[];
  readonly loss = null;
  readonly #asked: Targets;
  readonly #made: MadeNetwork;
  readonly #unroll: number;
  readonly #lanes: number;
  readonly #store: (pattern: Numbers) => void;
  readonly #counter: Uint32Array;

  constructor({ learner, unroll, targets, scratch, diagonal, counter }: StoragePlan, made: MadeNetwork) {
    const { plan, cells, machine } = made;
    const { buffer } = plan.map.memory;
    const projection = plan.projections.find(({ name }) => name === learner.projection) as ValueProjectionPlan;
    const { lanes, size, stride, precision } = cells[projection.target.index]!.arrays;
    const view = ({ address }: Region, count: number) => numbersAt(buffer, address, count, precision);
    this.#made = made;
    this.#unroll = unroll;
    this.#lanes = lanes;
    const population = projection.target.name;
    this.#asked = {
      field: learner.field,
      population,
      size,
      stride,
      values: view(targets, unroll * lanes * stride),
      otherClasses: -1,
    };
    this.targets = [this.#asked];
    const [from, sums] = [view(scratch, size), numbersAt(buffer, scratch.address + scratch.bytes / 2, size, precision)];
    const { sumPairs32, sumPairs64 } = machine.kernels;
    const sum = precision === 'float64' ? sumPairs64 : sumPairs32;
    this.#store = storeBy(learner.rule, {
      weights: made.trained.read(learner.projection),
      cells: size,
      rate: learner.rate,
      diagonal: new Float64Array(buffer, diagonal.address, size),
      send: (values, into) => {
        from.set(values);
        sums.fill(0);
        sum(projection.weights.address, from.byteOffset, sums.byteOffset, size);
        into.set(sums);
      },
    });
    this.#counter = new Uint32Array(buffer, counter.address, 1);
  }

  /** Patterns stored. */
  get updates(): number {
    return this.#counter[0]!;
  }

  /** What is asked for nowhere is no pattern. */
  learn(): void {
    const { values, stride, size } = this.#asked;
    for (let time = 0; time < this.#unroll; time++)
      for (let lane = 0; lane < this.#made.machine.examples(); lane++) {
        const begin = (time * this.#lanes + lane) * stride;
        const pattern = values.slice(begin, begin + size);
        if (pattern.some(Number.isNaN)) continue;
        this.#store(pattern);
        this.#counter[0]!++;
      }
    this.#made.trained.refresh();
  }
}
