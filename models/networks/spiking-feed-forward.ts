/**
 * Spiking feed-forward network: values drive a layer of cells that spike, and potentials add up what the spikes say.
 * Neftci, Mostafa & Zenke 2019, IEEE Signal Process Mag 36:51. The third generation: Maass 1997, Neural Netw 10:1659.
 */
import { allToAll, type Network, network, normal } from '../../engine/index.ts';
import { inputUnit, spikeReader } from '../cells/index.ts';
import { decayingSpiker } from '../neurons/index.ts';

export interface SpikingFeedForwardOptions {
  readonly inputs: number;
  readonly cells: number;
  readonly outputs: number;
}

/** Populations x, h (spikes) and y. */
export function spikingFeedForward({ inputs, cells, outputs }: SpikingFeedForwardOptions): Network {
  const wiring = allToAll();
  return network({ x: inputUnit.of(inputs), h: decayingSpiker.of(cells), y: spikeReader.of(outputs) }, [
    { from: 'x', to: 'h', port: 'input', wiring, weight: normal(0, 1 / Math.sqrt(inputs)) },
    { from: 'h', to: 'y', port: 'spikes', wiring, weight: normal(0, 1 / Math.sqrt(cells)) },
  ]);
}
