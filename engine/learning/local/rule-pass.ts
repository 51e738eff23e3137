/** A local rule at work on a projection's weights: one kernel over the synapses onto listed targets, one over what targets carry. */
import { evaluateCoefficients, type Layout, type Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type Plan, type Precision, type ValueProjectionPlan } from '../../compile/plan.ts';
import { lowerLocalRule } from '../../equations/index.ts';
import { compiledWalk, interpretedWalk, type Walk, type WalkBinding } from '../../kernels/index.ts';
import type { Instruction, LoweredModel, Program } from '../../kernels/ir.ts';
import type { LocalRule } from '../../local-rule.ts';
import type { Machine } from '../lane-pass.ts';

/** What each side said, is copied here before the rule goes over it. */
export interface RulePass {
  readonly pre: Numbers;
  readonly post: Numbers;
  /** By the rate, all targets or those that say something. */
  run(rate: number): void;
  /** Whether a number has become NaN or infinite since it was last asked. */
  isNotFinite(): boolean;
}

export interface PlannedRule {
  make(plan: Plan, machine: Machine): RulePass;
}

type Regions = Readonly<Record<string, Region>>;

export function planRule(rule: LocalRule, projection: ValueProjectionPlan, precision: Precision, layout: Layout): PlannedRule {
  const { source, target } = projection;
  const lowered = lowerLocalRule(rule);
  const bytes = numberBytes(precision);
  const request = (range: 'kept' | 'scratch', names: readonly string[], count: number): Regions =>
    Object.fromEntries(names.map((name) => [name, layout.request(range, count * bytes)]));
  const both = [lowered.synapse, ...(lowered.post === null ? [] : [lowered.post])];
  const numbers = request('scratch', ['rate', ...Object.keys(rule.parameters)], 1);
  const coefficients = both.map(({ coefficientNames }) => request('scratch', coefficientNames, 1));
  const pre = request('scratch', ['pre', ...rule.handedOn], source.stride);
  const said = request('scratch', ['post'], target.stride);
  const carried = request('kept', Object.keys(rule.post.state), target.stride);
  const list = layout.request('scratch', target.size * 4);
  const notFinite = layout.request('scratch', 4);
  return {
    make: (plan, { memory, backend }) => {
      const { buffer } = memory;
      const view = ({ address }: Region, count = 1) => numbersAt(buffer, address, count, precision);
      for (const [name, value] of Object.entries(rule.parameters)) view(numbers[name]!)[0] = value;
      for (const [name, value] of Object.entries(rule.post.state)) view(carried[name]!, target.stride).fill(value);
      const kernel = (k: number, walk: Walk) => {
        const model = both[k]!;
        fill(model, coefficients[k]!, rule, (region, value) => {
          view(region)[0] = value;
        });
        const binding: WalkBinding = {
          precision,
          dt: plan.dt,
          parameters: addresses(numbers),
          coefficients: addresses(coefficients[k]!),
          state: {
            ...along(pre, 'pre'),
            ...along({ ...said, ...carried }, 'post'),
            weight: { address: projection.weights.address, along: 'synapse' },
          },
          notFinite: notFinite.address,
        };
        return (backend === 'wasm' ? compiledWalk : interpretedWalk)(bind(model.step), binding, walk, memory);
      };
      const weights = kernel(0, ontoTargets(projection, buffer));
      const carry = both.length === 1 ? null : kernel(1, { kind: 'range', along: 'post', count: target.stride });
      const listed = new Uint32Array(buffer, list.address, target.size);
      const post = view(said['post']!, target.size);
      const flag = new Int32Array(buffer, notFinite.address, 1);
      const handed = rule.handedOn.map((name) => view(pre[name]!, source.stride));
      const rateNumber = view(numbers['rate']!);
      let calls = 0;
      return {
        pre: view(pre['pre']!, source.size),
        post,
        run: (rate) => {
          rateNumber[0] = rate;
          for (const one of handed) one.fill(0);
          let length = 0;
          for (let cell = 0; cell < target.size; cell++) if (!rule.onlyActive || post[cell] !== 0) listed[length++] = cell;
          weights(calls, list.address, length);
          carry?.(calls++, 0, 0);
        },
        isNotFinite: () => {
          const raised = flag[0] !== 0;
          flag[0] = 0;
          return raised;
        },
      };
    },
  };
}

/** The synapses of a projection of values lie target by target. */
function ontoTargets({ rows, sources, target, synapses }: ValueProjectionPlan, buffer: ArrayBuffer): Walk {
  const starts = new Uint32Array(buffer, rows.address, target.size + 1);
  const from = new Uint32Array(buffer, sources.address, synapses);
  let consecutive = true;
  for (let cell = 0; cell < target.size; cell++)
    for (let k = starts[cell]! + 1; k < starts[cell + 1]!; k++) if (from[k] !== from[k - 1]! + 1) consecutive = false;
  return { kind: 'columns', starts: rows.address, positions: null, sources: sources.address, consecutive };
}

function fill(model: LoweredModel, regions: Regions, { parameters }: LocalRule, write: (region: Region, value: number) => void) {
  evaluateCoefficients(model.coefficients, 1, 1, {
    load: (name) => parameters[name]!,
    store: (name, value) => write(regions[name]!, value),
  });
}

function addresses(regions: Regions): Record<string, number> {
  return Object.fromEntries(Object.entries(regions).map(([name, { address }]) => [name, address]));
}

function along(regions: Regions, side: 'pre' | 'post'): Record<string, { address: number; along: 'pre' | 'post' }> {
  return Object.fromEntries(Object.entries(regions).map(([name, { address }]) => [name, { address, along: side }]));
}

/** What the rule calls ports are arrays of one side, but for the rate. */
function bind({ instructions }: Program): Program {
  return {
    instructions: instructions.map((one): Instruction => {
      if (one.op !== 'load' || one.from !== 'port') return one;
      return { ...one, from: one.name === 'rate' ? 'parameter' : 'state' };
    }),
  };
}
