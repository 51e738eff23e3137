/** All rows of the acceptance table. A network's are a file beside this one, and a line here. */

import type { Row } from '../row.ts';
import { feedForward } from './feed-forward.ts';
import { liquidStateMachine } from './liquid-state-machine.ts';
import { perceptron } from './perceptron.ts';
import { radialBasis } from './radial-basis.ts';

export const rows: readonly Row[] = [...perceptron, ...radialBasis, ...feedForward, ...liquidStateMachine];
