/** All rows of the acceptance table. A network's are a file beside this one, and a line here. */
import type { Row } from '../row.ts';
import { boltzmann } from './boltzmann.ts';
import { deepBelief } from './deep-belief.ts';
import { deepFeedForward } from './deep-feed-forward.ts';
import { echoState } from './echo-state.ts';
import { extremeLearning } from './extreme-learning.ts';
import { feedForward } from './feed-forward.ts';
import { gatedRecurrentUnit } from './gated-recurrent-unit.ts';
import { hebbian } from './hebbian.ts';
import { hopfield } from './hopfield.ts';
import { liquidStateMachine } from './liquid-state-machine.ts';
import { longShortTermMemory } from './long-short-term-memory.ts';
import { markovChain } from './markov-chain.ts';
import { nvar } from './nvar.ts';
import { optimisers } from './optimisers.ts';
import { perceptron } from './perceptron.ts';
import { radialBasis } from './radial-basis.ts';
import { recurrent } from './recurrent.ts';
import { restrictedBoltzmann } from './restricted-boltzmann.ts';
import { selfOrganisingMap } from './self-organising-map.ts';
import { spikingFeedForward } from './spiking-feed-forward.ts';
import { thresholdNets } from './threshold-nets.ts';
import { universalApproximation } from './universal-approximation.ts';
import { vanishingGradient } from './vanishing-gradient.ts';

export const rows: readonly Row[] = [
  ...perceptron,
  ...feedForward,
  ...radialBasis,
  ...deepFeedForward,
  ...universalApproximation,
  ...vanishingGradient,
  ...optimisers,
  ...recurrent,
  ...longShortTermMemory,
  ...gatedRecurrentUnit,
  ...spikingFeedForward,
  ...liquidStateMachine,
  ...echoState,
  ...nvar,
  ...extremeLearning,
  ...hopfield,
  ...thresholdNets,
  ...selfOrganisingMap,
  ...restrictedBoltzmann,
  ...deepBelief,
  ...hebbian,
  ...boltzmann,
  ...markovChain,
];
