/** How much memory a network will take, told before any of it is taken and anything is drawn. */
import { type DelayInSteps, isInSteps, sharedDelay } from '../delay.ts';
import { nothingTrained } from '../learning-names.ts';
import type { Network, NetworkProjection, ParameterValue } from '../network.ts';
import { StreamNames } from '../random.ts';
import type { BoundRule } from '../rule.ts';
import { roundToSteps } from '../steps.ts';
import { pairsAmong } from '../symmetric.ts';
import { delayShares, expectedRuns } from './delay-shares.ts';
import { requestDrive } from './drives.ts';
import { Layout, refuseTooLarge } from './layout.ts';
import { PairSpace } from './pair-space.ts';
import { numberBytes, type PopulationPlan, type Precision } from './plan.ts';
import { planPopulations } from './plan-populations.ts';
import { sharesWeight } from './projections.ts';
import { Sampler } from './sampler.ts';
import { blockTargets } from './synapses.ts';
import { expectedSynapses, lookAtPairs } from './wiring.ts';

export interface MemoryEstimate {
  /** Linear memory, in bytes; within a few per cent of what the plan takes. */
  readonly bytes: number;
  readonly cells: number;
  readonly synapses: number;
}

/** `dt` in ms. Populations are counted exactly, projections by the expected number of their synapses. */
export function estimateMemory(network: Network, precision: Precision, lanes: number, dt: number): MemoryEstimate {
  const layout = new Layout();
  const populations = planPopulations(network, precision, lanes, layout, nothingTrained);
  const byName = new Map(populations.map((population) => [population.name, population]));
  let synapses = 0;
  for (const projection of network.projections) {
    const source = byName.get(projection.from)!;
    const target = byName.get(projection.to)!;
    const described = (name: string) => network.populations.find((population) => population.name === name)!;
    // Of what is drawn, any draw is as good as another here.
    const sampler = new Sampler(0, new StreamNames());
    const pair = { source: described(projection.from), target: described(projection.to) };
    const space = new PairSpace(pair, projection.name, sampler);
    const count = expectedSynapses({ wiring: projection.wiring, source, target, space });
    synapses += projection.symmetric === true ? count / 2 : count;
    const driven = network.drives.some(({ to }) => to === target.name);
    const request = { layout, projection, source, target, driven, count, number: numberBytes(precision), lanes, dt, space };
    if (projection.variable === null) requestEvents(request);
    else requestValues(request);
  }
  for (const drive of network.drives) requestDrive(drive, byName.get(drive.to)!, precision, lanes, layout);
  const cells = populations.reduce((sum, { size }) => sum + size, 0);
  return { bytes: layout.bytes, cells, synapses: Math.round(synapses) };
}

interface Request {
  readonly layout: Layout;
  readonly projection: NetworkProjection;
  readonly source: PopulationPlan;
  readonly target: PopulationPlan;
  readonly driven: boolean;
  /** Synapses. */
  readonly count: number;
  /** Bytes of a number. */
  readonly number: number;
  readonly lanes: number;
  readonly dt: number;
  readonly space: PairSpace;
}

/** The regions of `planEventProjection`, with synapses spread evenly over the blocks of targets. */
function requestEvents({ layout, projection, source, target, driven, count, number, lanes, dt, space }: Request): void {
  const { rule } = projection;
  const delay = delaysOf(projection, source, target, space, dt);
  const shared = sharesWeight(projection, source);
  const element = shared ? 4 : number;
  const shares = delayShares(delay, count, dt);
  for (let first = 0; first < target.size; first += blockTargets) {
    const synapses = Math.round((count * Math.min(target.size - first, blockTargets)) / target.size);
    layout.request('constants', (source.size + 1) * 4);
    layout.request('constants', synapses * 2);
    if (!shared) layout.request('constants', synapses * number);
    if (rule !== null) requestLearning(rule, synapses, source, target, number, layout);
    if (shares.length === 1) continue;
    layout.request('constants', (source.size + 1) * 4);
    layout.request('constants', 8 * source.size * expectedRuns(shares, synapses / source.size));
  }
  const slots = typeof delay === 'number' ? roundToSteps(delay, dt) + 1 : shares.length;
  layout.request('state', slots * lanes * target.stride * element);
  const listed = !driven && shared && shares.length === 1 && target.size <= blockTargets && target.lowered.split !== null;
  if (listed) layout.request('state', slots * lanes * (target.size / 4 + 8));
}

/** Of an expression: its value for some of the pairs. What is no delay is refused when compiling. */
function delaysOf(
  { delay }: NetworkProjection,
  source: PopulationPlan,
  target: PopulationPlan,
  space: PairSpace,
  dt: number,
): ParameterValue {
  if (isInSteps(delay)) return delay.steps * dt;
  if (typeof delay === 'number' || delay.kind !== 'expression') return delay;
  const value = space.number(delay, 'ms', 'delay');
  const found: number[] = [];
  lookAtPairs(source.size, target.size, (i, j) => {
    const time = value(0, i, j);
    if (Number.isFinite(time) && time >= 0) found.push(time);
  });
  return found.length === 0 ? 0 : { kind: 'values', values: Float64Array.from(found) };
}

/** The regions of `planLearning` but for single numbers; traces count once per block, which is once but for large targets. */
function requestLearning(
  { rule }: BoundRule,
  synapses: number,
  source: PopulationPlan,
  target: PopulationPlan,
  number: number,
  layout: Layout,
): void {
  const perSynapse = Object.keys(rule.state).length + (rule.transmits === null ? 0 : 1);
  layout.request('state', perSynapse * synapses * number);
  layout.request('state', Object.keys(rule.pre.state).length * source.stride * number);
  layout.request('state', Object.keys(rule.post.state).length * target.stride * number);
  if (rule.onPost !== '') layout.request('constants', 8 * synapses + 4 * target.size);
  if (rule.equations !== '') layout.request('constants', 4 * source.size);
}

/** The regions of `planValueProjection`. */
function requestValues({ layout, projection, source, target, count, number, lanes, dt }: Request): void {
  const delay = sharedDelay(projection.delay as number | DelayInSteps, dt);
  if (projection.symmetric === true) {
    layout.request('constants', (pairsAmong(target.size) + target.size * target.size) * number);
    layout.request('scratch', (3 + delay) * lanes * target.stride * number);
    return;
  }
  layout.request('constants', (target.size + 1) * 4);
  if (!projection.transposed) {
    layout.request('constants', Math.round(count) * 4);
    layout.request('constants', Math.round(count) * number);
  }
  layout.request('scratch', lanes * target.stride * number);
  if (delay > 0) layout.request('state', delay * lanes * source.stride * number);
  if (delay > 0 || source !== target || target.turns === null) return;
  layout.request('constants', (source.size + 1) * 4);
  layout.request('constants', Math.round(count) * (4 + number));
}

/** An error before anything is allocated, if the network cannot fit. */
export function refuseIfTooLarge(network: Network, precision: Precision, lanes: number, dt: number): void {
  const { bytes, cells, synapses } = estimateMemory(network, precision, lanes, dt);
  refuseTooLarge(bytes, `a network of ${cells.toLocaleString('en')} cells and ${synapses.toLocaleString('en')} synapses`);
}
