/** Finds where a state became NaN or infinite, once a kernel has noticed that one did. */
import { numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';

/** The error that names step, population, variable and cell; null if all are finite after all. */
export function notFiniteError(plan: Plan, population: PopulationPlan, step: number): NeurariumError | null {
  for (const [variable, region] of Object.entries(population.state)) {
    for (let lane = 0; lane < plan.lanes; lane++) {
      const address = region.address + lane * population.stride * (plan.precision === 'float64' ? 8 : 4);
      const values = numbersAt(plan.map.memory.buffer, address, population.size, plan.precision);
      const cell = values.findIndex((value) => !Number.isFinite(value));
      if (cell < 0) continue;
      const laneText = plan.lanes > 1 ? `, lane ${lane}` : '';
      return new NeurariumError({
        code: 'not-finite',
        message: `state became ${values[cell]} in step ${step} (${Number(((step + 1) * plan.dt).toPrecision(12))} ms)`,
        where: `population ${population.name}, variable ${variable}, cell ${cell}${laneText}`,
        hint: `Integrated by ${population.lowered.integrator} with dt ${plan.dt} ms: try a shorter dt, and look for divisions by zero and runaway feedback.`,
      });
    }
  }
  return null;
}
