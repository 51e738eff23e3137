/** A local rule at work: after each step, example by example, weights change by what the cells at their ends said. */
import type { Region } from '../../compile/index.ts';
import { NeurariumError } from '../../errors.ts';
import type { LocalLearner, RateSchedule } from '../../training/index.ts';
import { rateAt } from '../gradient/index.ts';
import type { Learner, LearnerContext, MadeNetwork, Moment, PlannedLearner } from '../learner.ts';
import { checkScheduled, ScheduledParameters } from '../scheduled-parameters.ts';
import { CellsAtEnds, type Ends, endsOf } from './cells-at-ends.ts';
import { type PlannedRule, planRule, type RulePass } from './rule-pass.ts';

interface LocalPlan {
  readonly learner: LocalLearner;
  readonly ends: Ends;
  readonly rule: PlannedRule;
  readonly unroll: number;
  /** uint32: updates. */
  readonly counter: Region;
}

/** @throws NeurariumError 'description' or 'equation' naming what does not fit */
export function planLocal(learner: LocalLearner, { planned, options, unroll, layout }: LearnerContext): PlannedLearner {
  const ends = endsOf(learner.projection, learner.by, planned);
  checkScheduled(learner.schedules, planned.populations);
  const rule = planRule(learner.rule, ends.projection, options.precision, layout);
  const counter = layout.request('kept', 4);
  return { make: (made) => new Local({ learner, ends, rule, unroll, counter }, made) };
}

class Local implements Learner {
  readonly targets = [];
  readonly loss = null;
  readonly #learner: LocalLearner;
  readonly #made: MadeNetwork;
  readonly #cells: CellsAtEnds;
  readonly #rule: RulePass;
  readonly #scheduled: ScheduledParameters;
  readonly #unroll: number;
  readonly #counter: Uint32Array;
  #rate: RateSchedule;

  constructor({ learner, ends, rule, unroll, counter }: LocalPlan, made: MadeNetwork) {
    const { plan, cells, machine } = made;
    this.#learner = learner;
    this.#made = made;
    this.#unroll = unroll;
    this.#rate = learner.rate;
    this.#cells = new CellsAtEnds(ends, cells, plan, unroll);
    this.#rule = rule.make(plan, machine);
    this.#scheduled = new ScheduledParameters(learner.schedules, plan);
    this.#counter = new Uint32Array(plan.map.memory.buffer, counter.address, 1);
  }

  get updates(): number {
    return this.#counter[0]!;
  }

  begin(_goesOn: boolean, moment: Moment | null): void {
    if (moment !== null) this.#scheduled.set(moment);
  }

  learn(moment: Moment): void {
    const rate = rateAt(this.#rate, moment);
    const { pre, post } = this.#cells;
    for (let time = 0; time < this.#unroll; time++) {
      for (let lane = 0; lane < this.#made.machine.examples(); lane++) {
        this.#rule.pre.set(pre.at(time, lane));
        this.#rule.post.set(post.at(time, lane));
        this.#rule.run(rate);
      }
    }
    this.#counter[0]!++;
    if (this.#rule.isNotFinite()) this.#refuse();
  }

  setRate(rate: RateSchedule): void {
    this.#rate = rate;
  }

  #refuse(): never {
    const { projection, rule } = this.#learner;
    const weights = this.#made.trained.read(projection);
    const at = weights.findIndex((weight) => !Number.isFinite(weight));
    throw new NeurariumError({
      code: 'not-finite',
      message: `a number became NaN or infinite by rule ${rule.name} in update ${this.updates}`,
      where: at < 0 ? `projection ${projection}` : `projection ${projection}, weight ${at}`,
      hint: 'Take a smaller rate, or a rule that keeps weights bounded, such as oja.',
    });
  }
}
