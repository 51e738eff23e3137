/**
 * Runs a projection's learning rule after all populations of a step: equations to the end of the step; what presynaptic spikes do,
 * source by source, ascending; what postsynaptic spikes do; then what the spikes transmit. Knows no rule.
 */
import type { EventProjectionPlan, LearningPlan, Plan } from '../compile/plan.ts';
import { numberBytes, numbersAt } from '../compile/plan.ts';
import type { RulePart } from '../equations/index.ts';
import { NeurariumError } from '../errors.ts';
import { compiledWalk, interpretedWalk, type Walk, type WalkBinding, type WalkKernel } from '../kernels/index.ts';
import type { BatchedBackend } from './backend.ts';
import { sharedDecay } from './shared-decay.ts';

/** Takes the rule from step n to n + 1, given how many source and target cells spiked in it. */
export type Learn = (step: number, sourceSpikes: number, targetSpikes: number) => void;

/** @throws from the function: NeurariumError 'not-finite' where a weight, or what the rule keeps, became NaN or infinite */
export function learnEvents(projection: EventProjectionPlan, plan: Plan, backend: BatchedBackend): Learn {
  const learning = projection.learning!;
  const { lowered } = learning;
  const { source, target } = projection;
  const make = kernelMaker(projection, plan, backend);
  const columns = learning.blocks.map(({ columns: index }, b) => (index === null ? null : columnsOf(projection, b, plan)));
  const rows = projection.table.blocks.map((_, b) => rowsOf(projection, b, plan));
  const overRows = (part: RulePart | null) => rows.flatMap((walk, b) => make(part, walk, b));
  const steps = [
    ...make(lowered.preStep, { kind: 'range', along: 'pre', count: source.stride }, 0),
    ...make(lowered.postStep, { kind: 'range', along: 'post', count: target.stride }, 0),
  ];
  const decays = learning.decays.map((decay) => sharedDecay(decay, plan));
  const synapseSteps = overRows(lowered.synapseStep);
  const onPre = [...overRows(lowered.onPre), ...make(lowered.preSpike, { kind: 'cells', along: 'pre' }, 0)];
  const onPost = [
    ...columns.flatMap((walk, b) => (walk === null ? [] : make(lowered.onPost, walk, b))),
    ...make(lowered.postSpike, { kind: 'cells', along: 'post' }, 0),
  ];
  const transmits = overRows(lowered.transmits);
  const from = source.spikes!.address;
  const to = target.spikes?.address ?? 0;
  const every = learning.everySource?.address ?? 0;
  const notFinite = new Int32Array(plan.map.memory.buffer, learning.notFinite.address, 1);
  const run = (kernels: readonly WalkKernel[], step: number, list: number, length: number) => {
    for (const kernel of kernels) kernel(step, list, length);
  };
  return (step, sourceSpikes, targetSpikes) => {
    for (const decay of decays) decay(step);
    run(steps, step, 0, 0);
    run(synapseSteps, step, every, source.size);
    if (sourceSpikes > 0) run(onPre, step, from, sourceSpikes);
    if (targetSpikes > 0) run(onPost, step, to, targetSpikes);
    if (sourceSpikes > 0) run(transmits, step, from, sourceSpikes);
    if (notFinite[0] === 0) return;
    notFinite[0] = 0;
    const error = notFiniteSynapse(projection, plan, step);
    if (error !== null) throw error;
  };
}

function kernelMaker(projection: EventProjectionPlan, plan: Plan, backend: BatchedBackend) {
  const { memory } = plan.map;
  const compiled = backend === 'wasm' ? compiledWalk : interpretedWalk;
  return (part: RulePart | null, walk: Walk, block: number): WalkKernel[] =>
    part === null ? [] : [compiled(part.program, bindingOf(projection, part, walk, block, plan), walk, memory)];
}

/** A side's programs know its traces as 'x', those of synapses as 'pre.x' and 'post.x'. */
function bindingOf(projection: EventProjectionPlan, part: RulePart, walk: Walk, block: number, plan: Plan): WalkBinding {
  const learning = projection.learning!;
  const { firstTarget, weights } = projection.table.blocks[block]!;
  const { state: own, sent } = learning.blocks[block]!;
  const state: Record<string, { address: number; along: 'synapse' | 'pre' | 'post' }> = {};
  const isSide = walk.kind === 'cells' || walk.kind === 'range';
  // A row counts its targets from the block's first; columns and cells are counted from the population's.
  const skip = walk.kind === 'rows' ? firstTarget * numberBytes(plan.precision) : 0;
  for (const along of ['pre', 'post'] as const) {
    if (isSide && walk.along !== along) continue;
    for (const [name, { address }] of Object.entries(learning[along])) {
      state[isSide ? name : `${along}.${name}`] = { address: address + (along === 'post' ? skip : 0), along };
    }
  }
  if (!isSide) {
    for (const [name, { address }] of Object.entries(own)) state[name] = { address, along: 'synapse' };
    state['weight'] = { address: weights!.address, along: 'synapse' };
    if (sent !== null) state['sent'] = { address: sent.address, along: 'synapse' };
  }
  return {
    precision: plan.precision,
    dt: plan.dt,
    parameters: {
      ...addresses(learning.parameters),
      ...Object.fromEntries(learning.decays.map(({ name, scale }) => [name, scale.address])),
    },
    coefficients: addresses(learning.coefficients.get(part)!),
    state,
    notFinite: learning.notFinite.address,
  };
}

function addresses(regions: LearningPlan['parameters']): Record<string, number> {
  return Object.fromEntries(Object.entries(regions).map(([name, { address }]) => [name, address]));
}

function rowsOf({ source, table }: EventProjectionPlan, b: number, plan: Plan): Walk {
  const { rows, targets, synapses } = table.blocks[b]!;
  const { buffer } = plan.map.memory;
  const starts = new Uint32Array(buffer, rows.address, source.size + 1);
  const consecutive = areConsecutive(starts, new Uint16Array(buffer, targets.address, synapses));
  return { kind: 'rows', rows: rows.address, targets: targets.address, consecutive };
}

function columnsOf({ learning, target, table }: EventProjectionPlan, b: number, plan: Plan): Walk {
  const { starts, positions, sources } = learning!.blocks[b]!.columns!;
  const { buffer } = plan.map.memory;
  const from = new Uint32Array(buffer, starts.address, target.size + 1);
  const consecutive = areConsecutive(from, new Uint32Array(buffer, sources.address, table.blocks[b]!.synapses));
  return { kind: 'columns', starts: starts.address, positions: positions.address, sources: sources.address, consecutive };
}

/** Whether the cells of every list follow each other without a gap, as they do in an all-to-all wiring. */
function areConsecutive(starts: Uint32Array, cells: Uint16Array | Uint32Array): boolean {
  for (let list = 0; list + 1 < starts.length; list++) {
    for (let k = starts[list]! + 1; k < starts[list + 1]!; k++) if (cells[k] !== cells[k - 1]! + 1) return false;
  }
  return true;
}

/** Names the first synapse or cell whose numbers are not finite. */
function notFiniteSynapse(projection: EventProjectionPlan, plan: Plan, step: number): NeurariumError | null {
  const { learning, table, source, target, name } = projection;
  const { buffer } = plan.map.memory;
  const fail = (what: string, value: number, where: string) =>
    new NeurariumError({
      code: 'not-finite',
      message: `${what} became ${value} in step ${step} (${Number(((step + 1) * plan.dt).toPrecision(12))} ms)`,
      where: `projection ${name}, ${where}`,
      hint: `Rule ${learning!.rule.name}: bound the weights in its statements, as in weight = min(weight, weightMax).`,
    });
  const find = (address: number, count: number) => {
    const values = numbersAt(buffer, address, count, plan.precision);
    const k = values.findIndex((value) => !Number.isFinite(value));
    return k < 0 ? null : { k, value: values[k]! };
  };
  for (const [b, block] of table.blocks.entries()) {
    const rows = new Uint32Array(buffer, block.rows.address, source.size + 1);
    const targets = new Uint16Array(buffer, block.targets.address, block.synapses);
    for (const [variable, { address }] of [['weight', block.weights!] as const, ...Object.entries(learning!.blocks[b]!.state)]) {
      const found = find(address, block.synapses);
      if (found === null) continue;
      const from = rows.findIndex((start, i) => i > 0 && start > found.k) - 1;
      return fail(variable, found.value, `synapse ${found.k} from cell ${from} to cell ${block.firstTarget + targets[found.k]!}`);
    }
  }
  for (const [side, { size }] of [
    ['pre', source],
    ['post', target],
  ] as const) {
    for (const [variable, { address }] of Object.entries(learning![side])) {
      const found = find(address, size);
      if (found !== null) return fail(`${side}.${variable}`, found.value, `cell ${found.k}`);
    }
  }
  return null;
}
