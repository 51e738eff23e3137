/** What the classification of the neural network zoo says of a cell that its equations do not: declared with a model, checked here. */
import { NeurariumError } from './errors.ts';
import { describe } from './parameter-value.ts';
import { suggest } from './suggest.ts';

const complexities = ['plain', 'memory', 'kernel', 'capsule', 'convolution'] as const;
const activations = [
  'linear',
  'threshold',
  'sigmoid',
  'tanh',
  'arctan',
  'relu',
  'leaky-relu',
  'noisy-relu',
  'prelu',
  'elu',
  'softplus',
  'maxout',
  'softmax',
  'gaussian',
  'squash',
  'winner',
] as const;
const functions = ['input', 'hidden', 'output'] as const;

export type Complexity = (typeof complexities)[number];
export type Activation = (typeof activations)[number];
export type CellFunction = (typeof functions)[number];

export interface ModelTags<Port extends string = string> {
  /** Default: plain. */
  readonly complexity?: Complexity;
  /** Default: threshold for what spikes, else none. */
  readonly activation?: Activation;
  /** For cells that are inputs or outputs of the world wherever they stand; default: what the graph tells. */
  readonly function?: readonly CellFunction[];
  /** Ports that open and shut something, instead of adding to a sum. */
  readonly gates?: readonly Port[];
}

/** @throws NeurariumError for a tag that is unknown, or a gate that is no port */
export function checkTags(tags: ModelTags, ports: readonly string[]): void {
  const about = { complexity: complexities, activation: activations, function: functions, gates: ports };
  for (const [axis, given] of Object.entries(tags)) {
    if (!Object.hasOwn(about, axis)) fail(`tags.${axis} is unknown`, suggest(axis, Object.keys(about)));
    const allowed: readonly string[] = about[axis as keyof ModelTags];
    for (const tag of [given].flat())
      if (!allowed.includes(tag)) fail(`tags.${axis} is ${describe(tag)}, expected one of ${allowed.join(', ')}`);
  }
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}
