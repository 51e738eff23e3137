/** What a panel shows where it does not say: cells without spikes have no rates, so that it is their output. */
import { outputOf } from './find-in-network.ts';
import type { Network } from './network.ts';
import type { Panel } from './scenario.ts';

/** `panel` names what the network has. */
export function withVariable(panel: Panel, { populations }: Network): Panel {
  if (panel.panel !== 'image-grid' && panel.panel !== 'matrix') return panel;
  if (!('of' in panel) || panel.variable !== undefined) return panel;
  const population = populations.find(({ name }) => name === panel.of)!;
  return population.model.spike === undefined ? { ...panel, variable: outputOf(population) } : panel;
}
