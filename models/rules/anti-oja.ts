/**
 * Oja's rule backwards: weight' = weight - rate post (pre - post weight). Cells that say the same come to say different things, while they are taught for a
 * while: taught on and on, weights grow without end.
 */
import { defineLocalRule } from '../../engine/index.ts';

export const antiOja = defineLocalRule({
  name: 'antiOja',
  source: 'Babinec & Pospichal 2007, ICANN, LNCS 4668:19',
  onlyActive: true,
  equations: "weight' = weight - rate * post * (pre - post * weight)",
});
