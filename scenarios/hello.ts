/** One neuron, and its f-I curve against the closed form. */
import { intervalError, network, ownMath, scenario, values } from '../engine/index.ts';
import { lifDelta } from '../models/index.ts';

const tau = 10;
const refractory = 2;
const threshold = 15;
const capacitance = 250;
/** Potential at which each cell of the curve would rest if it did not fire: current times resistance, in mV. */
const targets = [16, 18, 20, 25, 30, 50, 100];

/** Time from reset to threshold, plus the silence: 1 / f of a leaky integrator under a constant current. In ms. */
const closedForm = targets.map((target) => refractory + tau * ownMath.log(target / (target - threshold)));

export default scenario({
  id: 'hello',
  title: 'One leaky integrate-and-fire neuron, and its f-I curve',
  source: 'Lapicque 1907; Gerstner & Kistler 2002, Spiking Neuron Models, 4.1',
  dt: '0.1 ms',
  duration: '1 s',
  controls: {
    current: { default: '500 pA', min: '0 pA', max: '5000 pA', doc: 'current into the one neuron' },
  },
  network: ({ current }) => {
    const cell = {
      tau: '10 ms',
      vRest: '0 mV',
      vReset: '0 mV',
      vThreshold: '15 mV',
      refractory: '2 ms',
      capacitance: '250 pF',
    } as const;
    const currents = values(
      'pA',
      targets.map((target) => (target * capacitance) / tau),
    );
    return network(
      { neuron: lifDelta.of(1, { ...cell, bias: current }), curve: lifDelta.of(targets.length, { ...cell, bias: currents }) },
      [],
    );
  },
  panels: [
    { panel: 'trace', of: 'neuron', variable: 'v', cells: [0] },
    { panel: 'raster', of: ['neuron', 'curve'] },
    { panel: 'curve', of: 'curve', against: 'bias', expected: closedForm.map((interval) => 1000 / interval) },
  ],
  metrics: { interval_error: intervalError('curve', closedForm) },
  expect: [
    {
      measure: 'interval_error',
      atMost: 1,
      why: 'steps: integration is exact, so only the grid of dt separates intervals from the closed form',
    },
  ],
});
