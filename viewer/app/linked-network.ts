/** How large a network is that a link asks for. Loaded only for a link that changes something: it needs the scenario, its models and the compiler's tables. */
import { type ControlValue, describeScenario, estimateMemory } from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { runChoices } from '../session/index.ts';
import type { View } from './link.ts';

export interface LinkedNetwork {
  readonly bytes: number;
  readonly cells: number;
  readonly synapses: number;
  /** Values of all controls. */
  readonly controls: Readonly<Record<string, ControlValue>>;
}

/** `id`: of a scenario that there is. @throws NeurariumError where the link does not fit it */
export async function linkedNetwork(id: string, view: View): Promise<LinkedNetwork> {
  const scenario = (await scenarios[id]!()).default;
  const { network, precision, dt, controls } = describeScenario(scenario, runChoices(scenario, view));
  return { ...estimateMemory(network, precision, 1, dt), controls: controls as Record<string, ControlValue> };
}
