/**
 * A thousand neurons of many types, all connected at random strength, driven by noise: rhythms of about 10 and 40 Hz come of themselves.
 * The type of a cell is one number r between 0 and 1: excitatory cells go from regular spiking (r = 0) to chattering (1) by r^2,
 * inhibitory ones from low-threshold spiking (0) to fast spiking (1) by r. The paper draws r; here the cells have its evenly spaced
 * quantiles, in order, so that a raster shows the types from one edge to the other. The connections know no order.
 */
import { allToAll, network, oneToOne, scenario, uniform, values } from '../engine/index.ts';
import { izhikevich2003, whiteNoise } from '../models/index.ts';

const [excitatory, inhibitory] = [800, 200];
const vStart = -65;

/** f of each cell's r, in `unit`. */
function byType<const U extends string>(size: number, unit: U, f: (r: number) => number) {
  return values(
    unit,
    Array.from({ length: size }, (_, k) => f((k + 0.5) / size)),
  );
}

/** The paper's b of an inhibitory cell. */
const sensitivity = (r: number) => 0.25 - 0.05 * r;

export default scenario({
  id: 'izhikevich',
  title: 'Cortical spiking types together: rhythms of a thousand neurons',
  source: 'Izhikevich 2003, IEEE Trans Neural Netw 14:1569, figure 3 and its program',
  // The scheme of the paper is the model, and is meant for this dt.
  dt: '1 ms',
  duration: '1 s',
  controls: { strength: { default: 1, min: 0, max: 5, doc: 'strength of all connections, in the strength of the paper' } },
  network: ({ strength }) => {
    const E = izhikevich2003.of(excitatory, {
      recoveryRate: '0.02 1/ms',
      sensitivity: '0.2 1/ms',
      vReset: byType(excitatory, 'mV', (r) => -65 + 15 * r * r),
      recoveryJump: byType(excitatory, 'mV/ms', (r) => 8 - 6 * r * r),
      v: `${vStart} mV`,
      u: `${0.2 * vStart} mV/ms`,
    });
    const I = izhikevich2003.of(inhibitory, {
      recoveryRate: byType(inhibitory, '1/ms', (r) => 0.02 + 0.08 * r),
      sensitivity: byType(inhibitory, '1/ms', sensitivity),
      vReset: '-65 mV',
      recoveryJump: '2 mV/ms',
      v: `${vStart} mV`,
      u: byType(inhibitory, 'mV/ms', (r) => sensitivity(r) * vStart),
    });
    const thalamus = (size: number, deviation: number) => whiteNoise.of(size, { deviation: `${deviation} pA` });
    const everyone = { to: ['E', 'I'], wiring: allToAll() } as const;
    // The model's currents are in mV/ms: a picoampere counts as one.
    const own = { port: 'current', wiring: oneToOne(), weight: '1 mV/ms' } as const;
    return network({ E, I, thalamusE: thalamus(excitatory, 5), thalamusI: thalamus(inhibitory, 2) }, [
      { from: 'E', ...everyone, port: 'excitatory', weight: uniform('0 mV/ms', `${0.5 * strength} mV/ms`) },
      { from: 'I', ...everyone, port: 'inhibitory', weight: uniform(`${-strength} mV/ms`, '0 mV/ms') },
      { from: 'thalamusE', to: 'E', ...own },
      { from: 'thalamusI', to: 'I', ...own },
    ]);
  },
  panels: [
    { panel: 'raster', of: ['E', 'I'] },
    { panel: 'rate', of: ['E', 'I'], bin: '2 ms' },
    { panel: 'trace', of: 'E', variable: 'v', cells: [0, 799] },
  ],
  expect: [
    { of: 'E', measure: 'rate', between: [6.8, 8.3], why: "Hz: 7.1 to 7.9 in the paper's program, twelve seeds of 1 s" },
    { of: 'I', measure: 'rate', between: [6.6, 8.6], why: "Hz: 7.0 to 8.1 in the paper's program, twelve seeds of 1 s" },
  ],
});
