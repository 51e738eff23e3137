/** Poisson trains of spikes whose two rates wander, and what these are: does a network follow functions of the rates? */
import { type DatasetDescription, type Draws, madeDataset } from '../../engine/index.ts';
import { drawEach, partSizes } from './drawn.ts';

const name = 'wandering-rates';
/** ms for which a rate stays what it is. */
const hold = 10;

interface Options {
  readonly length: number;
  readonly trains: number;
  readonly highest: number;
  readonly turn: number;
  readonly step: number;
}

/**
 * Every `turn` ms each of two rates draws where to go next, uniformly between 0 and `highest`; in between it goes there evenly, in stairs of 10 ms.
 * The first half of the trains fires by the first rate, the others by the second. Fields, of each step: `spikes`, of each train; `rates`, as shares of
 * `highest`; `product` of those; `interaction`, the product of their distances from 1/2, which no sum of functions of one rate follows.
 */
export const wanderingRates: DatasetDescription = {
  name,
  title: 'Poisson trains of two rates that wander',
  licence: 'none needed: it is made',
  source: 'Maass, Natschläger & Markram 2002, Neural Comput 14:2531, section 6',
  file: null,
  options: {
    length: { default: 5000, min: hold, max: 100_000, doc: 'ms of an example, of whole stairs' },
    trains: { default: 4, min: 2, max: 1000, integer: true, doc: 'of spikes' },
    highest: { default: 80, min: 0.1, max: 1000, doc: 'Hz' },
    turn: { default: 200, min: hold, max: 100_000, doc: 'ms after which a rate goes elsewhere' },
    step: { default: 0.1, min: 0.01, max: hold, doc: 'ms of a step' },
    ...partSizes({ train: 20, validation: 5, test: 5 }),
  },
  open: (request) => {
    const options = request.options as unknown as Options;
    const stairs = Math.round(options.length / hold);
    const stair = Math.round(hold / options.step);
    const steps = stairs * stair;
    const taken = drawEach(name, request, (draws, k) => ({ draws, k }));
    const field = (width: number) => ({ shape: [width], perStep: true });
    const fields = { spikes: field(options.trains), rates: field(2), product: field(1), interaction: field(1) };
    return madeDataset({ name, size: taken.length, steps, fields }, (example) => {
      const { draws, k } = taken[example]!;
      const rates = [0, 1].map((rate) => wander(draws, k, rate, stairs, options.turn));
      const [first, second] = rates as [Float64Array, Float64Array];
      const inSteps = (width: number, of: (place: number, cell: number) => number) =>
        Float64Array.from({ length: steps * width }, (_, i) => of(Math.floor(i / (width * stair)), i % width));
      return {
        spikes: spikesOf(draws, k, rates, { ...options, stair, steps }),
        rates: inSteps(2, (place, cell) => rates[cell]![place]!),
        product: inSteps(1, (place) => first[place]! * second[place]!),
        interaction: inSteps(1, (place) => (first[place]! - 0.5) * (second[place]! - 0.5)),
      };
    });
  },
};

/** A rate stair by stair, 0 to 1. */
function wander(draws: Draws, example: number, rate: number, stairs: number, turn: number): Float64Array {
  const goal = (n: number) => draws.uniform(example, 2 * n + rate);
  return Float64Array.from({ length: stairs }, (_, place) => {
    const turns = (place * hold) / turn;
    const n = Math.floor(turns);
    return goal(n) + (turns - n) * (goal(n + 1) - goal(n));
  });
}

/** In each step a train fires with the probability that its rate gives it. Draws of spikes lie beyond those of the rates. */
function spikesOf(
  draws: Draws,
  example: number,
  rates: readonly Float64Array[],
  { trains, highest, step, stair, steps }: Options & { readonly stair: number; readonly steps: number },
): Uint8Array {
  const spikes = new Uint8Array(steps * trains);
  for (let i = 0; i < spikes.length; i++) {
    const rate = rates[i % trains < trains / 2 ? 0 : 1]![Math.floor(i / (trains * stair))]!;
    spikes[i] = Number(draws.uniform(example, 2 * steps + i) < (rate * highest * step) / 1000);
  }
  return spikes;
}
