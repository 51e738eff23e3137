/** All rows of the acceptance table. A network's are a file beside this one, and a line here. */

import type { Row } from '../row.ts';
import { deepFeedForward } from './deep-feed-forward.ts';
import { feedForward } from './feed-forward.ts';
import { liquidStateMachine } from './liquid-state-machine.ts';
import { universalApproximation } from './universal-approximation.ts';

export const rows: readonly Row[] = [...deepFeedForward, ...feedForward, ...liquidStateMachine, ...universalApproximation];
