/** NARMA-10: a noise-driven series that depends on its own last ten values and on the input ten steps ago. */
import { type DatasetDescription, Draws, NeurariumError } from '../../engine/index.ts';
import { aheadOptions, askedAhead, cutSeries, stepsOf } from './series.ts';

const name = 'narma10';
const transient = 100;

/** y(t+1) = 0.3 y(t) + 0.05 y(t) (y(t) + ... + y(t-9)) + 1.5 u(t-9) u(t) + 0.1, from ten zeros on. As many values as inputs. */
export function narma10(inputs: Float64Array): Float64Array {
  const y = new Float64Array(inputs.length);
  for (let t = 9; t + 1 < inputs.length; t++) {
    let sum = 0;
    for (let back = 0; back < 10; back++) sum += y[t - back]!;
    y[t + 1] = 0.3 * y[t]! + 0.05 * y[t]! * sum + 1.5 * inputs[t - 9]! * inputs[t]! + 0.1;
  }
  return y;
}

/** Where the values pass 1 they grow without limit, as one input in some 50,000 makes them do: then others are drawn. */
function bounded(draws: Draws, count: number): { inputs: Float64Array; values: Float64Array } {
  for (let attempt = 0; attempt < 100; attempt++) {
    const inputs = Float64Array.from({ length: count }, (_, t) => draws.uniform(t, attempt, 0, 0.5));
    const values = narma10(inputs);
    if (values.every((value) => value < 1)) return { inputs, values };
  }
  throw new NeurariumError({
    code: 'data',
    message: `none of 100 series of ${count} steps stays below 1`,
    where: `data set ${name}`,
    hint: 'Ask for fewer or shorter examples: beyond some 100,000 steps hardly a series does.',
  });
}

/** Fields, of each step: `input`, uniform in [0, 0.5); `value`; `next`, the value one step later (NaN: not asked). The first 100 steps are left out. */
export const narma10Series: DatasetDescription = {
  name,
  title: 'NARMA-10 series',
  licence: 'none needed: it is made',
  source: 'Atiya & Parlos 2000, IEEE Trans Neural Netw 11:697',
  file: null,
  options: aheadOptions({ steps: 100, train: 20, validation: 5, test: 20 }),
  open: (request) => {
    const steps = stepsOf(request);
    const draws = new Draws(request.seed, name, 'input');
    const { inputs, values } = bounded(draws, transient + steps + 1);
    const field = { shape: [1], perStep: true };
    return cutSeries(
      name,
      request,
      { input: field, value: field, next: field },
      {
        input: inputs.subarray(transient, transient + steps),
        value: values.subarray(transient, transient + steps),
        next: askedAhead(request, values.subarray(transient + 1), 1),
      },
    );
  },
};
