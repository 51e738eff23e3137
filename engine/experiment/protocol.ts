/** Runs a training protocol: presents examples to the network one after another, trains the readouts, tests them. */
import { concat, concatMap, defer, EMPTY, from, map, type Observable } from 'rxjs';
import { type Dataset, type DatasetDescription, splitIndices, stratified } from '../data.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import type { Host } from '../host.ts';
import type { Progress, Simulation } from '../simulation/index.ts';
import { toSteps } from '../steps.ts';
import { suggest } from '../suggest.ts';
import type { Encoding, Stage } from '../training.ts';
import { type Readout, readoutOf } from './readouts.ts';

export interface ProtocolRequest {
  readonly description: ScenarioDescription;
  readonly simulation: Simulation;
  readonly host: Host;
  readonly seed: number;
  readonly datasets: Readonly<Record<string, DatasetDescription>>;
}

interface Presentation {
  readonly stage: Stage;
  readonly split: string;
  readonly index: number;
  readonly steps: number;
}

export class Protocol {
  readonly #request: ProtocolRequest;
  readonly #right = new Map<string, number>();
  #tested = 0;

  constructor(request: ProtocolRequest) {
    this.#request = request;
  }

  /** Cold; emits the progress of the whole protocol. */
  run$(): Observable<Progress> {
    return defer(() => from(this.#load())).pipe(
      concatMap(({ dataset, about, presentations }) => {
        const { description, simulation } = this.#request;
        const readouts = new Map(
          Object.entries(description.learners).map(([name, learner]) => [
            name,
            readoutOf(learner, simulation, dataset, about.maximum),
          ]),
        );
        const total = presentations.reduce((sum, { steps }) => sum + steps, 0);
        const first = simulation.nextStep;
        const begin = this.#request.host.now();
        return from(presentations).pipe(
          concatMap((presentation) => this.#present(presentation, dataset, about, readouts)),
          map((progress) => overall(progress, progress.step - first, total, (this.#request.host.now() - begin) / 1000)),
        );
      }),
    );
  }

  /** Share of tested examples that each learner got right; null before any was tested. */
  accuracy(learner: string): number | null {
    return this.#tested === 0 ? null : (this.#right.get(learner) ?? 0) / this.#tested;
  }

  async #load(): Promise<{ dataset: Dataset; about: DatasetDescription; presentations: Presentation[] }> {
    const { description, datasets, host, seed } = this.#request;
    const selection = description.data!;
    const about = datasets[selection.dataset];
    if (about === undefined) {
      throw new NeurariumError({
        code: 'description',
        message: `data set '${selection.dataset}' is unknown`,
        hint: suggest(selection.dataset, Object.keys(datasets)),
      });
    }
    const dataset = about.parse(await host.loadData(about.file));
    const presentations = description.protocol.flatMap((stage) => {
      const [part, examples] = stage.kind === 'train' ? [selection.part, selection.examples] : [stage.split, stage.examples];
      const steps = toSteps(stage.present, description.dt, 'present');
      const indices = stratified(dataset, splitIndices(dataset, about.partOf, part), examples, seed);
      return Array.from(indices, (index): Presentation => ({ stage, split: part, index, steps }));
    });
    return { dataset, about, presentations };
  }

  #present(
    { stage, split, index, steps }: Presentation,
    dataset: Dataset,
    about: DatasetDescription,
    readouts: ReadonlyMap<string, Readout>,
  ): Observable<Progress> {
    const { simulation, description } = this.#request;
    const begin = defer(() => {
      if (stage.reset) simulation.reset();
      if (description.encode !== null) encode(simulation, description.encode, dataset.inputs(index), about.maximum);
      simulation.schedule({ kind: 'example', step: simulation.nextStep, split, index, label: dataset.label(index) });
      for (const readout of readouts.values()) readout.begin();
      return simulation.run$(steps);
    });
    const end = defer((): Observable<never> => {
      if (stage.kind === 'train') for (const readout of readouts.values()) readout.learn(dataset, index);
      else this.#test(dataset, index, readouts);
      return EMPTY;
    });
    return concat(begin, end);
  }

  #test(dataset: Dataset, index: number, readouts: ReadonlyMap<string, Readout>): void {
    this.#tested++;
    for (const [name, readout] of readouts) {
      if (readout.answer(dataset, index) === dataset.label(index)) this.#right.set(name, (this.#right.get(name) ?? 0) + 1);
    }
  }
}

function encode(
  simulation: Simulation,
  { population, parameter, scale }: Encoding,
  inputs: ArrayLike<number>,
  maximum: number,
): void {
  simulation.set(
    population,
    parameter,
    Float64Array.from(inputs, (value) => (value / maximum) * scale),
  );
}

function overall(progress: Progress, done: number, total: number, wall: number): Progress {
  const remaining = done > 0 ? ((total - done) * wall) / done : null;
  const realtimeFactor = wall > 0 ? (done * (progress.time / progress.step)) / 1000 / wall : null;
  return { step: progress.step, done, total, time: progress.time, wall, realtimeFactor, remaining };
}
