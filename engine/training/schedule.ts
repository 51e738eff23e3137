/** How a learning rate changes while it learns, as plain data. */
import { NeurariumError } from '../errors.ts';

export type RateSchedule =
  | { readonly kind: 'constant'; readonly rate: number }
  /** From one rate to another along half a period of a cosine, or a straight line, over the stage. */
  | { readonly kind: 'cosine' | 'linear'; readonly from: number; readonly to: number }
  /** From one rate to another by equal factors in equal shares of the stage. */
  | { readonly kind: 'geometric'; readonly from: number; readonly to: number }
  /** Times `factor` every so many epochs. */
  | { readonly kind: 'stepped'; readonly from: number; readonly factor: number; readonly every: number }
  /** from / (1 + decay update). */
  | { readonly kind: 'inverse'; readonly from: number; readonly decay: number }
  /** Grows in a straight line over the first updates, and is another one's from then on. */
  | { readonly kind: 'warm-up'; readonly updates: number; readonly after: RateSchedule };

/** A rate that is named as a number is constant. */
export type Rate = number | RateSchedule;

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}

function checkRate(rate: number, what: string): number {
  return rate >= 0 && Number.isFinite(rate) ? rate : fail(`${what} is ${rate}, expected 0 or more`);
}

function checkCount(count: number, what: string): number {
  return Number.isSafeInteger(count) && count >= 1 ? count : fail(`${what} is ${count}, expected a whole number of at least 1`);
}

export function scheduleOf(rate: Rate): RateSchedule {
  return typeof rate === 'number' ? { kind: 'constant', rate: checkRate(rate, 'rate') } : rate;
}

export function cosine(from: number, to = 0): RateSchedule {
  return { kind: 'cosine', from: checkRate(from, 'rate'), to: checkRate(to, 'rate') };
}

export function linear(from: number, to = 0): RateSchedule {
  return { kind: 'linear', from: checkRate(from, 'rate'), to: checkRate(to, 'rate') };
}

/** from (to / from)^share: both above 0. */
export function geometric(from: number, to: number): RateSchedule {
  for (const end of [from, to])
    if (!(end > 0 && Number.isFinite(end))) fail(`rate of geometric() is ${end}, expected more than 0`);
  return { kind: 'geometric', from, to };
}

/** `every`: in epochs. */
export function stepped(from: number, { factor, every = 1 }: { readonly factor: number; readonly every?: number }): RateSchedule {
  return {
    kind: 'stepped',
    from: checkRate(from, 'rate'),
    factor: checkRate(factor, 'factor'),
    every: checkCount(every, 'every'),
  };
}

/** from / (1 + decay t) at update t, counted from 0 (Robbins & Monro 1951). */
export function inverse(from: number, decay: number): RateSchedule {
  return { kind: 'inverse', from: checkRate(from, 'rate'), decay: checkRate(decay, 'decay') };
}

export function warmUp(updates: number, after: Rate): RateSchedule {
  return { kind: 'warm-up', updates: checkCount(updates, 'updates'), after: scheduleOf(after) };
}
