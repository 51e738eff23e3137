/** What metrics of batches have in common: on which examples they are measured, and of what. */
import { NeurariumError } from '../errors.ts';

/** On which examples: those of the latest updates, of the validation after the latest epoch, of the latest test, of the latest dream. */
export type During = 'train' | 'validation' | 'test' | 'dream';
export const lessonKinds: readonly During[] = ['train', 'validation', 'test', 'dream'];

export interface OfBatches {
  readonly during: During;
  /** During training: of so many latest updates together; infinite: of all. */
  readonly over: number;
  /** Of a window, counted from 0; null: all of its steps. */
  readonly step: number | null;
}

export interface DuringOption {
  /** Default 'test'. */
  readonly during?: During;
  /** Default 1. */
  readonly over?: number;
  /** Of a window, counted from 0, in which it is measured alone. */
  readonly step?: number;
}

export function ofBatches({ during = 'test', over = 1, step }: DuringOption): OfBatches {
  if (!((Number.isSafeInteger(over) && over >= 1) || over === Number.POSITIVE_INFINITY))
    fail(`over is ${over}, expected a whole number of at least 1`);
  if (step !== undefined && !(Number.isSafeInteger(step) && step >= 0))
    fail(`step is ${step}, expected a whole number of at least 0`);
  return { during, over, step: step ?? null };
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}

/** Population, and variable if one is named ('y.h'). */
export function readOf(of: string): { population: string; variable: string | null } {
  const [population, variable = null] = of.split('.') as [string, string?];
  return { population, variable };
}
