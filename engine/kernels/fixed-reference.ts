/**
 * The fixed kernels in plain TypeScript over the same memory: the reference of assembly/, and what the interpreter runs.
 * Same operations in the same order; float32 rounds after each operation.
 */
import { Fnv1a64 } from '../hash.ts';
import { Philox } from '../random.ts';
import { alongAxis } from './along-axis-reference.ts';
import { distances } from './distance-reference.ts';
import type { FixedKernels } from './fixed.ts';
import { gathers } from './gather-reference.ts';
import { matrices } from './matrix-reference.ts';
import { type Views, viewsOf } from './memory-views.ts';
import { poissonOf } from './poisson-table.ts';
import { symmetric } from './symmetric-reference.ts';

/** What happens to one synapse: k is its index, target the index within the block, source the cell that spiked. */
type Arrive = (slot: number, target: number, k: number, source: number) => void;

/** The reference on a memory, which must not grow afterwards. */
export function referenceKernels(memory: WebAssembly.Memory): FixedKernels {
  const views = viewsOf(memory.buffer);
  return {
    ...deliveries(views),
    ...delayedDeliveries(views),
    ...gradedDeliveries(views),
    ...gathers(views),
    ...distances(views),
    ...draws(views),
    ...hashes(views),
    ...sums(views),
    ...alongAxis(views),
    ...matrices(views),
    ...symmetric(views),
  };
}

function addOne({ i32 }: Views): Arrive {
  return (slot, target) => {
    i32[slot / 4 + target]! += 1;
  };
}

/** In place of the number of noted targets. */
const unlisted = 0xffffffff;

/** Float arrays round on store, and a float32 sum computed in float64 rounds to the float32 sum: no fround needed. */
function addWeight(floats: Float64Array | Float32Array, weights: number): Arrive {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (slot, target, k) => {
    floats[slot / bytes + target]! += floats[weights / bytes + k]!;
  };
}

/** The product is rounded before it is added. */
function addGraded(floats: Float64Array | Float32Array, weights: number, amplitudes: number): Arrive {
  const bytes = floats.BYTES_PER_ELEMENT;
  const round = bytes === 4 ? Math.fround : (x: number) => x;
  return (slot, target, k, source) => {
    floats[slot / bytes + target]! += round(floats[weights / bytes + k]! * floats[amplitudes / bytes + source]!);
  };
}

type Deliveries = Pick<FixedKernels, 'deliverCounts' | 'deliverCountsListed' | 'deliverWeights64' | 'deliverWeights32'>;

type Deliver = (spikes: number, count: number, rows: number, targets: number, ring: number, arrive: Arrive) => number;

function deliverWith({ u16, u32 }: Views): Deliver {
  return (spikes, count, rows, targets, ring, arrive) => {
    let events = 0;
    for (let i = 0; i < count; i++) {
      const source = u32[spikes / 4 + i]!;
      const row = rows / 4 + source;
      for (let k = u32[row]!; k < u32[row + 1]!; k++) arrive(ring, u16[targets / 2 + k]!, k, source);
      events += u32[row + 1]! - u32[row]!;
    }
    return events;
  };
}

function deliveries(views: Views): Deliveries {
  const { u16, i32, u32, f32, f64 } = views;
  const deliver = deliverWith(views);
  return {
    deliverCounts: (spikes, count, rows, targets, ring) => deliver(spikes, count, rows, targets, ring, addOne(views)),
    deliverCountsListed: (spikes, count, rows, targets, ring, list, length, limit) => {
      let noted = u32[length / 4]!;
      let events = 0;
      for (let i = 0; i < count; i++) {
        const row = rows / 4 + u32[spikes / 4 + i]!;
        const [begin, end] = [u32[row]!, u32[row + 1]!];
        if (noted !== unlisted && noted + (end - begin) > limit) noted = unlisted;
        for (let k = begin; k < end; k++) {
          const target = u16[targets / 2 + k]!;
          const first = i32[ring / 4 + target]!++ === 0;
          if (noted === unlisted) continue;
          u16[list / 2 + noted] = target;
          if (first) noted++;
        }
        events += end - begin;
      }
      u32[length / 4] = noted;
      return events;
    },
    deliverWeights64: (spikes, count, rows, targets, weights, ring) =>
      deliver(spikes, count, rows, targets, ring, addWeight(f64, weights)),
    deliverWeights32: (spikes, count, rows, targets, weights, ring) =>
      deliver(spikes, count, rows, targets, ring, addWeight(f32, weights)),
  };
}

interface Delayed {
  readonly spikes: number;
  readonly count: number;
  readonly rows: number;
  readonly runRows: number;
  readonly runs: number;
  readonly targets: number;
  readonly ringBase: number;
  readonly slotBytes: number;
  readonly slots: number;
  readonly slotNow: number;
}

type DelayedDeliveries = Pick<FixedKernels, 'deliverCountsDelayed' | 'deliverWeightsDelayed64' | 'deliverWeightsDelayed32'>;

function delayedDeliveries(views: Views): DelayedDeliveries {
  const weighted =
    (floats: Float64Array | Float32Array): FixedKernels['deliverWeightsDelayed64'] =>
    (spikes, count, rows, runRows, runs, targets, weights, ringBase, slotBytes, slots, slotNow) =>
      deliverDelayed(
        views,
        { spikes, count, rows, runRows, runs, targets, ringBase, slotBytes, slots, slotNow },
        addWeight(floats, weights),
      );
  return {
    deliverCountsDelayed: (spikes, count, rows, runRows, runs, targets, ringBase, slotBytes, slots, slotNow) =>
      deliverDelayed(views, { spikes, count, rows, runRows, runs, targets, ringBase, slotBytes, slots, slotNow }, addOne(views)),
    deliverWeightsDelayed64: weighted(views.f64),
    deliverWeightsDelayed32: weighted(views.f32),
  };
}

function deliverDelayed({ u16, u32 }: Views, delivery: Delayed, arrive: Arrive): number {
  const { spikes, count, rows, runRows, runs, targets, ringBase, slotBytes, slots, slotNow } = delivery;
  let events = 0;
  for (let i = 0; i < count; i++) {
    const source = u32[spikes / 4 + i]!;
    let k = u32[rows / 4 + source]!;
    for (let run = u32[runRows / 4 + source]!; run < u32[runRows / 4 + source + 1]!; run++) {
      const delay = u32[runs / 4 + 2 * run]!;
      const end = u32[runs / 4 + 2 * run + 1]!;
      const slot = ringBase + ((slotNow + 1 + delay) % slots) * slotBytes;
      events += end - k;
      for (; k < end; k++) arrive(slot, u16[targets / 2 + k]!, k, source);
    }
  }
  return events;
}

type GradedDeliveries = Pick<
  FixedKernels,
  'deliverGraded64' | 'deliverGraded32' | 'deliverGradedDelayed64' | 'deliverGradedDelayed32'
>;

function gradedDeliveries(views: Views): GradedDeliveries {
  const deliver = deliverWith(views);
  const uniform =
    (floats: Float64Array | Float32Array): FixedKernels['deliverGraded64'] =>
    (spikes, count, amplitudes, rows, targets, weights, ring) =>
      deliver(spikes, count, rows, targets, ring, addGraded(floats, weights, amplitudes));
  const delayed =
    (floats: Float64Array | Float32Array): FixedKernels['deliverGradedDelayed64'] =>
    (spikes, count, amplitudes, rows, runRows, runs, targets, weights, ringBase, slotBytes, slots, slotNow) =>
      deliverDelayed(
        views,
        { spikes, count, rows, runRows, runs, targets, ringBase, slotBytes, slots, slotNow },
        addGraded(floats, weights, amplitudes),
      );
  return {
    deliverGraded64: uniform(views.f64),
    deliverGraded32: uniform(views.f32),
    deliverGradedDelayed64: delayed(views.f64),
    deliverGradedDelayed32: delayed(views.f32),
  };
}

/** Draws of the equations have small numbers at the same key; those of the order lie far from them. */
const orderDraws = 0x80000000;

function draws({ i32, u32 }: Views): Pick<FixedKernels, 'drawBelow' | 'drawOrder' | 'drawPoisson'> {
  return {
    drawBelow: (key0, key1, index, n, except, count, out) => {
      const philox = new Philox([key0, key1]);
      const limit = 4294967296 - (4294967296 % n);
      for (let word = 0, kept = 0; kept < count; word++) {
        const drawn = philox.words(0, index, 0, word >>> 2)[word & 3]!;
        if (drawn < limit && drawn % n !== except) u32[out / 4 + kept++] = drawn % n;
      }
    },
    // All words first, in whole groups of 16, and all numbers in whole groups of 4, as the kernel.
    drawOrder: (key0, key1, step, lane, cells, count, words, out) => {
      const philox = new Philox([key0, key1]);
      for (let k = 0; k < 4 * Math.ceil(cells / 4); k++) u32[out / 4 + k] = k;
      for (let block = 0; block < 4 * Math.ceil(count / 16); block++)
        u32.set(philox.words(step, block, lane, orderDraws), words / 4 + 4 * block);
      for (let k = 0; k < count; k++) {
        const left = BigInt(cells - k);
        let product = BigInt(u32[words / 4 + k]!) * left;
        for (let again = 1; BigInt.asUintN(32, product) < (1n << 32n) % left; again++)
          product = BigInt(philox.words(step, k, lane, orderDraws + again)[0]!) * left;
        const [here, there] = [out / 4 + k, out / 4 + k + Number(product >> 32n)];
        [u32[here], u32[there]] = [u32[there]!, u32[here]!];
      }
    },
    // Whole groups of 16 cells, as the kernel.
    drawPoisson: (table, key0, key1, step, lane, cells, out) => {
      const philox = new Philox([key0, key1]);
      for (let block = 0; block < 4 * Math.ceil(cells / 16); block++) {
        const words = philox.words(step, block, lane, 0);
        for (let word = 0; word < 4; word++) i32[out / 4 + 4 * block + word] = poissonOf(words[word]!, i32, table / 4);
      }
    },
  };
}

function hashes({ bytes, u32 }: Views): Pick<FixedKernels, 'hashBytes' | 'hashSpikes'> {
  const update = (address: number, feed: (hash: Fnv1a64) => void): void => {
    const hash = new Fnv1a64(u32[address / 4]!, u32[address / 4 + 1]!);
    feed(hash);
    u32[address / 4] = hash.low;
    u32[address / 4 + 1] = hash.high;
  };
  return {
    hashBytes: (address, from, length) => update(address, (hash) => hash.update(bytes.subarray(from, from + length))),
    hashSpikes: (address, step, lane, population, spikes, count) =>
      update(address, (hash) => {
        for (let i = 0; i < count; i++) {
          for (const word of [step, lane, population, u32[spikes / 4 + i]!]) hash.updateWord(word);
        }
      }),
  };
}

function sums({ f64 }: Views): Pick<FixedKernels, 'accumulateGram64' | 'accumulateCross64'> {
  /** out += sum over v of left[v] * right[v], each column with its stride; all in elements. */
  const addColumn = (out: number, left: number, leftStride: number, right: number, rightStride: number, m: number): void => {
    let sum = f64[out]!;
    for (let v = 0; v < m; v++) sum += f64[left + v * leftStride]! * f64[right + v * rightStride]!;
    f64[out] = sum;
  };
  return {
    accumulateGram64: (features, m, n, gram) => {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) addColumn(gram / 8 + i * n + j, features / 8 + i, n, features / 8 + j, n, m);
      }
    },
    accumulateCross64: (features, targets, m, n, c, cross) => {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < c; j++) addColumn(cross / 8 + i * c + j, features / 8 + i, n, targets / 8 + j, c, m);
      }
    },
  };
}
