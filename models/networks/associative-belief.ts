/**
 * Deep belief network whose top machine knows labels: a restricted Boltzmann machine learns what images look like; the one above it learns, side
 * by side, what the hidden cells of the lower say and the label. Up go probabilities. In a dream the top machine goes on alone, its label held or
 * not, and what its visible cells say goes down to the image.
 * Hinton, Osindero & Teh 2006, Neural Comput 18:1527.
 */
import { allToAll, type Network, network, normal, oneToOne, steps, weightsOf } from '../../engine/index.ts';
import { backfedCategoricalUnit, backfedInputUnit, backfedStochasticUnit, bernoulliUnit } from '../cells/index.ts';
import type { Populations } from './connections.ts';
import { type ReaderOptions, reader } from './reader.ts';

export interface AssociativeBeliefOptions {
  readonly visible: number;
  /** Of the lower machine. */
  readonly hidden: number;
  /** Hidden cells of the top machine. */
  readonly top: number;
  readonly classes: number;
  /** Cells that name classes of what the image is. */
  readonly reader: Omit<ReaderOptions, 'classes'>;
}

/** What a learner of either machine trains. */
export const associativeBeliefTrains = {
  lower: ['v1->h1:input#0', 'v1.bias', 'h1.bias'],
  top: ['v2->h2:input#0', 'label->h2:input#0', 'v2.bias', 'label.bias', 'h2.bias'],
};

/**
 * Populations v1 and h1; v2, label and h2; down, which passes on to v1 what h1 says, or what v2 does where its port `free` is told so; reading
 * and y. The world holds v1, v2 and label by their ports `clamp`.
 */
export function associativeBelief({ visible, hidden, top, classes, reader: asked }: AssociativeBeliefOptions): Network {
  const wiring = allToAll();
  const weight = normal(0, 0.01);
  const reading = reader('v1', visible, { ...asked, classes });
  const passed = { wiring: oneToOne(), weight: 1, trainable: false } as const;
  const back = (name: string) => ({ wiring, weight: weightsOf(name, { transposed: true }), delay: steps(1) });
  const populations: Populations = {
    // Ink is a matter of degree: pixels say their probabilities.
    v1: backfedStochasticUnit.of(visible, { sampled: 0 }),
    h1: bernoulliUnit.of(hidden),
    v2: backfedStochasticUnit.of(hidden),
    label: backfedCategoricalUnit.of(classes),
    h2: bernoulliUnit.of(top),
    down: backfedInputUnit.of(hidden),
    ...reading.populations,
  };
  return network(populations, [
    { from: 'v1', to: 'h1', port: 'input', wiring, weight },
    { from: 'h1.p', to: 'v2', port: 'world', ...passed },
    { from: 'v2', to: 'h2', port: 'input', wiring, weight },
    { from: 'label', to: 'h2', port: 'input', wiring, weight },
    { from: 'h2', to: 'v2', port: 'input', ...back('v2->h2:input#0') },
    { from: 'h2', to: 'label', port: 'input', ...back('label->h2:input#0') },
    { from: 'h1', to: 'down', port: 'input', ...passed },
    { from: 'v2.p', to: 'down', port: 'feedback', ...passed },
    { from: 'down', to: 'v1', port: 'input', ...back('v1->h1:input#0') },
    ...reading.connections,
  ]);
}
