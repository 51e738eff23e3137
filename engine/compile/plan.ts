/** The plan: a network compiled for one dt and seed. Plain values over one linear memory; it runs nothing. */
import type { Axis } from '../axes.ts';
import type { LoweredRule, RulePart } from '../equations/index.ts';
import type { AxisShape, StagedProgram } from '../kernels/index.ts';
import type { LoweredModel } from '../kernels/ir.ts';
import type { Binding } from '../kernels/wasm/index.ts';
import type { Model } from '../model.ts';
import type { ValueMap } from '../network.ts';
import type { Schedule } from '../population-schedule.ts';
import type { Rule } from '../rule.ts';
import type { Precision } from '../scenario.ts';
import type { Wiring } from '../wiring.ts';
import type { MemoryMap, Region } from './layout.ts';
import type { SynapseTable } from './synapses.ts';

export type { Precision };

/** A named number of a population: shared by its cells (one element) or one per cell (`stride` elements). */
export interface NumberSlot {
  readonly region: Region;
  readonly perCell: boolean;
}

export interface PopulationPlan {
  readonly name: string;
  readonly index: number;
  readonly size: number;
  /** Cells per lane, padded to a multiple of 128. */
  readonly stride: number;
  readonly model: Model;
  readonly lowered: LoweredModel;
  /** The step cut at its reductions; null where cells need nothing of each other. */
  readonly staged: StagedProgram | null;
  /** By the axes that the equations work along. */
  readonly shapes: Readonly<Record<string, AxisShape>>;
  /** lanes x stride numbers each, for one step. */
  readonly scratch: Readonly<Record<string, Region>>;
  /** Per axis that the equations ask the index along: stride numbers. */
  readonly indices: Readonly<Record<string, Region>>;
  /** Null where all cells move at once. */
  readonly turns: TurnPlan | null;
  readonly parameters: Readonly<Record<string, NumberSlot>>;
  readonly coefficients: Readonly<Record<string, NumberSlot>>;
  /** By coefficient: the thresholds of Poisson draws with that mean. */
  readonly tables: Readonly<Record<string, Region>>;
  /** lanes x stride numbers each. */
  readonly state: Readonly<Record<string, Region>>;
  /** lanes x stride int32: the last step in which the cell is refractory. */
  readonly refractoryUntil: Region | null;
  /** lanes x stride uint32: the cells that spiked in this step, ascending. */
  readonly spikes: Region | null;
  /** Graded spikes: lanes x stride numbers, by cell; valid for the cells that spiked in this step. */
  readonly amplitude: Region | null;
  /** Per port: lanes x stride numbers, what stimuli add in one step. */
  readonly stimulus: Readonly<Record<string, Region>>;
  /** int32, raised by the kernel when a new state is NaN or infinite. */
  readonly notFinite: Region;
}

/** Told of each synapse, in the order of the wiring; the delay in steps. */
export type VisitSynapse = (source: number, target: number, weight: number, delay: number) => void;

/** What a population needs whose cells move in turn. */
export interface TurnPlan {
  readonly schedule: Schedule;
  readonly axes: readonly Axis[] | undefined;
  readonly scratch: Readonly<Record<string, Region>>;
  /** Per lane int32: steps since the fields were summed; 0 where they must be now. */
  readonly since: Region;
  /** uint32: scratch of what draws an order, then the order, see turn-order.ts. */
  readonly order: Region;
}

/** Spikes of one population onto a port of another. The ring has `slots` slots of lanes x stride numbers (of counts where a weight is shared). */
export interface EventProjectionPlan {
  readonly kind: 'event';
  readonly name: string;
  readonly source: PopulationPlan;
  readonly target: PopulationPlan;
  readonly port: string;
  readonly table: SynapseTable;
  /** Draws the synapses once more, without a look at the table. */
  wire(visit: VisitSynapse): void;
  /** One number, where all synapses share it. */
  readonly sharedWeight: Region | null;
  readonly ring: Region;
  readonly slots: number;
  readonly slotBytes: number;
  /** Which targets have arrivals, so that a step with few need not look at all; null where weights or delays differ by synapse. */
  readonly list: ArrivalList | null;
  readonly learning: LearningPlan | null;
}

/** A learning rule over the synapses of one projection. Weights, traces and the state of synapses lie in the state range. */
export interface LearningPlan {
  readonly rule: Rule;
  readonly lowered: LoweredRule;
  readonly parameters: Readonly<Record<string, Region>>;
  /** Coefficients of each program, one number each. */
  readonly coefficients: ReadonlyMap<RulePart, Readonly<Record<string, Region>>>;
  /** Traces: `stride` numbers of the source, of the target. */
  readonly pre: Readonly<Record<string, Region>>;
  readonly post: Readonly<Record<string, Region>>;
  readonly decays: readonly SharedDecayPlan[];
  /** As the blocks of the synapse table. */
  readonly blocks: readonly LearningBlock[];
  /** 0, 1, ..., for the equations of the synapses, which run over all sources in every step. */
  readonly everySource: Region | null;
  readonly notFinite: Region;
}

/** A trace that lies in memory over a scale which all cells share. */
export interface SharedDecayPlan {
  /** As the rule's programs know the scale. */
  readonly name: string;
  readonly trace: Region;
  readonly cells: number;
  /** One number, a function of the step. */
  readonly scale: Region;
  /** Of the decay per step: 1, d, ..., d^K, in the plan's precision. */
  readonly powers: Float64Array;
}

export interface LearningBlock {
  /** Parallel to the synapses. */
  readonly state: Readonly<Record<string, Region>>;
  /** What a spike transmits in place of the weight; valid for the sources that spiked in this step. */
  readonly sent: Region | null;
  /** The transposed index, where the rule acts on postsynaptic spikes: CSR by target, uint32. */
  readonly columns: { readonly starts: Region; readonly positions: Region; readonly sources: Region } | null;
}

/** Per slot and lane: up to `limit` targets that have arrivals (uint16, room for limit + 1), and their number, or `unlisted` (uint32). */
export interface ArrivalList {
  readonly cells: Region;
  readonly cellBytes: number;
  readonly lengths: Region;
  readonly limit: number;
}

/** In place of the number of targets: there were too many to note. */
export const unlisted = 0xffffffff;

/** Values of one population's state variable onto a port of another: CSR by target; by source where it is transposed. */
export interface ValueProjectionPlan {
  readonly kind: 'value';
  readonly name: string;
  readonly source: PopulationPlan;
  readonly variable: string;
  readonly target: PopulationPlan;
  readonly port: string;
  /** Name of the projection whose weights these are: its own, where they are not shared. */
  readonly weightsOf: string;
  /** Whether rows, sources and weights are those of the other projection, which leads the other way. */
  readonly transposed: boolean;
  readonly synapses: number;
  readonly wiring: Wiring;
  readonly map: ValueMap;
  /** Each weight works both ways: `weights` are those of pairs of cells i > j, at i (i - 1) / 2 + j; there are no tables of synapses. */
  readonly symmetric: boolean;
  /** Draws the synapses once more, without a look at the tables. */
  wire(visit: VisitSynapse): void;
  /** In steps; 0 reads the source's value of the same step. */
  readonly delay: number;
  readonly rows: Region;
  readonly sources: Region;
  readonly weights: Region;
  /** lanes x stride numbers: the port's input, cleared by the target's kernel; a `field` is a part of the state, and kept. */
  readonly input: Region;
  /** Whether a population that moves in turn reads itself without delay: anew for each cell. */
  readonly field: boolean;
  /** Of what is symmetric and no field: lanes x stride sums, of what values they are, and per lane int32: steps since all was summed, 0 where it must be. */
  readonly sums: { readonly field: Region; readonly seen: Region; readonly since: Region } | null;
  /**
   * Of what is symmetric and not trained: the weights as a square of rows, the diagonal 0, so that those of one cell lie side by side: a copy, for
   * speed alone.
   */
  readonly square: Region | null;
  /** Of a field that is not symmetric: the same synapses by source; else null. */
  readonly columns: { readonly rows: Region; readonly targets: Region; readonly weights: Region } | null;
  /** delay x lanes x source stride numbers: past values. */
  readonly history: Region | null;
}

/** Poisson numbers of arrivals, drawn for each step just before the target's. */
export interface DrivePlan {
  readonly name: string;
  readonly target: PopulationPlan;
  readonly port: string;
  readonly after: number;
  /** Thresholds, see `poissonTable`. */
  readonly table: Region;
  /** Philox key of its draws. */
  readonly key: readonly [number, number];
  readonly weight: NumberSlot;
  /** lanes x stride int32. */
  readonly counts: Region;
}

export type ProjectionPlan = EventProjectionPlan | ValueProjectionPlan;

export interface Plan {
  readonly dt: number;
  readonly seed: number;
  readonly precision: Precision;
  readonly lanes: number;
  readonly map: MemoryMap;
  /** uint64 FNV-1a state of `spike_hash`. */
  readonly spikeHash: Region;
  readonly populations: readonly PopulationPlan[];
  readonly projections: readonly ProjectionPlan[];
  readonly drives: readonly DrivePlan[];
  /** Order in which populations are stepped. */
  readonly schedule: readonly PopulationPlan[];
  readonly bindings: readonly Binding[];
  readonly synapses: number;
  /** What learners train, and what they keep beside it, in `state_hash` and in saved networks by name. */
  readonly trained: readonly TrainedNumbers[];
}

/** The weights of a projection, or a parameter of a population, by its name ('h.bias'). */
export interface TrainedNumbers {
  readonly name: string;
  readonly values: Region;
  readonly count: number;
}

/** Whether a projection is what the cells of this population, which move in turn, read of each other as they move. */
export function isFieldOf(population: PopulationPlan): (projection: ProjectionPlan) => projection is ValueProjectionPlan {
  return (projection): projection is ValueProjectionPlan =>
    projection.kind === 'value' && projection.field && projection.target === population;
}

export function numberBytes(precision: Precision): 4 | 8 {
  return precision === 'float64' ? 8 : 4;
}

export type Numbers = Float64Array | Float32Array;

/** A typed view of `count` numbers of the plan's precision. */
export function numbersAt(buffer: ArrayBuffer, address: number, count: number, precision: Precision): Numbers {
  return precision === 'float64' ? new Float64Array(buffer, address, count) : new Float32Array(buffer, address, count);
}
