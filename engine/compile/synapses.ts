/**
 * Builds the synapse tables of one projection: per block of 65,536 targets, sorted by source, delay, target, with 16-bit target
 * indices. Synapses are generated twice from the same counters (to count, then to fill), so that nothing is held beside the
 * linear memory. A weight or delay that all synapses share is not stored.
 */
import { NeurariumError } from '../errors.ts';
import type { Layout, Range, Region } from './layout.ts';
import type { OfSynapse } from './pair-space.ts';

/** Calls `visit` once for each synapse; every call generates the same synapses in the same order. */
export type SynapseGenerator = (visit: (source: number, target: number) => void) => void;

export interface SynapseSource {
  readonly name: string;
  readonly sources: number;
  readonly targets: number;
  readonly generate: SynapseGenerator;
  /** Weight of the k-th generated synapse, or null where all share one. */
  readonly weight: OfSynapse | null;
  /** Delay in steps: of all synapses, or of the k-th generated one. */
  readonly delay: number | OfSynapse;
  readonly weightBytes: 4 | 8;
  /** Weights that a rule or a learner changes are no constants. */
  readonly weightRange: Range;
}

/** Synapses onto targets `firstTarget` to `firstTarget + 65,535`. `rows`: uint32, sources + 1. `targets`: uint16. */
export interface SynapseBlock {
  readonly firstTarget: number;
  readonly synapses: number;
  readonly rows: Region;
  readonly targets: Region;
  readonly weights: Region | null;
  /** With delays of their own: the synapses of a source are cut into runs of equal delay, { delay: uint32, end: uint32 } each. */
  readonly runRows: Region | null;
  readonly runs: Region | null;
}

export interface SynapseTable {
  readonly blocks: readonly SynapseBlock[];
  readonly synapses: number;
  readonly longestDelay: number;
  readonly shortestDelay: number;
  /** Writes the tables into the sealed memory. */
  fill(buffer: ArrayBuffer): void;
}

/** Target cells of one block of a table. */
export const blockTargets = 65_536;
/** In steps, of delays given per synapse. */
export const largestDelay = 65_535;

interface Counted {
  /** Row starts (sources + 1) for each block. */
  readonly rows: readonly Uint32Array[];
  readonly total: number;
}

export function planSynapses(source: SynapseSource, layout: Layout): SynapseTable {
  const counted = countSynapses(source);
  const delays = typeof source.delay === 'number' ? null : sampleDelays(source, source.delay, counted.total);
  const longest = delays === null ? (source.delay as number) : delays.reduce((a, b) => Math.max(a, b), 0);
  const shortest = delays === null ? (source.delay as number) : delays.reduce((a, b) => Math.min(a, b), longest);
  const uniform = delays === null || longest === shortest;
  const runRows = uniform ? null : countRuns(source, counted, delays!, longest);
  const blocks = counted.rows.map((rows, b) => requestBlock(source, layout, rows, b, runRows?.[b] ?? null));
  return {
    blocks,
    synapses: counted.total,
    longestDelay: longest,
    shortestDelay: shortest,
    fill: (buffer) => fillBlocks(buffer, source, counted, blocks, uniform ? null : delays, runRows),
  };
}

function countSynapses({ sources, targets, generate }: SynapseSource): Counted {
  const rows = Array.from({ length: Math.ceil(targets / blockTargets) }, () => new Uint32Array(sources + 1));
  if (rows.length === 1) {
    const only = rows[0]!;
    generate((source) => {
      only[source + 1]!++;
    });
  } else {
    generate((source, target) => {
      rows[target >>> 16]![source + 1]!++;
    });
  }
  let total = 0;
  for (const row of rows) {
    for (let source = 0; source < sources; source++) row[source + 1]! += row[source]!;
    total += row[sources]!;
  }
  return { rows, total };
}

function sampleDelays({ name, generate }: SynapseSource, delay: OfSynapse, total: number): Uint16Array {
  const delays = new Uint16Array(total);
  let k = 0;
  generate((from, to) => {
    const steps = delay(k, from, to);
    if (!(steps >= 0 && steps <= largestDelay)) {
      throw new NeurariumError({
        code: 'description',
        message: `delay of ${steps} steps; a delay lies between 0 and ${largestDelay} steps`,
        where: `projection ${name}, synapse ${k}`,
        hint: 'Clip the distribution of delays, or use a longer dt.',
      });
    }
    delays[k++] = steps;
  });
  return delays;
}

/** Number of different delays of each source, summed up: row starts into the list of runs. */
function countRuns(source: SynapseSource, counted: Counted, delays: Uint16Array, longest: number): Uint32Array[] {
  const words = (longest >>> 5) + 1;
  const seen = counted.rows.map(() => new Uint32Array(source.sources * words));
  let k = 0;
  source.generate((from, target) => {
    const delay = delays[k++]!;
    seen[target >>> 16]![from * words + (delay >>> 5)]! |= 1 << (delay & 31);
  });
  return seen.map((bits) => {
    const rows = new Uint32Array(source.sources + 1);
    for (let from = 0; from < source.sources; from++) {
      let runs = 0;
      for (let word = 0; word < words; word++) runs += populationCount(bits[from * words + word]!);
      rows[from + 1] = rows[from]! + runs;
    }
    return rows;
  });
}

function populationCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function requestBlock(
  source: SynapseSource,
  layout: Layout,
  rows: Uint32Array,
  b: number,
  runRows: Uint32Array | null,
): SynapseBlock {
  const synapses = rows[source.sources]!;
  return {
    firstTarget: b * blockTargets,
    synapses,
    rows: layout.request('constants', rows.byteLength),
    targets: layout.request('constants', synapses * 2),
    weights: source.weight === null ? null : layout.request(source.weightRange, synapses * source.weightBytes),
    runRows: runRows === null ? null : layout.request('constants', runRows.byteLength),
    runs: runRows === null ? null : layout.request('constants', runRows[source.sources]! * 8),
  };
}

function fillBlocks(
  buffer: ArrayBuffer,
  source: SynapseSource,
  counted: Counted,
  blocks: readonly SynapseBlock[],
  delays: Uint16Array | null,
  runRows: readonly Uint32Array[] | null,
): void {
  const cursors = counted.rows.map((rows) => rows.slice());
  const targets = blocks.map((block) => new Uint16Array(buffer, block.targets.address, block.synapses));
  const weights = blocks.map((block) => weightView(buffer, block, source.weightBytes));
  const delayOf = delays === null ? null : blocks.map((block) => new Uint16Array(block.synapses));
  const weight = source.weight;
  let k = 0;
  source.generate((from, target) => {
    const b = target >>> 16;
    const position = cursors[b]![from]!++;
    targets[b]![position] = target & 0xffff;
    if (weight !== null) weights[b]![position] = weight(k, from, target);
    if (delayOf !== null) delayOf[b]![position] = delays![k]!;
    k++;
  });
  blocks.forEach((block, b) => {
    new Uint32Array(buffer, block.rows.address, source.sources + 1).set(counted.rows[b]!);
    if (delayOf !== null) cutIntoRuns(buffer, source.sources, block, targets[b]!, weights[b]!, delayOf[b]!, runRows![b]!);
  });
}

function weightView(buffer: ArrayBuffer, block: SynapseBlock, bytes: 4 | 8): Float32Array | Float64Array | null {
  if (block.weights === null) return null;
  const View = bytes === 4 ? Float32Array : Float64Array;
  return new View(buffer, block.weights.address, block.synapses);
}

/** Sorts the synapses of each source by delay (stable, so equal delays keep ascending targets) and writes the runs. */
function cutIntoRuns(
  buffer: ArrayBuffer,
  sources: number,
  block: SynapseBlock,
  targets: Uint16Array,
  weights: Float32Array | Float64Array | null,
  delays: Uint16Array,
  runRows: Uint32Array,
): void {
  const rows = new Uint32Array(buffer, block.rows.address, sources + 1);
  const runs = new Uint32Array(buffer, block.runs!.address, runRows[sources]! * 2);
  new Uint32Array(buffer, block.runRows!.address, sources + 1).set(runRows);
  let run = 0;
  for (let from = 0; from < sources; from++) {
    const begin = rows[from]!;
    const end = rows[from + 1]!;
    const order = byDelay(delays, begin, end);
    const sortedTargets = Uint16Array.from(order, (at) => targets[at]!);
    const sortedWeights = weights === null ? null : Float64Array.from(order, (at) => weights[at]!);
    for (let i = 0; i < order.length; i++) {
      const delay = delays[order[i]!]!;
      const last = i + 1 === order.length || delays[order[i + 1]!]! !== delay;
      if (!last) continue;
      runs[run * 2] = delay;
      runs[run * 2 + 1] = begin + i + 1;
      run++;
    }
    targets.set(sortedTargets, begin);
    if (weights !== null) weights.set(sortedWeights!, begin);
  }
}

/** Places `begin` to `end`, sorted by delay, then by place: as numbers delay * 2^32 + place, which sort without a comparing function. */
function byDelay(delays: Uint16Array, begin: number, end: number): Uint32Array {
  const keys = Float64Array.from({ length: end - begin }, (_, i) => delays[begin + i]! * 4294967296 + begin + i).sort();
  return Uint32Array.from(keys, (key) => key % 4294967296);
}
