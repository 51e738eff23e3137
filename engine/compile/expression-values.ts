/** Runs an expression's programs with the interpreter, with draws from a stream. Knows no population: a function gives what names stand for. */
import type { ExpressionProgram } from '../equations/index.ts';
import { NeurariumError } from '../errors.ts';
import { type CellEnvironment, compileProgram, poissonOf, poissonTable } from '../kernels/index.ts';
import { normalQuantile } from '../normal-quantile.ts';
import type { RandomStream } from '../random.ts';

/** The first three words of the counter that draws are taken at; the fourth is the number of the draw. */
export type Counter = readonly [number, number, number];

/** The value of the expression, NaN and infinity included. `stream` is asked for if it draws; `dt` is 0 where the text cannot name it. */
export function expressionValues(
  { coefficients, values }: ExpressionProgram,
  stream: RandomStream,
  dt: number,
  what: string,
): (counter: Counter, read: (name: string) => number) => number {
  const known = new Map<string, number>();
  const tables = new Map<string, Int32Array>();
  const outside = (asks: string): never => {
    throw new NeurariumError({ code: 'equation', message: `the expression of ${what} ${asks}, which belongs to a step` });
  };
  let [counter, value]: [Counter, number] = [[0, 0, 0], 0];
  let read = (_name: string): number => 0;
  const environment: CellEnvironment = {
    step: 0,
    dt,
    load: (from, name) => (from === 'coefficient' ? known.get(name)! : read(name)),
    store: (to, name, stored) => {
      if (to === 'coefficient') known.set(name, stored);
      else value = stored;
    },
    uniform: (draw) => stream.uniform(...counter, draw),
    normal: (draw) => normalQuantile(stream.uniformOpen(...counter, draw)),
    poisson: (draw, mean) => {
      const table = tables.get(mean) ?? poissonTable(known.get(mean)!);
      tables.set(mean, table);
      return poissonOf(stream.words(...counter, draw)[0]!, table);
    },
    refractory: () => outside('asks for refractoriness'),
    spike: () => outside('spikes'),
  };
  compileProgram(coefficients, 'float64')(environment);
  const run = compileProgram(values, 'float64');
  return (at, reader) => {
    counter = at;
    read = reader;
    run(environment);
    return value;
  };
}
