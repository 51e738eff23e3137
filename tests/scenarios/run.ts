/** Runs a scenario of the index as the terminal does, without a clock. */
import { nodeHost } from '../../cli/host.ts';
import { describeScenario, Experiment, type ExperimentResult, type Scenario, type ScenarioChoices } from '../../engine/index.ts';
import { datasets, scenarios } from '../../scenarios/index.ts';

export async function load(id: string): Promise<Scenario> {
  return (await scenarios[id]!()).default;
}

/** To the end, or rejects with the run's error. */
export async function run(scenario: Scenario, choices: ScenarioChoices = {}, seed = 1): Promise<ExperimentResult> {
  const experiment = new Experiment(describeScenario(scenario, choices), { seed, datasets, host: nodeHost() });
  await new Promise<void>((resolve, reject) => {
    experiment.run$().subscribe({ error: reject, complete: resolve });
  });
  const result = experiment.result();
  experiment.dispose();
  return result;
}
