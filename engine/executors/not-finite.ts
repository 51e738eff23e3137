/** Finds where a state became NaN or infinite, once a kernel has noticed that one did, and amplitudes that are. */
import { numberBytes, numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';

/** The error that names step, population, variable and cell; null if all are finite after all. */
export function notFiniteError(plan: Plan, population: PopulationPlan, step: number): NeurariumError | null {
  for (const [variable, region] of Object.entries(population.state)) {
    for (let lane = 0; lane < plan.lanes; lane++) {
      const address = region.address + lane * population.stride * numberBytes(plan.precision);
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

/** The same for the amplitudes of a lane's graded spikes, the cells `spikes`; null where spikes have none. */
export function notFiniteAmplitude(
  plan: Plan,
  { name, amplitude, size, stride }: PopulationPlan,
  step: number,
  lane: number,
  spikes: Uint32Array,
): NeurariumError | null {
  if (amplitude === null) return null;
  const address = amplitude.address + lane * stride * numberBytes(plan.precision);
  const values = numbersAt(plan.map.memory.buffer, address, size, plan.precision);
  const cell = spikes.find((spiking) => !Number.isFinite(values[spiking]!));
  if (cell === undefined) return null;
  return new NeurariumError({
    code: 'not-finite',
    message: `the amplitude of a spike is ${values[cell]} in step ${step} (${Number(((step + 1) * plan.dt).toPrecision(12))} ms)`,
    where: `population ${name}, cell ${cell}${plan.lanes > 1 ? `, lane ${lane}` : ''}`,
    hint: 'Look for divisions by zero in spike.amplitude.',
  });
}
