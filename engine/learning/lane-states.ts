/** The states of all lanes at the times of an example: how it begins, what of it is seen. */
import type { Region } from '../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type Plan } from '../compile/plan.ts';
import type { LearningArrays } from './arrays.ts';

interface Slots {
  /** All times, those before the beginning too. */
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
    this.#spikes = all.flatMap((arrays) => (arrays.spikes === null ? [] : { values: view(arrays.spikes), arrays }));
  }

  /** Every lane begins as the simulation begins its run, but for what is kept. */
  beginAnew(): void {
    for (const { values, own, initial, arrays } of this.#slots) fillLanes(values, initial ?? own, arrays);
    for (const { values, arrays } of this.#spikes) values.fill(0, 0, beginning(arrays));
  }

  /** Every lane begins as it ended. */
  goOn(): void {
    for (const { values, arrays } of this.#slots) this.#carry(values, arrays);
    for (const { values, arrays } of this.#spikes) this.#carry(values, arrays);
  }

  #carry(values: Numbers, arrays: LearningArrays): void {
    const from = this.#unroll * arrays.lanes * arrays.stride;
    values.copyWithin(0, from, from + beginning(arrays));
  }

  /** Copies what the first lane is after time t to where the simulation looks. */
  show(t: number): void {
    for (const { values, own, arrays } of this.#slots) {
      const begin = values.byteOffset + (arrays.past + t + 1) * arrays.slotBytes;
      this.#bytes.copyWithin(own.byteOffset, begin, begin + own.byteLength);
    }
  }
}

/** Numbers of the times up to and with the beginning. */
function beginning({ past, lanes, stride }: LearningArrays): number {
  return (past + 1) * lanes * stride;
}

/** Padding repeats the last cell, so that it computes nothing unusual. */
function fillLanes(values: Numbers, from: Numbers, { past, lanes, size, stride }: LearningArrays): void {
  for (let lane = 0; lane < (past + 1) * lanes; lane++) {
    values.set(from, lane * stride);
    values.fill(from[size - 1]!, lane * stride + size, (lane + 1) * stride);
  }
}
