/** Plans the memory of a projection's learning rule, and fills in its coefficients, initial traces and transposed index. */
import { type LoweredRule, lowerRule, type RulePart } from '../equations/index.ts';
import { NeurariumError } from '../errors.ts';
import { compileProgram } from '../kernels/index.ts';
import type { Program } from '../kernels/ir.ts';
import type { BoundRule, RuleState } from '../rule.ts';
import { decayPowers } from './decay-powers.ts';
import type { Layout, Region } from './layout.ts';
import {
  type LearningBlock,
  type LearningPlan,
  numberBytes,
  numbersAt,
  type PopulationPlan,
  type Precision,
  type SharedDecayPlan,
} from './plan.ts';
import type { SynapseBlock, SynapseTable } from './synapses.ts';

interface Context {
  readonly layout: Layout;
  readonly precision: Precision;
  readonly lanes: number;
  readonly dt: number;
}

interface PlannedLearning {
  readonly plan: LearningPlan;
  /** After the synapse table is filled. */
  fill(buffer: ArrayBuffer): void;
}

/** @throws NeurariumError 'description' for more than one lane: lanes share their weights */
export function planLearning(
  bound: BoundRule,
  projection: string,
  source: PopulationPlan,
  target: PopulationPlan,
  table: SynapseTable,
  context: Context,
): PlannedLearning {
  const { layout, precision, lanes } = context;
  refuseLanes(lanes, projection);
  const { rule, weightUnit, parameters } = bound;
  const lowered = lowerRule(rule, weightUnit);
  const bytes = numberBytes(precision);
  const numbers = (names: Iterable<string>, count: number) =>
    Object.fromEntries(Array.from(names, (name) => [name, layout.request('state', count * bytes)]));
  const coefficients = new Map(parts(lowered).map((part) => [part, numbers(part.coefficientNames, 1)]));
  const pre = numbers(Object.keys(rule.pre.state), source.stride);
  const post = numbers(Object.keys(rule.post.state), target.stride);
  const round = precision === 'float32' ? Math.fround : (value: number) => value;
  const decays = lowered.decays.map(({ side, trace, scale, coefficients: program, coefficient }): SharedDecayPlan => {
    const powers = decayPowers(coefficientsOf(program, parameters, context.dt).get(coefficient)!, round);
    const [traces, { size }] = side === 'pre' ? [pre, source] : [post, target];
    return { name: scale, trace: traces[trace]!, cells: size, scale: layout.request('scratch', bytes), powers };
  });
  const plan: LearningPlan = {
    rule,
    lowered,
    parameters: numbers(Object.keys(parameters), 1),
    coefficients,
    pre,
    post,
    decays,
    blocks: table.blocks.map(
      ({ synapses }): LearningBlock => ({
        state: numbers(Object.keys(rule.state), synapses),
        sent: lowered.transmits === null ? null : layout.request('scratch', synapses * bytes),
        columns: lowered.onPost === null ? null : requestColumns(target, synapses, layout),
      }),
    ),
    everySource: lowered.synapseStep === null ? null : layout.request('constants', source.size * 4),
    notFinite: layout.request('scratch', 4),
  };
  return { plan, fill: (buffer) => fill(plan, bound, buffer, source, target, table, context) };
}

function refuseLanes(lanes: number, projection: string): void {
  if (lanes === 1) return;
  throw new NeurariumError({
    code: 'description',
    message: `a learning rule in a batch of ${lanes} lanes, which share their weights`,
    where: `projection ${projection}`,
    hint: 'Run the copies one after the other, each with a seed of its own.',
  });
}

function parts(lowered: LoweredRule): RulePart[] {
  const { decays: _, ...moments } = lowered;
  return Object.values(moments).filter((part): part is RulePart => part !== null);
}

/** For all targets, so that it can be asked for any: those of other blocks have no synapses in this one. */
function requestColumns(target: PopulationPlan, synapses: number, layout: Layout): LearningBlock['columns'] {
  return {
    starts: layout.request('constants', (target.size + 1) * 4),
    positions: layout.request('constants', synapses * 4),
    sources: layout.request('constants', synapses * 4),
  };
}

function fill(
  plan: LearningPlan,
  { parameters }: BoundRule,
  buffer: ArrayBuffer,
  source: PopulationPlan,
  target: PopulationPlan,
  table: SynapseTable,
  { precision, dt }: Context,
): void {
  const set = ({ address }: Region, value: number, count = 1) => numbersAt(buffer, address, count, precision).fill(value);
  for (const [name, region] of Object.entries(plan.parameters)) set(region, parameters[name]!);
  for (const [part, regions] of plan.coefficients) {
    for (const [name, value] of coefficientsOf(part.coefficients, parameters, dt)) set(regions[name]!, value);
  }
  const initialise = (regions: Readonly<Record<string, Region>>, state: Readonly<Record<string, RuleState>>, count: number) => {
    for (const [name, { initial }] of Object.entries(state)) {
      set(regions[name]!, typeof initial === 'number' ? initial : parameters[initial]!, count);
    }
  };
  initialise(plan.pre, plan.rule.pre.state, source.stride);
  initialise(plan.post, plan.rule.post.state, target.stride);
  table.blocks.forEach((block, b) => {
    initialise(plan.blocks[b]!.state, plan.rule.state, block.synapses);
    fillColumns(plan.blocks[b]!.columns, block, buffer, source.size, target.size);
  });
  if (plan.everySource === null) return;
  new Uint32Array(buffer, plan.everySource.address, source.size).forEach((_, i, all) => {
    all[i] = i;
  });
}

function coefficientsOf(program: Program, parameters: Readonly<Record<string, number>>, dt: number): Map<string, number> {
  const values = new Map<string, number>();
  const misplaced = (): never => {
    throw new NeurariumError({ code: 'equation', message: 'a coefficient may depend on parameters and dt alone' });
  };
  compileProgram(
    program,
    'float64',
  )({
    step: 0,
    dt,
    load: (_, name) => parameters[name]!,
    store: (_, name, value) => void values.set(name, value),
    uniform: misplaced,
    normal: misplaced,
    poisson: misplaced,
    refractory: misplaced,
    spike: misplaced,
  });
  return values;
}

/** Within a target, synapses ascend by source, then by position. */
function fillColumns(
  columns: LearningBlock['columns'],
  block: SynapseBlock,
  buffer: ArrayBuffer,
  sources: number,
  targets: number,
): void {
  if (columns === null) return;
  const rows = new Uint32Array(buffer, block.rows.address, sources + 1);
  const targetOf = new Uint16Array(buffer, block.targets.address, block.synapses);
  const starts = new Uint32Array(buffer, columns.starts.address, targets + 1);
  for (let k = 0; k < block.synapses; k++) starts[block.firstTarget + targetOf[k]! + 1]!++;
  for (let target = 0; target < targets; target++) starts[target + 1]! += starts[target]!;
  const positions = new Uint32Array(buffer, columns.positions.address, block.synapses);
  const sourceOf = new Uint32Array(buffer, columns.sources.address, block.synapses);
  const cursor = starts.slice();
  for (let source = 0; source < sources; source++) {
    for (let k = rows[source]!; k < rows[source + 1]!; k++) {
      const at = cursor[block.firstTarget + targetOf[k]!]!++;
      positions[at] = k;
      sourceOf[at] = source;
    }
  }
}
