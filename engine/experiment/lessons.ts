/** A protocol of batches: lesson after lesson, it trains by gradients, validates, tests. */
import { concatMap, defer, EMPTY, from, map, type Observable, of, repeat, tap } from 'rxjs';
import type { ScenarioDescription } from '../describe-scenario.ts';
import type { GradientExecutor, GradientTrainer } from '../learning/index.ts';
import { type Progress, progressOf, type Simulation } from '../simulation/index.ts';
import type { BatchStage, GradientLearner, RateSchedule } from '../training/index.ts';
import { BatchMeter, type Confusion } from './batch-meters.ts';
import { Curriculum } from './curriculum.ts';
import { deltaNorm } from './delta-norm.ts';
import type { Lesson } from './lesson.ts';
import { type DataRequest, openData } from './open-data.ts';
import type { Protocol } from './protocol.ts';

export interface LessonsRequest extends DataRequest {
  readonly description: ScenarioDescription;
  readonly simulation: Simulation;
  readonly trainer: GradientTrainer;
  readonly executor: GradientExecutor;
}

export class Lessons implements Protocol {
  readonly #request: LessonsRequest;
  readonly #meters: ReadonlyMap<string, BatchMeter>;
  #curriculum: Curriculum | null = null;
  #lesson: Lesson | null = null;
  #rate: RateSchedule;

  constructor(request: LessonsRequest) {
    this.#request = request;
    this.#rate = learnerOf(request.description).optimiser.rate;
    request.simulation.events$.subscribe((event) => {
      if (event.kind === 'rate') this.#rate = event.rate;
    });
    const entries = Object.entries(request.description.metrics);
    this.#meters = new Map(
      entries.flatMap(([name, metric]) => ('during' in metric ? [[name, new BatchMeter(metric, request.trainer)]] : [])),
    );
  }

  /** A lesson that was stopped goes on where it was. */
  run$(): Observable<Progress> {
    const { simulation, host, executor } = this.#request;
    return from(defer(() => this.#open())).pipe(
      concatMap((curriculum) => {
        const first = simulation.nextStep;
        const begin = host.now();
        let isOver = false;
        const next = defer(() => {
          const lesson = this.#lesson ?? curriculum.next();
          this.#lesson = lesson;
          isOver = lesson === null;
          if (lesson === null) return EMPTY;
          executor.teacher = lesson;
          const until = () => curriculum.isReached(lesson);
          return simulation.run$(lesson.stepsLeft, { until }).pipe(
            map(({ step }) => {
              const done = step - first;
              const total = done + (curriculum.isReached(lesson) ? 0 : lesson.stepsLeft) + curriculum.stepsAfter;
              return { ...progressOf(step, done, total, simulation.dt, host.now() - begin), label: this.#label(lesson) };
            }),
            tap({ complete: () => this.#finish() }),
          );
        });
        return next.pipe(repeat({ delay: () => (isOver ? EMPTY : of(true)) }));
      }),
    );
  }

  metrics(): Record<string, number> {
    const { description, trainer } = this.#request;
    const values: Record<string, number> = {};
    for (const [name, metric] of Object.entries(description.metrics)) {
      const value =
        metric.kind === 'updates'
          ? trainer.updates
          : metric.kind === 'delta-norm'
            ? deltaNorm(metric, trainer)
            : (this.#meters.get(name)?.value ?? null);
      if (value !== null) values[name] = value;
    }
    return values;
  }

  confusion(metric: string): Confusion | null {
    return this.#meters.get(metric)?.confusion ?? null;
  }

  async #open(): Promise<Curriculum> {
    if (this.#curriculum !== null) return this.#curriculum;
    const { description, trainer, seed } = this.#request;
    const open = await openData(description.data!, this.#request);
    const learner = learnerOf(description);
    this.#curriculum = new Curriculum({
      stages: description.protocol as readonly BatchStage[],
      selection: description.data!,
      encode: description.encode,
      open,
      learner,
      rate: () => this.#rate,
      trainer,
      meters: this.#meters,
      seed,
    });
    return this.#curriculum;
  }

  #finish(): void {
    this.#lesson = null;
    this.#request.executor.rest();
  }

  #label(lesson: Lesson): string {
    const loss = [...this.#meters].find(([, { metric }]) => metric.kind === 'loss' && metric.during === 'train');
    const value = loss?.[1].value ?? null;
    return value === null ? lesson.label : `${lesson.label}, ${loss![0]} ${value.toPrecision(3)}`;
  }
}

/** A protocol of batches has one learner by gradients. */
function learnerOf({ learners }: ScenarioDescription): GradientLearner {
  return Object.values(learners).find((one): one is GradientLearner => one.kind === 'gradient')!;
}
