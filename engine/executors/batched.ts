/**
 * Steps a plan: one kernel call per population and lane, then deliveries. Within a step:
 * arrivals, value ports, integration, threshold, reset per population, then learning rules, then enqueueing; every executor keeps this order.
 */
import type { EventProjectionPlan, Plan, PopulationPlan } from '../compile/plan.ts';
import {
  compiledKernel,
  compiledSplitKernel,
  type FixedKernels,
  fixedKernels,
  interpretedKernel,
  interpretedSplitKernel,
  type PopulationKernel,
  referenceKernels,
  stagedKernel,
} from '../kernels/index.ts';
import type { BatchedBackend } from './backend.ts';
import { type Deliver, deliverEvents, drawArrivals, gatherValues, keepHistory } from './deliveries.ts';
import type { Executor } from './executor.ts';
import { type Learn, learnEvents } from './learning.ts';
import { notFiniteAmplitude, notFiniteError } from './not-finite.ts';
import { sparseStep, takesListed } from './sparse-step.ts';
import { turnKernel } from './turns.ts';

/** A population with all that its step needs at hand. */
interface Station {
  readonly plan: PopulationPlan;
  readonly step: PopulationKernel;
  /** What is written anew for the step: value connections, Poisson numbers. */
  readonly gathers: readonly ((lane: number, step: number) => void)[];
  readonly deliveries: readonly { readonly projection: EventProjectionPlan; readonly deliver: Deliver }[];
  /** Spikes of each lane in the last step. */
  readonly counts: Uint32Array;
  /** All lanes' spiking cells: lane l from l * stride. */
  readonly spikes: Uint32Array;
  readonly notFinite: Int32Array;
  stimulated: boolean;
}

export class BatchedExecutor implements Executor {
  readonly plan: Plan;
  readonly stateInMemory = true;
  readonly #stations: readonly Station[];
  readonly #schedule: readonly Station[];
  /** Learning rules, in declared order. */
  readonly #rules: readonly { readonly learn: Learn; readonly source: Station; readonly target: Station }[];
  readonly #keepers: readonly ((step: number) => void)[];
  readonly #kernels: FixedKernels;
  readonly #muted = new Set<EventProjectionPlan>();
  #synapticEvents = 0;

  constructor(plan: Plan, backend: BatchedBackend) {
    this.plan = plan;
    this.#kernels = backend === 'wasm' ? fixedKernels(plan.map.memory) : referenceKernels(plan.map.memory);
    this.#stations = plan.populations.map((population) => this.#station(population, backend));
    this.#schedule = plan.schedule.map(({ index }) => this.#stations[index]!);
    this.#rules = plan.projections.flatMap((projection) => {
      if (projection.kind !== 'event' || projection.learning === null) return [];
      const source = this.#stations[projection.source.index]!;
      const target = this.#stations[projection.target.index]!;
      return [{ learn: learnEvents(projection, plan, backend), source, target }];
    });
    const values = plan.projections.filter((projection) => projection.kind === 'value');
    this.#keepers = values.flatMap((projection) => keepHistory(projection, plan) ?? []);
  }

  #station(population: PopulationPlan, backend: BatchedBackend): Station {
    const { plan } = this;
    const { buffer } = plan.map.memory;
    const rings = plan.projections.filter((p): p is EventProjectionPlan => p.kind === 'event' && p.target === population);
    const cells = plan.lanes * population.stride;
    return {
      plan: population,
      step: this.#kernel(population, rings, backend),
      gathers: [
        ...plan.projections.flatMap((p) =>
          p.kind === 'value' && p.target === population && !p.field ? gatherValues(p, plan, this.#kernels) : [],
        ),
        ...plan.drives.flatMap((drive) => (drive.target === population ? drawArrivals(drive, this.#kernels) : [])),
      ],
      deliveries: plan.projections.flatMap((p) =>
        p.kind === 'event' && p.source === population ? [{ projection: p, deliver: deliverEvents(p, plan, this.#kernels) }] : [],
      ),
      counts: new Uint32Array(plan.lanes),
      spikes: population.spikes === null ? new Uint32Array(0) : new Uint32Array(buffer, population.spikes.address, cells),
      notFinite: new Int32Array(buffer, population.notFinite.address, 1),
      stimulated: false,
    };
  }

  #kernel(population: PopulationPlan, rings: readonly EventProjectionPlan[], backend: BatchedBackend): PopulationKernel {
    const { plan } = this;
    const { lowered } = population;
    const about = [plan.bindings[population.index]!, rings.map((ring) => ring.slots), plan.map.memory] as const;
    if (population.turns !== null) return turnKernel(plan, population, about[1], this.#kernels, backend);
    const make = backend === 'wasm' ? compiledKernel : interpretedKernel;
    if (population.staged !== null) return stagedKernel(population.staged, population.shapes, about, this.#kernels, make);
    const dense = make(lowered.step, ...about);
    if (lowered.split === null || !takesListed(plan, population)) return dense;
    const split = (backend === 'wasm' ? compiledSplitKernel : interpretedSplitKernel)(lowered.split, ...about);
    return sparseStep(plan, rings, dense, split);
  }

  get synapticEvents(): number {
    return this.#synapticEvents;
  }

  spikeCount(population: number, lane: number): number {
    return this.#stations[population]!.counts[lane]!;
  }

  spikeCells(population: number): Uint32Array {
    return this.#stations[population]!.spikes;
  }

  markStimulated(population: number): void {
    this.#stations[population]!.stimulated = true;
  }

  mute(projection: EventProjectionPlan, muted: boolean): void {
    if (muted) this.#muted.add(projection);
    else this.#muted.delete(projection);
  }

  /** All state is in memory. */
  reset(): void {}

  step(step: number): void {
    const { lanes } = this.plan;
    for (const station of this.#schedule) {
      for (let lane = 0; lane < lanes; lane++) {
        for (const gather of station.gathers) gather(lane, step);
        station.counts[lane] = station.step(lane, step, station.stimulated);
      }
      station.stimulated = false;
      if (station.notFinite[0] !== 0) this.#checkFinite(station, step);
    }
    // With rules there is one lane.
    for (const { learn, source, target } of this.#rules) learn(step, source.counts[0]!, target.counts[0]!);
    for (let lane = 0; lane < lanes; lane++) {
      for (const station of this.#stations) {
        const count = station.counts[lane]!;
        if (count > 0) this.#enqueue(station, lane, step, count);
      }
    }
    for (const keep of this.#keepers) keep(step);
  }

  #enqueue(station: Station, lane: number, step: number, count: number): void {
    const { plan, deliveries } = station;
    if (plan.amplitude !== null) {
      const cells = station.spikes.subarray(lane * plan.stride, lane * plan.stride + count);
      const error = notFiniteAmplitude(this.plan, plan, step, lane, cells);
      if (error !== null) throw error;
    }
    const spikes = plan.spikes!.address + lane * plan.stride * 4;
    this.#kernels.hashSpikes(this.plan.spikeHash.address, step, lane, plan.index, spikes, count);
    for (const { projection, deliver } of deliveries) {
      if (!this.#muted.has(projection)) this.#synapticEvents += deliver(lane, step, count);
    }
  }

  /** The kernel's flag may be a false alarm (an overflow of its check sum): the cells decide. */
  #checkFinite(station: Station, step: number): void {
    station.notFinite[0] = 0;
    const error = notFiniteError(this.plan, station.plan, step);
    if (error !== null) throw error;
  }
}
