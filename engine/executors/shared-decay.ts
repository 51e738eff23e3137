/** Decays the scale of traces that share one; every `powers.length - 1` steps the traces themselves. Knows no rule and no spike. */
import { numbersAt, type Plan, type SharedDecayPlan } from '../compile/plan.ts';

/** x(n) is what lies in memory times powers[n mod K], K = powers.length - 1; at the start of each K steps memory holds x itself. */
export function sharedDecay({ trace, cells, scale, powers }: SharedDecayPlan, plan: Plan): (step: number) => void {
  const { buffer } = plan.map.memory;
  const numbers = numbersAt(buffer, trace.address, cells, plan.precision);
  const shared = numbersAt(buffer, scale.address, 1, plan.precision);
  const period = powers.length - 1;
  const whole = powers[period]!;
  return (step) => {
    const phase = step % period;
    shared[0] = powers[phase]!;
    if (phase > 0) return;
    for (let cell = 0; cell < cells; cell++) numbers[cell]! *= whole;
  };
}
