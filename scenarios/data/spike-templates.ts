/** Spike trains that are jittered copies of templates: which were they? In one segment, or in several one after the other. */
import { type DatasetDescription, Draws, madeDataset, ownMath } from '../../engine/index.ts';
import { drawEach, partSizes } from './drawn.ts';

const name = 'spike-templates';

/** From the newest, which is presented last. */
const places = ['newest', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;

interface Options {
  readonly segments: number;
  readonly segment: number;
  readonly spikes: number;
  readonly poisson: boolean;
  readonly jitter: number;
  readonly step: number;
}

/**
 * Each segment has two templates, A and B, drawn by the seed: spike times of one train. An example takes one of them for each segment and
 * moves each spike by a normal number; what leaves the train stays at its border. Fields: `spikes`, in each step their number; `newest`,
 * `second`, ..., the template of each segment, counted from the end; `xor`, whether the newest two differ.
 */
export const spikeTemplates: DatasetDescription = {
  name,
  title: 'Jittered copies of spike templates',
  licence: 'none needed: it is made',
  source: 'Maass, Natschläger & Markram 2002, Neural Comput 14:2531, sections 4 and 5',
  file: null,
  options: {
    segments: { default: 1, min: 1, max: places.length, integer: true, doc: 'one after the other' },
    segment: { default: 500, min: 1, max: 10_000, doc: 'ms of each' },
    spikes: { default: 10, min: 1, max: 1000, integer: true, doc: 'in a template' },
    poisson: { default: true, doc: 'that is the mean of a Poisson number; else there are exactly as many' },
    jitter: { default: 4, min: 0, max: 1000, doc: 'ms: standard deviation of how far a spike is moved' },
    step: { default: 0.1, min: 0.01, max: 10, doc: 'ms of a step' },
    ...partSizes({ train: 200, validation: 50, test: 200 }),
  },
  open: (request) => {
    const options = request.options as unknown as Options;
    const steps = Math.round((options.segments * options.segment) / options.step);
    const templates = drawTemplates(options, new Draws(request.seed, name, 'templates'));
    const taken = drawEach(name, request, (draws, k) => ({ draws, k }));
    const segments = places.slice(0, options.segments);
    const fields = {
      spikes: { shape: [1], perStep: true },
      ...Object.fromEntries(segments.map((place) => [place, { shape: [], classes: ['A', 'B'] }])),
      ...(segments.length > 1 ? { xor: { shape: [], classes: ['same', 'different'] } } : {}),
    };
    return madeDataset({ name, size: taken.length, steps, fields }, (example) => {
      const { draws, k } = taken[example]!;
      const chosen = templates.map((_, segment) => draws.below(2, k, segment));
      const labels = chosen.toReversed();
      return {
        spikes: spikeTrain(templates, chosen, options, steps, (spike) => draws.normal(k, options.segments + spike)),
        ...Object.fromEntries(segments.map((place, age) => [place, Uint8Array.of(labels[age]!)])),
        ...(segments.length > 1 ? { xor: Uint8Array.of(labels[0] === labels[1] ? 0 : 1) } : {}),
      };
    });
  },
};

/** Two per segment: times in ms from its beginning. */
function drawTemplates({ segments, segment, spikes, poisson }: Options, draws: Draws): number[][][] {
  return Array.from({ length: segments }, (_, s) =>
    [2 * s, 2 * s + 1].map((template) => {
      if (!poisson) return Array.from({ length: spikes }, (_, k) => draws.uniform(template, k, 0, segment));
      const times: number[] = [];
      for (let time = 0, k = 0; ; k++) {
        time -= (segment / spikes) * ownMath.log(1 - draws.uniform(template, k));
        if (time >= segment) return times;
        times.push(time);
      }
    }),
  );
}

/** `shift`: a standard normal number for the k-th spike. */
function spikeTrain(
  templates: readonly (readonly (readonly number[])[])[],
  chosen: readonly number[],
  { segment, jitter, step }: Options,
  steps: number,
  shift: (spike: number) => number,
): Float32Array {
  const train = new Float32Array(steps);
  let spike = 0;
  templates.forEach((pair, s) => {
    for (const time of pair[chosen[s]!]!) {
      const at = Math.floor((s * segment + time + jitter * shift(spike++)) / step);
      train[Math.min(steps - 1, Math.max(0, at))]!++;
    }
  });
  return train;
}
