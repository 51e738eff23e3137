/** The states of all lanes at the times of an example: how it begins, what of it is seen. */
import type { Region } from '../compile/index.ts';
import { numberBytes, numbersAt, type Plan } from '../compile/plan.ts';
import type { LearningArrays } from './arrays.ts';

type Numbers = Float64Array | Float32Array;

interface Slots {
  /** All times. */
  readonly values: Numbers;
  /** What the population's own memory has, of one lane. */
  readonly own: Numbers;
  /** What it began with; null where it is kept from example to example. */
  readonly initial: Numbers | null;
  readonly arrays: LearningArrays;
}

export class LaneStates {
  readonly #slots: readonly Slots[];
  /** Spikes at all times. */
  readonly #spikes: readonly { readonly values: Numbers; readonly arrays: LearningArrays }[];
  readonly #unroll: number;
  readonly #bytes: Uint8Array;

  constructor(plan: Plan, all: readonly LearningArrays[], unroll: number) {
    const { buffer } = plan.map.memory;
    const view = ({ address, bytes }: Region) => numbersAt(buffer, address, bytes / numberBytes(plan.precision), plan.precision);
    this.#unroll = unroll;
    this.#bytes = new Uint8Array(buffer);
    this.#slots = all.flatMap((arrays) =>
      Object.entries(arrays.state).map(([name, region]): Slots => {
        const own = view(arrays.population.state[name]!).subarray(0, arrays.size);
        const kept = arrays.population.model.state[name]!.kept === true;
        return { values: view(region), own, initial: kept ? null : own.slice(), arrays };
      }),
    );
    this.#spikes = all.flatMap((arrays) => (arrays.spikes === null ? [] : { values: view(arrays.spikes.values), arrays }));
  }

  /** Every lane begins as the simulation begins its run, but for what is kept. */
  beginAnew(): void {
    for (const { values, own, initial, arrays } of this.#slots) fillLanes(values, initial ?? own, arrays);
    for (const { values, arrays } of this.#spikes) values.fill(0, 0, arrays.lanes * arrays.stride);
  }

  /** Every lane begins as it ended. */
  goOn(): void {
    for (const { values, arrays } of [...this.#slots, ...this.#spikes]) {
      const length = arrays.lanes * arrays.stride;
      values.copyWithin(0, this.#unroll * length, (this.#unroll + 1) * length);
    }
  }

  /** Copies what the first lane is after time t to where the simulation looks. */
  show(t: number): void {
    for (const { values, own, arrays } of this.#slots) {
      const begin = values.byteOffset + (t + 1) * arrays.slotBytes;
      this.#bytes.copyWithin(own.byteOffset, begin, begin + own.byteLength);
    }
  }
}

/** Padding repeats the last cell, so that it computes nothing unusual. */
function fillLanes(values: Numbers, from: Numbers, { lanes, size, stride }: LearningArrays): void {
  for (let lane = 0; lane < lanes; lane++) {
    values.set(from, lane * stride);
    values.fill(from[size - 1]!, lane * stride + size, (lane + 1) * stride);
  }
}
