/** All rows of the acceptance table. A network's are a file beside this one, and a line here. */

import type { Row } from '../row.ts';
import { echoState } from './echo-state.ts';
import { extremeLearning } from './extreme-learning.ts';
import { feedForward } from './feed-forward.ts';
import { liquidStateMachine } from './liquid-state-machine.ts';

export const rows: readonly Row[] = [...echoState, ...extremeLearning, ...feedForward, ...liquidStateMachine];
