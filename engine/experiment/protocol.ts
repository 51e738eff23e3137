/** What runs an experiment that is more than so many steps: it trains, and tests. */
import type { Observable } from 'rxjs';
import type { Progress } from '../simulation/index.ts';
import type { Confusion } from './batch-meters.ts';

export interface Protocol {
  /** Cold; emits the progress of what is left of it. */
  run$(): Observable<Progress>;
  /** Metrics as far as they are known, by the scenario's names. */
  metrics(): Readonly<Record<string, number>>;
  /** Of a metric of right answers; null before any were asked. */
  confusion(metric: string): Confusion | null;
}
