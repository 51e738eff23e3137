/** A protocol of batches: lesson after lesson, it trains by gradients, validates, tests. */
import { concatMap, defer, EMPTY, map, type Observable, of, repeat, type Subject, tap } from 'rxjs';
import type { ScenarioDescription } from '../describe-scenario.ts';
import type { BatchExecutor, BatchNetwork } from '../learning/index.ts';
import type { Metric } from '../metrics.ts';
import { type LearningProgress, type Progress, progressOf, type Simulation } from '../simulation/index.ts';
import type { BatchLearner, BatchStage, During } from '../training/index.ts';
import { BatchMeter } from './batch-meters.ts';
import type { Confusion } from './counters/index.ts';
import { Curriculum } from './curriculum.ts';
import { deltaNorm } from './delta-norm.ts';
import type { Lesson } from './lesson.ts';
import { type DataRequest, openData } from './open-data.ts';
import type { LearningCount, LearningUpdate, Protocol } from './protocol.ts';
import { Sparser } from './sparser.ts';

export interface LessonsRequest extends DataRequest {
  readonly description: ScenarioDescription;
  readonly simulation: Simulation;
  readonly trainer: BatchNetwork;
  readonly executor: BatchExecutor;
  /** Else it is tested alone. */
  readonly learns: boolean;
  /** Is told how it stands, some thousand times at most. */
  readonly updates: Subject<LearningUpdate>;
  /** Is called after each step. */
  readonly stepped: () => void;
}

export class Lessons implements Protocol {
  readonly #request: LessonsRequest;
  readonly #meters: ReadonlyMap<string, BatchMeter>;
  /** Of updates; of the ends of validations and tests. */
  readonly #sparse = { updates: new Sparser(), ends: new Sparser() };
  #curriculum: Curriculum | null = null;
  #lesson: Lesson | null = null;
  /** Examples of lessons that are over. */
  #examples = 0;
  /** The step before which was told how it stands. */
  #told = 0;

  constructor(request: LessonsRequest) {
    this.#request = request;
    request.simulation.events$.subscribe((event) => {
      if (event.kind === 'rate') request.trainer.setRate(event.rate);
    });
    const entries = Object.entries(request.description.metrics);
    this.#meters = new Map(
      entries.flatMap(([name, metric]) => ('during' in metric ? [[name, new BatchMeter(metric, request.trainer)]] : [])),
    );
  }

  /** A lesson that was stopped goes on where it was. */
  run$(most: number): Observable<Progress> {
    const { simulation, host, executor } = this.#request;
    return defer(() => this.#open()).pipe(
      concatMap((curriculum) => {
        const first = { step: simulation.nextStep, examples: this.count.examples, time: host.now() };
        const last = first.step + most;
        let isOver = false;
        const next = defer(() => {
          const lesson = simulation.nextStep < last ? (this.#lesson ?? curriculum.next()) : null;
          isOver = lesson === null;
          if (lesson === null) return EMPTY;
          this.#lesson = lesson;
          executor.teacher = lesson;
          const until = () => this.#isOver(lesson, curriculum);
          // It may have been stopped in the very step that ended it.
          const left = curriculum.isReached(lesson) ? 0 : Math.min(lesson.stepsLeft, last - simulation.nextStep);
          return simulation.run$(left, { until }).pipe(
            map(({ step }): Progress => {
              const done = step - first.step;
              const total = done + (curriculum.isReached(lesson) ? 0 : lesson.stepsLeft) + curriculum.stepsAfter;
              const learning = this.#progress(lesson, curriculum, first.examples);
              return { ...progressOf(step, done, total, simulation.dt, host.now() - first.time), learning };
            }),
            tap({ complete: () => this.#ran(lesson, curriculum) }),
          );
        });
        return next.pipe(repeat({ delay: () => (isOver ? EMPTY : of(true)) }));
      }),
    );
  }

  async plannedSteps(): Promise<number> {
    return (await this.#open()).steps;
  }

  get count(): LearningCount {
    return { updates: this.#request.trainer.updates, examples: this.#examples + (this.#lesson?.examples ?? 0) };
  }

  metrics(): Record<string, number> {
    return this.#measured(null);
  }

  /** Of what is measured during `during`; null: of all. */
  #measured(during: During | null, isLeftOut: (metric: Metric) => boolean = () => false): Record<string, number> {
    const { description } = this.#request;
    const values: Record<string, number> = {};
    for (const [name, metric] of Object.entries(description.metrics)) {
      if (during !== null && ('during' in metric ? metric.during : 'train') !== during) continue;
      if (isLeftOut(metric)) continue;
      const value = this.#valueOf(name, metric);
      if (value !== null) values[name] = value;
    }
    return values;
  }

  #valueOf(name: string, metric: Metric): number | null {
    const { trainer } = this.#request;
    switch (metric.kind) {
      case 'updates':
        return trainer.updates;
      case 'delta-norm':
        return deltaNorm(metric, trainer);
      case 'penalty':
        return trainer.learners[metric.learner]?.penalty ?? null;
      default:
        return this.#meters.get(name)?.value ?? null;
    }
  }

  confusion(metric: string): Confusion | null {
    return this.#meters.get(metric)?.confusion ?? null;
  }

  async #open(): Promise<Curriculum> {
    if (this.#curriculum !== null) return this.#curriculum;
    const { description, trainer, seed, learns } = this.#request;
    const open = await openData(description.data!, this.#request);
    this.#curriculum ??= new Curriculum({
      stages: description.protocol as readonly BatchStage[],
      learns,
      selection: description.data!,
      encode: description.encode,
      open,
      learners: description.learners as Readonly<Record<string, BatchLearner>>,
      trainer,
      meters: this.#meters,
      seed,
    });
    return this.#curriculum;
  }

  /** Asked after each step: tells how it stands where an example has just come to its end. */
  #isOver(lesson: Lesson, curriculum: Curriculum): boolean {
    const { trainer, stepped } = this.#request;
    stepped();
    if (trainer.time < trainer.unroll) return false;
    const isDue = lesson.teaches ? this.#sparse.updates.next() : lesson.stepsLeft === 0 && this.#sparse.ends.next();
    if (isDue) this.#tell(lesson);
    return curriculum.isReached(lesson);
  }

  #tell(lesson: Lesson): void {
    const { simulation, trainer, updates } = this.#request;
    this.#told = simulation.nextStep;
    if (!updates.observed) return;
    updates.next({
      step: simulation.nextStep,
      during: lesson.during,
      epoch: lesson.epoch,
      update: trainer.updates,
      loss: lesson.loss,
      metrics: this.#measured(lesson.measures),
    });
  }

  /** As far as it was to be run. The last of all that there is to tell is told. */
  #ran(lesson: Lesson, curriculum: Curriculum): void {
    if (lesson.stepsLeft > 0 && !curriculum.isReached(lesson)) return;
    lesson.conclude();
    if (curriculum.stepsAfter === 0 && this.#told !== this.#request.simulation.nextStep) this.#tell(lesson);
    this.#examples += lesson.examples;
    this.#lesson = null;
    this.#request.executor.rest();
  }

  #progress(lesson: Lesson, { stages }: Curriculum, examplesBefore: number): LearningProgress {
    const { updates, examples } = this.count;
    return {
      during: lesson.during,
      stage: lesson.stage,
      stages,
      epoch: lesson.epoch + 1,
      epochs: lesson.epochs,
      updates,
      examples: examples - examplesBefore,
      loss: lesson.loss,
      metrics: this.#measured(null, isNoNews),
    };
  }
}

/** Told by progress itself; or sampled for seconds, which waits for the end of a lesson. */
function isNoNews(metric: Metric): boolean {
  if (metric.kind === 'free-energy') return metric.annealed !== null;
  return metric.kind === 'updates' || (metric.kind === 'loss' && metric.during === 'train');
}
