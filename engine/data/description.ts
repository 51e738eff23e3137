/** What is known of a data set without having its numbers. */
import type { ControlDeclarations, ControlValue } from '../controls.ts';
import type { Dataset } from './dataset.ts';
import type { SplitPart } from './split.ts';

export interface DatasetDescription {
  readonly name: string;
  readonly title: string;
  /** Licence of the data, and of the package they were taken from where it differs. */
  readonly licence: string;
  readonly source: string;
  /** Name under which the host has the bytes; null where examples are made. */
  readonly file: string | null;
  /** What can be chosen of it, such as a number of points. */
  readonly options?: ControlDeclarations;
  /** Examples of some of its parts, in the data set's order. @throws NeurariumError 'data' for bytes that are not this data set */
  open(request: OpenRequest): Dataset;
}

/** What a scenario is told of data that stand in place of its own, so that its network can be as wide as they need. */
export interface DataShape {
  /** Of the data set. */
  readonly name: string;
  /** Numbers of an example's input. */
  readonly inputs: number;
  /** Classes of its target, or numbers. */
  readonly outputs: number;
  /** Null where the target is numbers. */
  readonly classes: readonly string[] | null;
}

export interface OpenRequest {
  /** Empty where there is no file. */
  readonly bytes: Uint8Array;
  readonly parts: readonly SplitPart[];
  /** All options, with values. */
  readonly options: Readonly<Record<string, ControlValue>>;
  /** uint32: made examples are drawn by it. */
  readonly seed: number;
}
