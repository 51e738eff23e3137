/** Hebb's rule: weight' = weight + rate post pre. Weights grow without end where cells are linear: see oja. */
import { defineLocalRule } from '../../engine/index.ts';

export const hebb = defineLocalRule({
  name: 'hebb',
  source: 'Hebb 1949, The Organization of Behavior, Wiley; Dayan & Abbott 2001, Theoretical Neuroscience, equation 8.2',
  onlyActive: true,
  equations: "weight' = weight + rate * post * pre",
});
