/** Models of the equation tests, and short ways to write such. */
import type { Model, ModelParameter, ModelPort, ModelSpike, ModelState } from '../../../engine/model.ts';
import { parseUnit } from '../../../engine/units.ts';

export function parameter(value: number, unit = '1'): ModelParameter {
  return { value: value * parseUnit(unit).factor, unit, doc: 'of a test' };
}

export function variable(unit = '1', initial: number | string = 0): ModelState {
  return { unit, initial, doc: 'of a test' };
}

interface Parts {
  readonly parameters?: Record<string, ModelParameter>;
  readonly state?: Record<string, ModelState>;
  readonly ports?: Record<string, ModelPort>;
  readonly equations?: string;
  readonly spike?: ModelSpike;
  readonly integrator?: Model['integrator'];
}

export function model({ integrator, spike, ...parts }: Parts): Model {
  return {
    name: 'test',
    source: 'none',
    parameters: {},
    state: {},
    ports: {},
    equations: '',
    outputs: [],
    ...parts,
    ...(spike === undefined ? {} : { spike }),
    ...(integrator === undefined ? {} : { integrator }),
  };
}

const membrane = {
  tau: parameter(20, 'ms'),
  vRest: parameter(-49, 'mV'),
  vThreshold: parameter(-50, 'mV'),
  vReset: parameter(-60, 'mV'),
  refractory: parameter(5, 'ms'),
  tauE: parameter(5, 'ms'),
  tauI: parameter(10, 'ms'),
};

const fires: ModelSpike = { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' };

export const lif = model({
  parameters: membrane,
  state: { v: variable('mV', 'vRest'), gE: variable('mV'), gI: variable('mV') },
  ports: { excitatory: { unit: 'mV', on: 'gE += weight' }, inhibitory: { unit: 'mV', on: 'gI += weight' } },
  equations: `
    dv/dt  = (vRest - v + gE + gI) / tau   (unless refractory)
    dgE/dt = -gE / tauE
    dgI/dt = -gI / tauI
  `,
  spike: fires,
});

/** Conductances relative to the leak. */
export const conductances = model({
  parameters: { ...membrane, eE: parameter(0, 'mV'), eI: parameter(-80, 'mV') },
  state: { v: variable('mV', 'vRest'), gE: variable(), gI: variable() },
  ports: { excitatory: { unit: '1', on: 'gE += weight' }, current: { unit: 'mV' } },
  equations: `
    dv/dt  = (vRest - v + gE * (eE - v) + gI * (eI - v) + current) / tau   (unless refractory)
    dgE/dt = -gE / tauE
    dgI/dt = -gI / tauI
  `,
  spike: fires,
  integrator: 'exponential-euler',
});

/** Izhikevich 2003, IEEE Trans Neural Netw 14:1569, regular spiking. */
export const izhikevich = model({
  parameters: {
    recovery: parameter(0.02, '1/ms'),
    sensitivity: parameter(0.2, '1/ms'),
    vReset: parameter(-65, 'mV'),
    jump: parameter(8, 'mV/ms'),
  },
  state: { v: variable('mV', 'vReset'), u: variable('mV/ms', -13) },
  ports: { current: { unit: 'mV/ms' } },
  equations: `
    dv/dt = 0.04 / (1 mV * 1 ms) * v^2 + 5 / (1 ms) * v + 140 mV / (1 ms) - u + current
    du/dt = recovery * (sensitivity * v - u)
  `,
  spike: { when: 'v >= 30 mV', reset: 'v = vReset; u += jump' },
  integrator: 'euler',
});

/** Traub and Miles 1991 as in Brette et al. 2007, benchmark 3; the definitions come after their use on purpose. */
export const hodgkinHuxley = model({
  parameters: {
    capacitance: parameter(200, 'pF'),
    gLeak: parameter(10, 'nS'),
    eLeak: parameter(-60, 'mV'),
    gNa: parameter(20000, 'nS'),
    eNa: parameter(50, 'mV'),
    gK: parameter(6000, 'nS'),
    eK: parameter(-90, 'mV'),
    vShift: parameter(-63, 'mV'),
  },
  state: { v: variable('mV', 'eLeak'), m: variable(), n: variable(), h: variable('1', 1) },
  ports: { current: { unit: 'pA' } },
  equations: `
    dv/dt = (gLeak * (eLeak - v) - gNa * m^3 * h * (v - eNa) - gK * n^4 * (v - eK) + current) / capacitance
    dm/dt = alphaM * (1 - m) - betaM * m
    dn/dt = alphaN * (1 - n) - betaN * n
    dh/dt = alphaH * (1 - h) - betaH * h

    u = v - vShift
    x = (13 mV - u) / (4 mV)
    alphaM = 1.28 / (1 ms) * where(x == 0, 1, x / expm1(x))   # 0.32 (13 - u) / (exp((13 - u) / 4) - 1)
    y = (u - 40 mV) / (5 mV)
    betaM = 1.4 / (1 ms) * where(y == 0, 1, y / expm1(y))
    alphaH = 0.128 * exp((17 mV - u) / (18 mV)) / (1 ms)
    betaH = 4 / (1 + exp((40 mV - u) / (5 mV))) / (1 ms)
    z = (15 mV - u) / (5 mV)
    alphaN = 0.16 / (1 ms) * where(z == 0, 1, z / expm1(z))
    betaN = 0.5 * exp((10 mV - u) / (40 mV)) / (1 ms)
  `,
  integrator: 'exponential-euler',
});
