/** The door of what is counted over examples. A further metric of batches is a file beside this one and a line here. */
import type { Dataset } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { BatchMetric } from '../../training/index.ts';
import { activityCounter } from './activity.ts';
import { allowedCounter } from './allowed.ts';
import { answerCounter } from './answers.ts';
import { completionCounter, klDivergenceCounter } from './boltzmann.ts';
import { capacityCounter } from './capacity.ts';
import { componentCounter } from './components.ts';
import type { Counter } from './counter.ts';
import { coverageCounter } from './coverage.ts';
import { errorCounter } from './errors.ts';
import { foldsCounter } from './folds.ts';
import { freeEnergyCounter } from './free-energy.ts';
import { lossCounter } from './loss.ts';
import { mapErrorCounter } from './map-errors.ts';
import { purityCounter } from './purity.ts';
import { surpriseCounter } from './surprise.ts';
import { validTimeCounter } from './valid-time.ts';

export type { Confusion, Counter } from './counter.ts';

/** What a counter adds up is its own affair: who keeps it needs not know. */
export function counterOf(metric: BatchMetric, network: BatchNetwork, data: Dataset): Counter<unknown> {
  switch (metric.kind) {
    case 'loss':
      return lossCounter(network) as Counter<unknown>;
    case 'activity':
      return activityCounter(metric, network) as Counter<unknown>;
    case 'class-accuracy':
      return answerCounter(metric, network, data) as Counter<unknown>;
    case 'coverage':
      return coverageCounter(metric, network, data) as Counter<unknown>;
    case 'allowed':
      return allowedCounter(metric, network, data) as Counter<unknown>;
    case 'capacity':
      return capacityCounter(metric, network, data) as Counter<unknown>;
    case 'error':
      return errorCounter(metric, network, data) as Counter<unknown>;
    case 'map-error':
      return mapErrorCounter(metric, network) as Counter<unknown>;
    case 'purity':
      return purityCounter(metric, network, data) as Counter<unknown>;
    case 'folds':
      return foldsCounter(metric, network) as Counter<unknown>;
    case 'component':
      return componentCounter(metric, network, data) as Counter<unknown>;
    case 'free-energy':
      return freeEnergyCounter(metric, network) as Counter<unknown>;
    case 'kl-divergence':
      return klDivergenceCounter(metric, network) as Counter<unknown>;
    case 'completion':
      return completionCounter(metric, network, data) as Counter<unknown>;
    case 'surprise':
      return surpriseCounter(metric, network, data) as Counter<unknown>;
    case 'valid-time':
      return validTimeCounter(metric, network, data) as Counter<unknown>;
    default:
      return metric satisfies never;
  }
}
