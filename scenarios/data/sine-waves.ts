/** A mixture of sine waves whose periods never meet again, with or without noise. */
import { type DatasetDescription, Draws, ownMath } from '../../engine/index.ts';
import { aheadOptions, oneStepAhead } from './series.ts';

const name = 'sine-waves';

/** Wave j (from 1) is sqrt(j) times as fast as the first, and begins anywhere. Their mean. Fields, of each step: `value`, `next`. */
export const sineWaves: DatasetDescription = {
  name,
  title: 'Mixture of sine waves',
  licence: 'none needed: it is made',
  source: 'a sum of sines',
  file: null,
  options: {
    waves: { default: 3, min: 1, max: 20, integer: true, doc: 'number of waves' },
    period: { default: 25, min: 2, max: 10_000, doc: 'steps of the slowest wave' },
    noise: { default: 0, min: 0, max: 10, doc: 'standard deviation of what is added to each value' },
    ...aheadOptions({ steps: 50, train: 40, validation: 5, test: 15 }),
  },
  open: (request) => {
    const { waves, period, noise } = request.options as { waves: number; period: number; noise: number };
    const phases = new Draws(request.seed, name, 'phases');
    const noises = new Draws(request.seed, name, 'noise');
    const all = Array.from({ length: waves }, (_, j) => ({ turns: Math.sqrt(j + 1) / period, begin: phases.uniform(j, 0) }));
    return oneStepAhead(name, request, 1, (count) =>
      Float64Array.from({ length: count }, (_, t) => {
        const sum = all.reduce((sofar, { turns, begin }) => sofar + ownMath.sin(2 * Math.PI * ((turns * t + begin) % 1)), 0);
        return sum / waves + (noise === 0 ? 0 : noises.normal(t, 0, 0, noise));
      }),
    );
  },
};
