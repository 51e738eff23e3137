/** From a scenario to a running plan, for those who work with streams rather than with a whole experiment. */
import { compile } from '../compile/index.ts';
import { describeScenario, type ScenarioChoices } from '../describe-scenario.ts';
import type { Scenario } from '../scenario.ts';
import { Simulation, type SimulationOptions } from './simulation.ts';
import { stimulusEvents } from './stimulus-events.ts';

export interface SimulateOptions extends SimulationOptions, ScenarioChoices {
  /** uint32. */
  readonly seed: number;
}

/**
 * Describes, compiles and feeds a scenario; nothing runs yet.
 * @throws NeurariumError for wrong choices, a faulty description, or a network that does not fit
 */
export function simulate(scenario: Scenario, options: SimulateOptions): Simulation {
  const description = describeScenario(scenario, options);
  const { dt, precision, network, stimuli } = description;
  const simulation = new Simulation(compile(network, { dt, seed: options.seed, precision, lanes: 1 }), options);
  for (const event of stimulusEvents(stimuli, simulation.plan)) simulation.schedule(event);
  return simulation;
}
