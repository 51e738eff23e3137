/** From a scenario to a running plan, for those who work with streams rather than with a whole experiment. */

import { compile } from '../compile/index.ts';
import { describeScenario, type ScenarioChoices, type ScenarioDescription } from '../describe-scenario.ts';
import { loadNetwork, type SavedNetwork } from '../learning/index.ts';
import { type TrainedNames, trainedNames } from '../learning-names.ts';
import type { Scenario } from '../scenario.ts';
import { learnsFromBatches } from '../training/index.ts';
import { Simulation, type SimulationOptions } from './simulation.ts';
import { stimulusEvents } from './stimulus-events.ts';

export interface SimulateOptions extends SimulationOptions, ScenarioChoices {
  /** uint32. */
  readonly seed: number;
  /** What the scenario's learner has learnt: it runs with these numbers. */
  readonly network?: SavedNetwork;
}

/**
 * Describes, compiles and feeds a scenario; nothing runs yet, and nothing will learn by gradients.
 * @throws NeurariumError for wrong choices, a faulty description, or a network that does not fit
 */
export function simulate(scenario: Scenario, options: SimulateOptions): Simulation {
  const description = describeScenario(scenario, options);
  const { dt, precision, network, stimuli } = description;
  const plan = compile(network, { dt, seed: options.seed, precision, lanes: 1, trained: trainedBy(description) });
  if (options.network !== undefined) loadNetwork(plan, options.network);
  const simulation = new Simulation(plan, options);
  for (const event of stimulusEvents(stimuli, simulation.plan)) simulation.schedule(event);
  return simulation;
}

/** What a learner would change has numbers of its own, for each synapse and cell. */
function trainedBy({ network, learners }: ScenarioDescription): TrainedNames {
  const trains = Object.values(learners).flatMap((learner) => (learnsFromBatches(learner) ? learner.trains : []));
  return trainedNames(network, [...new Set(trains)]);
}
