/** Superimposed oscillators: a sum of sines of frequencies without a common measure, which one reservoir can hardly hold apart. */
import { type DatasetDescription, ownMath } from '../../engine/index.ts';
import { aheadOptions, oneStepAhead } from './series.ts';

const name = 'superimposed-oscillators';

/** In radians per step. */
const frequencies = [0.2, 0.311, 0.42, 0.51, 0.63, 0.74, 0.85, 0.97];

/** Fields, of each step: `value`, `next`. The same for every seed: nothing is drawn. */
export const superimposedOscillators: DatasetDescription = {
  name,
  title: 'Multiple superimposed oscillators',
  licence: 'none needed: it is made',
  source: 'Schmidhuber, Wierstra, Gagliolo & Gomez 2007, Neural Comput 19:757; Koryakin, Lohmann & Butz 2012, Neural Netw 36:35',
  file: null,
  options: {
    oscillators: { default: 2, min: 1, max: frequencies.length, integer: true, doc: 'number of sines' },
    ...aheadOptions({ steps: 100, train: 7, validation: 1, test: 3 }),
  },
  open: (request) => {
    const used = frequencies.slice(0, request.options['oscillators'] as number);
    // The functions of the engine are exact to some 1e5 radians: a whole number of turns is left out.
    const sine = (angle: number) => ownMath.sin(angle % (2 * Math.PI));
    return oneStepAhead(name, request, 1, (count) =>
      Float64Array.from({ length: count }, (_, t) => used.reduce((sum, frequency) => sum + sine(frequency * t), 0)),
    );
  },
};
