/** Perceptron: threshold cells that hear all inputs. Rosenblatt 1958, Psychol Rev 65:386. Weights begin at 0, and a sum of 0 says no. */
import { allToAll, type Network, network } from '../../engine/index.ts';
import { inputUnit, thresholdUnit } from '../cells/index.ts';

/** Populations x and y. */
export function perceptron({ inputs, outputs = 1 }: { readonly inputs: number; readonly outputs?: number }): Network {
  return network({ x: inputUnit.of(inputs), y: thresholdUnit.of(outputs, { tie: 0 }) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  ]);
}
