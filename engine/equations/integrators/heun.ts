/**
 * Heun's method: x~ = x + dt f(x) + g(x) dW, then x' = x + dt/2 (f(x) + f(x~)) + 1/2 (g(x) + g(x~)) dW, with the same dW and f, g at
 * t + dt in the second stage. Second order without noise. With noise it converges to the Stratonovich solution, which is the Ito one
 * where g does not depend on the state; strong order 1 for additive or diagonal noise (Rümelin 1982, SIAM J Numer Anal 19:604).
 */
import { Evaluation } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import { splitNoise } from '../noise.ts';
import { type System, unlessRefractory, wienerIncrement } from './system.ts';

interface Slope {
  readonly drift: Value;
  readonly diffusion: Value | null;
}

export function heun(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state } = system;
  const { builder } = context;
  const dt = builder.dt();
  const half = builder.constant(0.5);
  const start = builder.mul(builder.perStep({ op: 'step' }), dt);
  const lines = equations.map((line) => ({ line, ...splitNoise(line) }));

  const slopes = (at: ReadonlyMap<string, Value>, time: Value): Slope[] => {
    const evaluation = new Evaluation(context, { state: at, time });
    return lines.map(({ drift, diffusion }) => ({
      drift: evaluation.number(drift),
      diffusion: diffusion === null ? null : evaluation.number(diffusion),
    }));
  };
  const moved = (along: readonly Slope[]): Map<string, Value> => {
    const next = new Map(state);
    lines.forEach(({ line }, i) => {
      const { drift, diffusion } = along[i]!;
      const smooth = builder.add(state.get(line.target.name)!, builder.mul(dt, drift));
      const noisy = diffusion === null ? smooth : builder.add(smooth, builder.mul(diffusion, wienerIncrement(context, line)));
      next.set(line.target.name, unlessRefractory(system, line, noisy));
    });
    return next;
  };
  const mean = (a: Value, b: Value): Value => builder.mul(half, builder.add(a, b));

  const first = slopes(state, start);
  const second = slopes(moved(first), builder.add(start, dt));
  const both = first.map(({ drift, diffusion }, i): Slope => {
    const other = second[i]!;
    return {
      drift: mean(drift, other.drift),
      diffusion: diffusion === null ? null : mean(diffusion, other.diffusion!),
    };
  });
  const next = moved(both);
  return new Map(equations.map(({ target }) => [target.name, next.get(target.name)!]));
}
