/** What a link chooses of a scenario, as the engine takes it. */
import type { ControlValue, Scenario, ScenarioChoices } from '../../engine/index.ts';

export interface LinkedChoices {
  readonly controls: Readonly<Record<string, ControlValue>>;
  /** In ms, or in steps where the scenario counts those; null: as the scenario has it. */
  readonly duration: number | null;
}

export function runChoices({ timed }: Scenario, { controls, duration }: LinkedChoices): ScenarioChoices {
  return duration === null ? { controls } : { controls, duration: timed ? `${duration} ms` : String(duration) };
}
