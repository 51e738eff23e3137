/** Runs a scenario of the index in the terminal's host. */
import { nodeHost } from '../../cli/host.ts';
import type { ExperimentResult, Scenario, ScenarioChoices } from '../../engine/index.ts';
import { runWith } from './run-with.ts';

export { load } from './run-with.ts';

/** Too long for the units: tests/acceptance runs them to the end. */
export const long: readonly string[] = ['brunel', 'microcircuit'];

export function run(scenario: Scenario, choices: ScenarioChoices = {}, seed = 1): Promise<ExperimentResult> {
  return runWith(nodeHost(), scenario, choices, seed);
}

/** What was not seen, or not judged. */
export function failures({ expect }: ExperimentResult): string[] {
  const missed = expect.filter(({ pass }) => pass !== true);
  return missed.map(
    ({ of, measure, value, between, pass, why }) => `${measure} of ${of} = ${value}, ${between}, ${pass}: ${why}`,
  );
}
