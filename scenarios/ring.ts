/**
 * A bump of activity that travels round a ring of neurons, because excitation points ahead.
 *
 * Excitation between neurons falls off with their distance round the ring (a von Mises profile, so that it closes on itself), arrives
 * after a time that grows with the distance, decays slowly, and is shifted by `shift`; inhibition is the same everywhere and fast. Where
 * a cue excites some neurons, a bump forms and stays (shift 0) or moves. Of a pattern that moves by omega, the slow current lags by
 * atan(omega tauE); that lag is what the shift makes up for, so omega is about tan(shift) / tauE (as an angle).
 */
import { allToAll, bumpLength, bumpSpeed, expression, network, oneToOne, ring, scenario, uniform } from '../engine/index.ts';
import { lifExponential, ornsteinUhlenbeck } from '../models/index.ts';

/** Sums of the weights onto one neuron, in pA, whatever the sizes. */
const weights = { EE: 3000, EI: 3000, IE: -4000 };

export default scenario({
  id: 'ring',
  title: 'A bump of activity that travels round a ring of neurons',
  source:
    'Zhang 1996, J Neurosci 16:2112 (shifted weights); Ben-Yishai et al. 1995, PNAS 92:3844 (ring); Compte et al. 2000, Cereb Cortex 10:910 (spikes, slow excitation, uniform inhibition); weights of our own',
  dt: '0.1 ms',
  duration: '2 s',
  controls: {
    shift: { default: '50 um', min: '-150 um', max: '150 um', doc: 'how far ahead excitation points; at 0 the bump stays' },
    conduction: { default: '2.5 ms', min: '0 ms', max: '50 ms', doc: 'time that a spike takes half way round the ring' },
    size: { default: 512, min: 64, max: 4096, integer: true, doc: 'number of excitatory neurons' },
  },
  network: ({ shift, conduction, size }) => {
    const inhibitory = Math.round(size / 4);
    const v = uniform('-65 mV', '-50 mV');
    const position = ring(size, '1 mm');
    return network(
      {
        E: lifExponential.of(size, { position, v, tauE: '50 ms', bias: '150 pA' }),
        // No two alike, so that they do not fire as one.
        I: lifExponential.of(inhibitory, { v, tau: '10 ms', bias: uniform('-150 pA', '150 pA') }),
        noise: ornsteinUhlenbeck.of(size, { deviation: '60 pA' }),
      },
      [
        {
          from: 'E',
          to: 'E',
          port: 'excitatory',
          wiring: allToAll(),
          weight: expression(
            `${weights.EE / size} pA * exp(4 * (cos(6.283185307179586 * (x_post - x_pre - (${shift})) / (1 mm)) - 1))`,
          ),
          delay: expression(`0.5 ms + distance / (0.5 mm) * (${conduction})`),
        },
        { from: 'E', to: 'I', port: 'excitatory', wiring: allToAll(), weight: `${weights.EI / size} pA`, delay: '0.5 ms' },
        { from: 'I', to: 'E', port: 'inhibitory', wiring: allToAll(), weight: `${weights.IE / inhibitory} pA`, delay: '0.5 ms' },
        { from: 'noise', to: 'E', port: 'current', wiring: oneToOne(), weight: '1 pA' },
      ],
    );
  },
  stimuli: ({ size }) => [
    // The cue: an eighth of the ring.
    {
      to: 'E',
      port: 'current',
      value: '300 pA',
      cells: Array.from({ length: Math.round(size / 8) }, (_, cell) => cell),
      duration: '200 ms',
    },
  ],
  panels: [
    { panel: 'raster', of: ['E', 'I'] },
    { panel: 'rate', of: ['E', 'I'] },
    { panel: 'matrix', from: 'E', to: 'E' },
  ],
  metrics: {
    turns_per_second: bumpSpeed('E', { from: '500 ms' }),
    bump_length: bumpLength('E', { from: '500 ms' }),
  },
  expect: [
    {
      measure: 'turns_per_second',
      between: [0.88, 1.19],
      why: 'tan(shift) / tauE is 1.03 turns per s, and the bump is faster by 7 %: 1.10 to 1.11 in five seeds',
    },
    { measure: 'bump_length', atLeast: 0.9, why: 'a bump: 1 at one place, 0 all around; 0.95 in five seeds' },
  ],
});
