/** The hashes of a short run of a scenario, in any host: what tests/hashes.json holds. */
import type { Host, Scenario, ScenarioChoices } from '../../engine/index.ts';
import { load, runWith } from './run-with.ts';

export interface Hashes {
  readonly steps: number;
  readonly spike_hash: string;
  readonly state_hash: string;
}

/** Examples are presented to their end; all else takes at most 500 steps. */
function longestOf(scenario: Scenario): number | undefined {
  return 'examples' in scenario.controls ? undefined : 500;
}

/** Where examples are presented, as few as the control allows. */
function shortened({ duration, controls }: Scenario): ScenarioChoices {
  const fewest = controls['examples'];
  if (duration === null)
    return { controls: fewest === undefined || !('min' in fewest) ? {} : { examples: fewest.min as number } };
  return {};
}

export async function hashesOf(id: string, host: Host): Promise<Hashes> {
  const scenario = await load(id);
  const { steps, spikeHash, stateHash } = await runWith(host, scenario, shortened(scenario), 1, longestOf(scenario));
  return { steps, spike_hash: spikeHash, state_hash: stateHash };
}
