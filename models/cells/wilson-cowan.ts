/**
 * Wilson-Cowan unit: the active parts E and I of an excitatory and an inhibitory population that drive each other.
 *   tauE dE/dt = -E + (1 - refractoryE E) sigmoidE(fromEtoE E - fromItoE I + excitation + biasE)
 *   tauI dI/dt = -I + (1 - refractoryI I) sigmoidI(fromEtoI E - fromItoI I + inhibition + biasI)
 *   sigmoid(x) = 1 / (1 + exp(-gain (x - threshold))) - 1 / (1 + exp(gain threshold)), which is 0 at x = 0
 * Nonlinear: Runge-Kutta of fourth order. With the default values it oscillates.
 */
import { defineCell } from '../../engine/index.ts';

export const wilsonCowan = defineCell({
  name: 'wilsonCowan',
  source: 'Wilson & Cowan 1972, Biophys J 12:1, figure 11',
  tags: { activation: 'sigmoid' },
  parameters: {
    tauE: { default: '8 ms', doc: 'time constant of the excitatory population', above: 0 },
    tauI: { default: '8 ms', doc: 'time constant of the inhibitory population', above: 0 },
    fromEtoE: { default: 16, doc: 'c1 in the paper', min: 0 },
    fromItoE: { default: 12, doc: 'c2 in the paper', min: 0 },
    fromEtoI: { default: 15, doc: 'c3 in the paper', min: 0 },
    fromItoI: { default: 3, doc: 'c4 in the paper', min: 0 },
    gainE: { default: 1.3, doc: 'steepness of the excitatory sigmoid' },
    thresholdE: { default: 4, doc: 'middle of the excitatory sigmoid' },
    gainI: { default: 2, doc: 'steepness of the inhibitory sigmoid' },
    thresholdI: { default: 3.7, doc: 'middle of the inhibitory sigmoid' },
    refractoryE: { default: 1, doc: 'how much activity keeps excitatory cells from being activated', min: 0 },
    refractoryI: { default: 1, doc: 'how much activity keeps inhibitory cells from being activated', min: 0 },
    biasE: { default: 1.25, doc: 'constant input to E (P in the paper)' },
    biasI: { default: 0, doc: 'constant input to I (Q in the paper)' },
  },
  state: {
    E: { unit: '1', initial: 0, doc: 'active part of the excitatory population, above its resting level' },
    I: { unit: '1', initial: 0, doc: 'active part of the inhibitory population, above its resting level' },
  },
  ports: {
    excitation: { unit: '1', doc: 'input to E' },
    inhibition: { unit: '1', doc: 'input to I' },
  },
  equations: `
    inputE = fromEtoE * E - fromItoE * I + excitation + biasE
    inputI = fromEtoI * E - fromItoI * I + inhibition + biasI
    sigmoidE = 1 / (1 + exp(-gainE * (inputE - thresholdE))) - 1 / (1 + exp(gainE * thresholdE))
    sigmoidI = 1 / (1 + exp(-gainI * (inputI - thresholdI))) - 1 / (1 + exp(gainI * thresholdI))
    dE/dt = (-E + (1 - refractoryE * E) * sigmoidE) / tauE
    dI/dt = (-I + (1 - refractoryI * I) * sigmoidI) / tauI
  `,
  integrator: 'rk4',
});
