/** Runs a scenario of the index in the terminal's host. */
import { nodeHost } from '../../cli/host.ts';
import type { ExperimentResult, Scenario, ScenarioChoices } from '../../engine/index.ts';
import { runWith } from './run-with.ts';

export { load } from './run-with.ts';

export function run(scenario: Scenario, choices: ScenarioChoices = {}, seed = 1): Promise<ExperimentResult> {
  return runWith(nodeHost(), scenario, choices, seed);
}
