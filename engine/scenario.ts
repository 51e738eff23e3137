/** What a scenario is: its written form, its checked form, panels and expectations. `scenario()` itself is in define-scenario.ts. */
import type { CheckedControls, ControlDeclarations, Controls, ControlValue, ControlValues } from './controls.ts';
import type { DataShape } from './data/index.ts';
import type { Integrator } from './kernels/ir.ts';
import type { Metric } from './metrics.ts';
import type { Network, PopulationName, Populations } from './network.ts';
import type { Stimulus } from './stimulus.ts';
import type { DataSelection, Learner, Stage } from './training/index.ts';
import type { Quantity } from './units.ts';

export type Precision = 'float64' | 'float32';

/** Where the cells of a network graph lie: by the order of their connections, around a circle, pulled by connections, or at their positions. */
export type GraphLayout = 'layered' | 'circular' | 'force' | 'spatial';

/** What the viewer (and, in part, the terminal) draws. `of` names populations. */
export type Panel<Name extends string = string, Measure extends string = string> =
  | { readonly panel: 'raster'; readonly of: Name | readonly Name[] }
  | { readonly panel: 'graph'; readonly of?: readonly Name[]; readonly layout?: GraphLayout }
  | { readonly panel: 'trace'; readonly of: Name; readonly variable: string; readonly cells: readonly number[] }
  | { readonly panel: 'rate'; readonly of: Name | readonly Name[]; readonly bin?: Quantity<'ms'> }
  | { readonly panel: 'histogram'; readonly of: Name; readonly measure: 'isi' | 'rate' | 'cv' }
  /** Weights of a projection, by its name. */
  | { readonly panel: 'histogram'; readonly projection: string; readonly measure: 'weight' }
  /** The weights from one population to another. */
  | { readonly panel: 'matrix'; readonly from: Name; readonly to: Name }
  /** Activity: cells as rows, time as columns; values of a variable, or rates where there is none. */
  | { readonly panel: 'matrix'; readonly of: Name; readonly variable?: string }
  /** Values of a variable, or rates where there is none, of cells as pixels, row by row. */
  | {
      readonly panel: 'image-grid';
      readonly of: Name;
      readonly shape: readonly [rows: number, columns: number];
      readonly variable?: string;
    }
  /** Two variables of one cell against each other. */
  | { readonly panel: 'plane'; readonly of: Name; readonly x: string; readonly y: string; readonly cell: number }
  /** A metric over the run. */
  | { readonly panel: 'curve'; readonly of: Measure | readonly Measure[] }
  /**
   * The rate of each cell (1 / mean interval, in Hz) against a parameter that each has its own value of, as in an f-I curve.
   * `expected`: what theory says, in Hz, one per cell.
   */
  | { readonly panel: 'curve'; readonly of: Name; readonly against: string; readonly expected?: readonly number[] }
  | { readonly panel: 'bars'; readonly of: Measure | readonly Measure[] }
  | { readonly panel: 'text'; readonly text: string }
  /** The equations of a population's model, its ports, parameters, threshold and reset. */
  | { readonly panel: 'text'; readonly equationsOf: Name };

/** What must be seen: `between`, `atLeast` or `atMost`. */
export interface Expectation<Name extends string = string, Measure extends string = string> {
  /** A population; without it the measure is a metric, or 'rate' and 'cv' over all populations. */
  readonly of?: Name;
  /** 'rate' in Hz, 'cv' of the inter-spike intervals, or the name of a metric. */
  readonly measure: 'rate' | 'cv' | Measure;
  /** Limits included. */
  readonly between?: readonly [number, number];
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Part of the run that counts; default all of it. */
  readonly window?: readonly [from: Quantity<'ms'>, to: Quantity<'ms'>];
  /** Unit and reason. */
  readonly why: string;
}

/** A value, or a function of the controls that gives it; `data`: what stands in place of the scenario's own, null where nothing does. */
export type OfControls<C, T> = T | ((controls: C, data: DataShape | null) => T);

/**
 * A parameter per cell, set once for each example, or values at a port in every step. `field` of the data: default the first without
 * classes. `scale`: in the parameter's or port's unit, for an input of 1; default 1.
 */
export type WrittenEncoding<Name extends string = string> = {
  readonly population: Name;
  readonly field?: string;
  readonly scale?: number | `${number} ${string}`;
} & ({ readonly parameter: string } | { readonly port: string });

export interface ScenarioDefinition<C extends ControlDeclarations, Pops extends Populations, M extends string> {
  /** kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Left out where time is counted in steps. */
  readonly dt?: Quantity<'ms'>;
  /** A multiple of dt, or a number of steps. Left out where a protocol says how long it takes. */
  readonly duration?: Quantity<'ms'> | number;
  readonly controls?: C & CheckedControls<C>;
  /** `data`: what stands in place of the scenario's own; null where nothing does. */
  readonly network: (controls: ControlValues<C>, data: DataShape | null) => Network<Pops>;
  readonly stimuli?: OfControls<ControlValues<C>, readonly Stimulus<NoInfer<Pops>>[]>;
  /** Default 'float32' for what learns from batches, else 'float64'. */
  readonly precision?: Precision;
  /** Integrators in place of those of the models. */
  readonly integrators?: { readonly [K in PopulationName<NoInfer<Pops>>]?: Integrator };
  readonly panels?: readonly Panel<PopulationName<NoInfer<Pops>>, NoInfer<M>>[];
  /** Those of the controls' values: a function of them where they decide what must be seen. */
  readonly expect?: OfControls<ControlValues<C>, readonly Expectation<PopulationName<NoInfer<Pops>>, NoInfer<M>>[]>;
  readonly metrics?: Readonly<Record<M, Metric>>;
  /** What `train` uses. */
  readonly data?: OfControls<ControlValues<C>, DataSelection>;
  /** How examples enter the network. */
  readonly encode?: WrittenEncoding<PopulationName<NoInfer<Pops>>> | readonly WrittenEncoding<PopulationName<NoInfer<Pops>>>[];
  readonly learner?: OfControls<ControlValues<C>, Learner | Readonly<Record<string, Learner>>>;
  readonly protocol?: OfControls<ControlValues<C>, readonly Stage[]>;
}

/** As `OfControls` in a checked scenario, whose controls have lost their types. */
type OfValues<T> = (controls: Readonly<Record<string, ControlValue>>, data: DataShape | null) => T;

/** A checked scenario; `describeScenario` gives it values for its controls and turns it into plain data. */
export interface Scenario {
  readonly kind: 'scenario';
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Whether time is counted in ms; else in steps, and dt is 1. */
  readonly timed: boolean;
  /** In ms. */
  readonly dt: number;
  /** In ms, or in steps; null where a protocol says how long it takes. */
  readonly duration: number | null;
  readonly controls: Controls;
  /** null where none is named. */
  readonly precision: Precision | null;
  readonly panels: readonly Panel[];
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly integrators: Readonly<Record<string, Integrator>>;
  readonly encode: readonly WrittenEncoding[];
  readonly network: OfValues<Network>;
  readonly expect: OfValues<readonly Expectation[]>;
  readonly stimuli: OfValues<readonly unknown[]>;
  readonly data: OfValues<DataSelection | null>;
  readonly learners: OfValues<Readonly<Record<string, Learner>>>;
  readonly protocol: OfValues<readonly Stage[]>;
}

/** Whether a module's default export is a scenario. */
export function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'scenario';
}
