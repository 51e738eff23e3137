/** A small plastic network for the tests: noisy sources onto neurons that fire, by any wiring and rule. */
import { type LearningRule, type Network, network, uniform, values, type Wiring } from '../../../engine/index.ts';
import { lif, poisson } from '../../../models/index.ts';

export const name = 'input->output:excitatory#0';

export interface Sizes {
  readonly sources?: number;
  readonly targets?: number;
  readonly delays?: 'equal' | 'drawn';
}

export function plastic(
  rule: LearningRule,
  wiring: Wiring,
  { sources = 37, targets = 11, delays = 'equal' }: Sizes = {},
): Network {
  // Above threshold at rest: the outputs fire whatever the weights.
  const output = lif.of(targets, { vRest: '-48 mV', v: uniform('-60 mV', '-50 mV') });
  const rate = values(
    'Hz',
    Float64Array.from({ length: sources }, (_, i) => 40 + 5 * i),
  );
  return network({ input: poisson.of(sources, { rate }), output }, [
    {
      from: 'input',
      to: 'output',
      port: 'excitatory',
      wiring,
      weight: uniform('0.1 mV', '0.4 mV'),
      delay: delays === 'equal' ? '1 ms' : uniform('0 ms', '3 ms'),
      rule,
    },
  ]);
}
