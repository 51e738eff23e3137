/** What a client is told of the run it watches: plain data that crosses a message port. */
import type { Control, ControlValue } from '../controls.ts';
import type { Panel, Precision } from '../scenario.ts';
import type { NetworkTags } from '../tags.ts';

export interface AboutVariable {
  readonly unit: string;
  readonly doc: string;
}

export interface AboutParameter extends AboutVariable {
  /** In internal units; null where cells differ. */
  readonly value: number | null;
  /** One per cell, where cells differ and the host knows; absent where it would be too much to send. */
  readonly values?: Float64Array;
}

export interface AboutPort extends AboutVariable {
  /** An event port takes spikes and moments, a value port a value that holds. */
  readonly kind: 'event' | 'value';
  /** The statement of an event port. */
  readonly on?: string;
}

/** As the model has it written. */
export interface AboutSpike {
  readonly when: string;
  readonly reset?: string;
  readonly refractory?: string;
}

export interface AboutPopulation {
  readonly name: string;
  readonly model: string;
  /** Where the model comes from. */
  readonly source: string;
  readonly size: number;
  readonly spikes: boolean;
  /** The variable that is meant where none is named; null where the host does not know. */
  readonly output: string | null;
  /** State variables; in a replay those that were recorded. */
  readonly variables: Readonly<Record<string, AboutVariable>>;
  readonly parameters: Readonly<Record<string, AboutParameter>>;
  readonly ports: Readonly<Record<string, AboutPort>>;
  readonly equations: string;
  /** Absent where cells do not spike, or the host does not know. */
  readonly spike?: AboutSpike;
  /** The value of a variable above which a cell spikes, where the model says so in one comparison with a number. */
  readonly threshold: { readonly variable: string; readonly value: number } | null;
  /** One array per coordinate, one number per cell, in µm; null where cells have no place. */
  readonly positions: readonly Float64Array[] | null;
}

export interface AboutProjection {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly kind: 'event' | 'value';
  readonly synapses: number;
  /** Whether a learning rule or a learner changes its weights. */
  readonly plastic: boolean;
}

/** In declared order throughout. Populations and projections are named in messages by their place here. */
export interface About {
  /** A replay cannot be changed; what was not recorded is not there. */
  readonly mode: 'live' | 'replay';
  readonly scenario: string;
  readonly title: string;
  readonly source: string;
  readonly seed: number;
  /** Whether time is counted in ms; else in steps, and `dt` is 1. */
  readonly timed: boolean;
  /** In ms. */
  readonly dt: number;
  readonly precision: Precision;
  readonly firstStep: number;
  /** Planned number of steps from the first on; null where the run has no planned end. */
  readonly steps: number | null;
  readonly controls: Readonly<Record<string, ControlValue>>;
  /** Empty in a replay. */
  readonly declared: Readonly<Record<string, Control>>;
  readonly populations: readonly AboutPopulation[];
  readonly projections: readonly AboutProjection[];
  /** Null where the host does not know. */
  readonly tags: NetworkTags | null;
  readonly panels: readonly Panel[];
  readonly metrics: readonly string[];
}
