/** Reads the synapses of a compiled projection back from the linear memory, in the order of the tables. */

import type { EventProjectionPlan, ProjectionPlan, ValueProjectionPlan } from '../../../engine/compile/plan.ts';
import { numbersAt } from '../../../engine/compile/plan.ts';
import { compile, type Network, type Plan } from '../../../engine/index.ts';

export interface Synapse {
  readonly source: number;
  readonly target: number;
  readonly weight: number;
  /** In steps. */
  readonly delay: number;
}

export function planOf(
  network: Network,
  choices: { seed?: number; precision?: 'float64' | 'float32'; lanes?: number } = {},
): Plan {
  return compile(network, { dt: 0.1, seed: 1, precision: 'float64', lanes: 1, ...choices });
}

export function synapsesOf(plan: Plan, index = 0): Synapse[] {
  const projection = plan.projections[index]!;
  return projection.kind === 'event' ? eventSynapses(plan, projection) : valueSynapses(plan, projection);
}

/** Block by block, source by source. */
function eventSynapses(plan: Plan, projection: EventProjectionPlan): Synapse[] {
  const { buffer } = plan.map.memory;
  const { table, source, sharedWeight } = projection;
  const shared = sharedWeight === null ? null : numbersAt(buffer, sharedWeight.address, 1, plan.precision)[0]!;
  return table.blocks.flatMap((block) => {
    const rows = new Uint32Array(buffer, block.rows.address, source.size + 1);
    const targets = new Uint16Array(buffer, block.targets.address, block.synapses);
    const weights = block.weights === null ? null : numbersAt(buffer, block.weights.address, block.synapses, plan.precision);
    const delays = delaysOf(buffer, projection, block);
    return Array.from(targets, (target, k) => ({
      source: sourceOf(rows, k),
      target: block.firstTarget + target,
      weight: shared ?? weights![k]!,
      delay: delays[k]!,
    }));
  });
}

/** The row that holds entry k. */
function sourceOf(rows: Uint32Array, k: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! <= k) low = middle;
    else high = middle;
  }
  return low;
}

function delaysOf(
  buffer: ArrayBuffer,
  { table, source }: EventProjectionPlan,
  block: EventProjectionPlan['table']['blocks'][number],
): Uint32Array {
  const delays = new Uint32Array(block.synapses).fill(table.longestDelay);
  if (block.runs === null || block.runRows === null) return delays;
  const rows = new Uint32Array(buffer, block.rows.address, source.size + 1);
  const runRows = new Uint32Array(buffer, block.runRows.address, source.size + 1);
  const runs = new Uint32Array(buffer, block.runs.address, runRows[source.size]! * 2);
  for (let from = 0; from < source.size; from++) {
    let begin = rows[from]!;
    for (let run = runRows[from]!; run < runRows[from + 1]!; run++) {
      delays.fill(runs[run * 2]!, begin, runs[run * 2 + 1]!);
      begin = runs[run * 2 + 1]!;
    }
    if (begin !== rows[from + 1]!) throw new Error(`the runs of source ${from} end at ${begin}, not at ${rows[from + 1]}`);
  }
  return delays;
}

/** Target by target. */
function valueSynapses(plan: Plan, projection: ValueProjectionPlan): Synapse[] {
  const { buffer } = plan.map.memory;
  const { target, synapses, delay } = projection;
  const rows = new Uint32Array(buffer, projection.rows.address, target.size + 1);
  const sources = new Uint32Array(buffer, projection.sources.address, synapses);
  const weights = numbersAt(buffer, projection.weights.address, synapses, plan.precision);
  return Array.from(sources, (source, k) => ({ source, target: sourceOf(rows, k), weight: weights[k]!, delay }));
}

/** The bytes of a projection's tables, to compare them between plans. */
export function tableBytes(plan: Plan, name: string): number[] {
  const projection = plan.projections.find((found: ProjectionPlan) => found.name === name)!;
  if (projection.kind !== 'event') throw new Error(`${name} carries values`);
  return projection.table.blocks.flatMap((block) =>
    [block.rows, block.targets, block.weights, block.runRows, block.runs].flatMap((region) =>
      region === null ? [] : [...new Uint8Array(plan.map.memory.buffer, region.address, region.bytes)],
    ),
  );
}
