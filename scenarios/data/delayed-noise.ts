/** Noise, and what it was: how far back does a network remember it? */
import { type DatasetDescription, Draws } from '../../engine/index.ts';
import { cutSeries, seriesOptions, stepsOf } from './series.ts';

const name = 'delayed-noise';

/** Fields, of each step: `input`, uniform in [-1, 1); `past`, the inputs of 1, 2, ... `delays` steps ago (NaN in the washout: not asked). */
export const delayedNoise: DatasetDescription = {
  name,
  title: 'Noise, to be remembered',
  licence: 'none needed: it is made',
  source: 'Jaeger 2001, Short term memory in echo state networks, GMD Report 152',
  file: null,
  options: {
    delays: { default: 100, min: 1, max: 10_000, integer: true, doc: 'how many steps back are asked' },
    washout: { default: 200, min: 0, max: 100_000, integer: true, doc: 'steps of each example before anything is asked' },
    ...seriesOptions({ steps: 2200, train: 1, validation: 1, test: 1 }),
  },
  open: (request) => {
    const { steps: length, washout, delays } = request.options as { steps: number; washout: number; delays: number };
    const steps = stepsOf(request);
    const draws = new Draws(request.seed, name, 'input');
    const all = Float64Array.from({ length: steps + delays }, (_, t) => draws.uniform(t, 0, -1, 1));
    const past = new Float64Array(steps * delays).fill(Number.NaN);
    for (let t = 0; t < steps; t++) {
      if (t % length < washout) continue;
      for (let k = 1; k <= delays; k++) past[t * delays + k - 1] = all[delays + t - k]!;
    }
    return cutSeries(
      name,
      request,
      { input: { shape: [1], perStep: true }, past: { shape: [delays], perStep: true } },
      { input: all.subarray(delays), past },
    );
  },
};
