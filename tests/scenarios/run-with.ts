/** Runs a scenario of the index to its end, in any host. Knows neither Node nor a page, so that both can run it. */
import {
  describeScenario,
  Experiment,
  type ExperimentResult,
  type Host,
  type Scenario,
  type ScenarioChoices,
} from '../../engine/index.ts';
import { datasets, scenarios } from '../../scenarios/index.ts';

export async function load(id: string): Promise<Scenario> {
  return (await scenarios[id]!()).default;
}

/** To the end or so many steps, or rejects with the run's error. */
export async function runWith(
  host: Host,
  scenario: Scenario,
  choices: ScenarioChoices,
  seed: number,
  most?: number,
): Promise<ExperimentResult> {
  const experiment = new Experiment(describeScenario(scenario, choices), { seed, datasets, host });
  await new Promise<void>((resolve, reject) => {
    experiment.run$(most).subscribe({ error: reject, complete: resolve });
  });
  const result = experiment.result();
  experiment.dispose();
  return result;
}
