/** Parameters that change while a network learns, by schedules. */
import { fillCoefficients } from '../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { suggest } from '../suggest.ts';
import type { RateSchedule } from '../training/index.ts';
import { rateAt } from './gradient/index.ts';
import type { Moment } from './learner.ts';

type Schedules = Readonly<Record<string, RateSchedule>>;

/** @throws NeurariumError 'description' for a name that is no parameter */
export function checkScheduled(schedules: Schedules, populations: readonly PopulationPlan[]): void {
  for (const name of Object.keys(schedules)) find(name, populations);
}

function find(name: string, populations: readonly PopulationPlan[]) {
  const [population = '', parameter = ''] = name.split('.');
  const plan = populations.find((one) => one.name === population);
  const slot = plan?.parameters[parameter];
  if (plan !== undefined && slot !== undefined) return { plan, slot };
  const known = populations.flatMap((one) => Object.keys(one.parameters).map((key) => `${one.name}.${key}`));
  throw new NeurariumError({
    code: 'description',
    message: `schedules name '${name}', which is no parameter`,
    hint: suggest(name, known),
  });
}

export class ScheduledParameters {
  readonly #all: readonly { readonly plan: PopulationPlan; readonly values: Numbers; readonly schedule: RateSchedule }[];
  readonly #plan: Plan;

  constructor(schedules: Schedules, plan: Plan) {
    this.#plan = plan;
    this.#all = Object.entries(schedules).map(([name, schedule]) => {
      const { plan: population, slot } = find(name, plan.populations);
      const count = slot.region.bytes / numberBytes(plan.precision);
      const values = numbersAt(plan.map.memory.buffer, slot.region.address, slot.perCell ? count : 1, plan.precision);
      return { plan: population, values, schedule };
    });
  }

  set(moment: Moment): void {
    const { map, precision, dt } = this.#plan;
    for (const { plan, values, schedule } of this.#all) {
      values.fill(rateAt(schedule, moment));
      fillCoefficients(plan, map.memory.buffer, precision, dt);
    }
  }
}
