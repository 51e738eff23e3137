/** Nodes around a circle, from the top clockwise, in declared order, with a gap between populations. */
import type { NetworkGraph } from './network-graph.ts';
import type { Placement } from './placement.ts';

export function circular({ of, nodes, population }: NetworkGraph): Placement {
  const gap = of === 'cells' ? Math.max(1, nodes * 0.015) : 0;
  const at = new Float64Array(nodes);
  let around = 0;
  let gaps = 0;
  for (let n = 0; n < nodes; n++) {
    if (n > 0) around += population[n] === population[n - 1] ? 1 : 1 + gap;
    if (n > 0 && population[n] !== population[n - 1]) gaps++;
    at[n] = around;
  }
  // The way back to the first node; a pair lies side by side.
  const whole = around + 1 + (gaps > 0 ? gap : 0);
  const first = nodes === 2 ? -Math.PI : -Math.PI / 2;
  const angle = (n: number): number => first + (2 * Math.PI * at[n]!) / whole;
  const x = Float64Array.from({ length: nodes }, (_, n) => (nodes === 1 ? 0 : Math.cos(angle(n))));
  const y = Float64Array.from({ length: nodes }, (_, n) => (nodes === 1 ? 0 : Math.sin(angle(n))));
  return { x, y, routes: null, keepsShape: true };
}
