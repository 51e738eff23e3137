/** Learning from what the two cells of a connection say alone, as plain data. */
import { NeurariumError } from '../errors.ts';
import type { LocalRule } from '../local-rule.ts';
import { type Rate, type RateSchedule, scheduleOf } from './schedule.ts';

/** What cells say that weights go by, and what changes meanwhile. */
interface ByCells {
  /** Of values. */
  readonly projection: string;
  readonly trains: readonly string[];
  /** Whose cells, one for each target, say by how much: a population, or a variable of one ('h.y'); null: the targets themselves. */
  readonly by: string | null;
  /** 'population.parameter' -> how that parameter changes while it learns. */
  readonly schedules: Readonly<Record<string, RateSchedule>>;
}

/** After each step, example by example, every weight becomes what the rule's equation says. */
export interface LocalLearner extends ByCells {
  readonly kind: 'local';
  readonly rule: LocalRule;
  readonly rate: RateSchedule;
}

/**
 * After each epoch a target's weights are the mean of all that its sources said, each weighted by what its cell of `by` said then: the batch
 * form of a self-organising map (Kohonen 2001, Self-Organizing Maps, 3rd edition, Springer, section 3.6). Where that was 0 throughout they
 * stay what they are.
 */
export interface MeansLearner extends ByCells {
  readonly kind: 'means';
}

interface ByCellsDefinition {
  readonly projection: string;
  readonly by?: string;
  readonly schedules?: Readonly<Record<string, Rate>>;
}

export interface LocalDefinition extends ByCellsDefinition {
  readonly rule: LocalRule;
  readonly rate: Rate;
}

/** `rate`: what the rule's equation calls so. @throws NeurariumError 'description' */
export function local({ rule, rate, ...cells }: LocalDefinition): LocalLearner {
  if (typeof rule !== 'object' || rule === null || !('onlyActive' in rule)) {
    throw new NeurariumError({
      code: 'description',
      message: `the rule of local() is ${typeof rule === 'object' ? 'another object' : String(rule)}, expected a local rule`,
      hint: 'Write oja.of().',
    });
  }
  return { kind: 'local', rule, rate: scheduleOf(rate), ...byCells(cells) };
}

export function means(cells: ByCellsDefinition): MeansLearner {
  return { kind: 'means', ...byCells(cells) };
}

function byCells({ projection, by, schedules = {} }: ByCellsDefinition): ByCells {
  const read = Object.entries(schedules).map(([name, rate]) => [name, scheduleOf(rate)] as const);
  return { projection, trains: [projection], by: by ?? null, schedules: Object.fromEntries(read) };
}
