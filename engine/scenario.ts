/** What a scenario is: its written form, its checked form, panels and expectations. `scenario()` itself is in define-scenario.ts. */
import type { CheckedControls, ControlDeclarations, Controls, ControlValue, ControlValues } from './controls.ts';
import type { DataShape } from './data/index.ts';
import type { Integrator } from './kernels/ir.ts';
import type { Metric } from './metrics.ts';
import type { Network, PopulationName, Populations } from './network.ts';
import type { Stimulus } from './stimulus.ts';
import type { DataSelection, During, Learner, Stage } from './training/index.ts';
import type { Quantity } from './units.ts';

export type Precision = 'float64' | 'float32';

/** Where the cells of a network graph lie: by the order of their connections, around a circle, pulled by connections, or at their positions. */
export type GraphLayout = 'layered' | 'circular' | 'force' | 'spatial';

/** What a cell says for each value of a population of inputs, as the network is at the moment: asked of a copy of it, from its initial state. */
export interface Surface<Name extends string = string> {
  /** One cell, or two: across and up. */
  readonly from: Name;
  readonly of: Name;
  /** Default: the model's first output. */
  readonly variable?: string;
}

export type Interval = readonly [low: number, high: number];

/** Numbers over a box of the plane, row by row from the lowest, as the ground that paths go over. */
export interface Relief {
  readonly between: readonly [across: Interval, up: Interval];
  readonly rows: number;
  readonly values: readonly number[];
}

/** All cells that have the port and lie within `reach` of the pointer, as they are seen, get `value` once. */
export interface Touch {
  readonly port: string;
  /** In a unit of the port. */
  readonly value: number | `${number} ${string}`;
  /** Default 1 um. */
  readonly reach?: Quantity<'um'>;
}

/** What is drawn on an image of cells is told to all of them in one step, in which the world holds them; then they go on by themselves. */
export interface Drawn {
  /** A port of values: what cells are told. */
  readonly port: string;
  /** A port of values that is told 1, by which the world holds them, such as 'clamp'. */
  readonly gate: string;
  readonly ink: number;
  readonly paper: number;
}

/** Of Boltzmann learning. */
export type Phase = 'clamped' | 'free';

export type PanelScale = 'linear' | 'log';

/** What the viewer (and, in part, the terminal) draws. `of` names populations. */
export type Panel<Name extends string = string, Measure extends string = string> =
  | { readonly panel: 'raster'; readonly of: Name | readonly Name[] }
  /** `colour`: by an axis of the network's tags, such as 'function' of cells or 'direction' of connections. */
  | {
      readonly panel: 'graph';
      readonly of?: readonly Name[];
      readonly layout?: GraphLayout;
      readonly colour?: string;
      /** What the pointer does where it is pressed, in a graph in space of a run that goes on. */
      readonly touch?: Touch;
    }
  /** Of several populations: the same cells and variable of each, in one chart. `between`: of which values; default: all that were seen. */
  | {
      readonly panel: 'trace';
      readonly of: Name | readonly Name[];
      readonly variable: string;
      readonly cells: readonly number[];
      readonly between?: Interval;
    }
  | { readonly panel: 'rate'; readonly of: Name | readonly Name[]; readonly bin?: Quantity<'ms'> }
  | { readonly panel: 'histogram'; readonly of: Name; readonly measure: 'isi' | 'rate' | 'cv' }
  /** Values of a variable of cells in the steps that are shown, beside those of the first steps. */
  | { readonly panel: 'histogram'; readonly of: Name; readonly measure: 'value'; readonly variable: string }
  /** Weights of a projection, by its name. */
  | { readonly panel: 'histogram'; readonly projection: string; readonly measure: 'weight' }
  /** Of a metric of Boltzmann's distribution: shares of the steps by the energy of their states, beside those that the distribution has. */
  | { readonly panel: 'histogram'; readonly distance: Measure; readonly measure: 'energy' }
  /**
   * The weights from one population to another. `products`: of a population to itself that learns by Boltzmann learning, in place of weights what
   * the products of two cells are on average, in the phase in which the world holds cells or in that in which nobody does.
   */
  | { readonly panel: 'matrix'; readonly from: Name; readonly to: Name; readonly products?: Phase }
  /** Activity: cells as rows, time as columns; values of a variable; default: rates, or the output of cells without spikes. Several variables: strips. */
  | { readonly panel: 'matrix'; readonly of: Name; readonly variable?: string | readonly string[] }
  /** Of a metric of right answers: how often each class was answered with each. */
  | { readonly panel: 'matrix'; readonly confusion: Measure }
  /** Values of a variable of cells as pixels, row by row; default: rates, or the output of cells without spikes. */
  | {
      readonly panel: 'image-grid';
      readonly of: Name;
      readonly shape: readonly [rows: number, columns: number];
      readonly variable?: string;
      /** What the pointer does where it is pressed, in a run that goes on. */
      readonly draw?: Drawn;
    }
  /** What a population says of each example of the batch at work, or in each chain that is left to itself: an image of its cells, `most` at most. */
  | {
      readonly panel: 'image-grid';
      readonly lanes: Name;
      readonly variable: string;
      readonly shape: readonly [rows: number, columns: number];
      readonly most: number;
    }
  /** Weights of a projection, by its name: what comes into each target is an image of its sources, row by row. `targets`: default all. */
  | {
      readonly panel: 'image-grid';
      readonly weights: string;
      readonly shape: readonly [rows: number, columns: number];
      readonly targets?: readonly number[];
      /** `dials`: each weight as the turn of a knob. */
      readonly look?: 'image' | 'dials';
      /** How many images lie side by side; default: as fits. */
      readonly columns?: number;
    }
  /** How far the weights into each target of a projection are from those into its neighbours, where the targets lie (U-matrix). */
  | { readonly panel: 'image-grid'; readonly apart: string }
  /** One surface for each cell, with its contour at `threshold`; default 0. */
  | {
      readonly panel: 'image-grid';
      readonly surface: Surface<Name>;
      readonly between: readonly [across: Interval, up: Interval];
      readonly threshold?: number;
    }
  /** Two variables of cells against each other; `names`: of the cells. */
  | {
      readonly panel: 'plane';
      readonly of: Name;
      readonly x: string;
      readonly y: string;
      readonly cell: number | readonly number[];
      readonly names?: readonly string[];
      readonly over?: Relief;
    }
  /**
   * A surface as a heat map. Of a single cell, or of `cell`: its contour at `threshold`, default 1/2. Of several: which is the largest.
   * `points`: a field of classes, by which the data's examples are shown. `lines`: contours of another population's cells, such as those
   * along which hidden cells turn, at `at`; default 0.
   */
  | {
      readonly panel: 'plane';
      readonly surface: Surface<Name>;
      readonly between: readonly [across: Interval, up: Interval];
      readonly cell?: number;
      readonly threshold?: number;
      readonly points?: string;
      readonly lines?: { readonly of: Name; readonly variable?: string; readonly at?: number };
    }
  /**
   * A map over its data: each target of a projection at two of its weights, `axes`, by default the first two; lines between neighbours, where the
   * targets lie. `points`: a field of the data, whose examples are shown. `active`: a population with a cell for each target, whose output is
   * told by colour, and its largest.
   */
  | {
      readonly panel: 'plane';
      readonly map: string;
      readonly axes?: readonly [across: number, up: number];
      readonly between: readonly [across: Interval, up: Interval];
      readonly points?: string;
      readonly active?: Name;
    }
  /** A variable of a cell against what it was `delay` steps before; of several populations, each a path of its own. `between`: as of a trace. */
  | {
      readonly panel: 'plane';
      readonly of: Name | readonly Name[];
      readonly variable: string;
      readonly cell: number;
      readonly delay: number;
      readonly between?: Interval;
    }
  /** The eigenvalues of a population's connections to itself, as numbers of the complex plane, with the unit circle. Up to 400 cells. */
  | { readonly panel: 'plane'; readonly spectrum: Name }
  /** A variable of all cells, in the plane of its two principal components. `by`: coloured by which cell of this population is the largest. */
  | { readonly panel: 'plane'; readonly of: Name; readonly variable: string; readonly components: true; readonly by?: Name }
  /** A metric over the run. */
  | { readonly panel: 'curve'; readonly of: Measure | readonly Measure[]; readonly scale?: PanelScale }
  /** Metrics as points, each at a number of its own on an axis called `across`. `level`: a further metric, as a line to compare them with. */
  | {
      readonly panel: 'curve';
      readonly of: readonly Measure[];
      readonly at: readonly number[];
      readonly across: string;
      readonly level?: Measure;
    }
  /**
   * The rate of each cell (1 / mean interval, in Hz) against a parameter that each has its own value of, as in an f-I curve.
   * `expected`: what theory says, in Hz, one per cell.
   */
  | { readonly panel: 'curve'; readonly of: Name; readonly against: string; readonly expected?: readonly number[] }
  /**
   * A surface of one input, as a curve. `expected`: what it should be, at equal distances from end to end; `tube`: how far it may be from
   * that. `points`: a field of numbers, by which the data's examples are shown.
   */
  | {
      readonly panel: 'curve';
      readonly surface: Surface<Name>;
      readonly between: Interval;
      readonly cell?: number;
      readonly expected?: readonly number[];
      readonly tube?: number;
      readonly points?: string;
    }
  | { readonly panel: 'bars'; readonly of: Measure | readonly Measure[]; readonly scale?: PanelScale }
  /** A variable of each cell; `labels`: their names. */
  | { readonly panel: 'bars'; readonly of: Name; readonly variable: string; readonly labels?: readonly string[] }
  | { readonly panel: 'text'; readonly text: string }
  /** The equations of a population's model, its ports, parameters, threshold and reset. */
  | { readonly panel: 'text'; readonly equationsOf: Name }
  /**
   * The text that a population reads, one of its cells for each character of `alphabet`, each coloured by how little another population's
   * shares foretold it; and what the network writes after `prompt`, each character drawn by those shares and read in turn.
   */
  | {
      readonly panel: 'text';
      readonly of: Name;
      readonly variable: string;
      readonly reads: Name;
      readonly alphabet: string;
      readonly prompt?: string;
    };

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
 * classes. `scale`: in the parameter's or port's unit, for an input of 1; default 1. `steps`: of an example, in which it enters, and is
 * asked what it is asked; then the network is left to itself; default all. `gates`: ports that are told 1 while it enters, such as 'v.clamp'.
 */
export type WrittenEncoding<Name extends string = string> = {
  readonly population: Name;
  readonly field?: string;
  readonly scale?: number | `${number} ${string}`;
} & (
  | { readonly parameter: string }
  | { readonly port: string; readonly steps?: number; readonly gates?: readonly string[]; readonly during?: readonly During[] }
);

export interface ScenarioDefinition<C extends ControlDeclarations, Pops extends Populations, M extends string> {
  /** kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Left out where time is counted in steps. */
  readonly dt?: Quantity<'ms'>;
  /** A multiple of dt, or a number of steps. Left out where a protocol says how long it takes. */
  readonly duration?: Quantity<'ms'> | number;
  /**
   * At which it is watched until the reader says otherwise: simulated time over wall time; where time is counted in steps, steps per ms.
   * Default: one at which it takes a quarter of a minute.
   */
  readonly pace?: number;
  readonly controls?: C & CheckedControls<C>;
  /** `data`: what stands in place of the scenario's own; null where nothing does. */
  readonly network: (controls: ControlValues<C>, data: DataShape | null) => Network<Pops>;
  readonly stimuli?: OfControls<ControlValues<C>, readonly Stimulus<NoInfer<Pops>>[]>;
  /** Default 'float32' for what learns from batches, else 'float64'. */
  readonly precision?: Precision;
  /** Integrators in place of those of the models. */
  readonly integrators?: { readonly [K in PopulationName<NoInfer<Pops>>]?: Integrator };
  /** Those of the controls' values: a function of them where they decide what there is to see. */
  readonly panels?: OfControls<ControlValues<C>, readonly Panel<PopulationName<NoInfer<Pops>>, NoInfer<M>>[]>;
  /** Those of the controls' values: a function of them where they decide what must be seen. */
  readonly expect?: OfControls<ControlValues<C>, readonly Expectation<PopulationName<NoInfer<Pops>>, NoInfer<M>>[]>;
  readonly metrics?: Readonly<Record<M, Metric>>;
  /** What `train` uses. */
  readonly data?: OfControls<ControlValues<C>, DataSelection>;
  /** How examples enter the network. */
  readonly encode?: OfControls<
    ControlValues<C>,
    WrittenEncoding<PopulationName<NoInfer<Pops>>> | readonly WrittenEncoding<PopulationName<NoInfer<Pops>>>[]
  >;
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
  /** null where none is named. */
  readonly pace: number | null;
  readonly controls: Controls;
  /** null where none is named. */
  readonly precision: Precision | null;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly integrators: Readonly<Record<string, Integrator>>;
  readonly encode: OfValues<readonly WrittenEncoding[]>;
  readonly network: OfValues<Network>;
  readonly panels: OfValues<readonly Panel[]>;
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
