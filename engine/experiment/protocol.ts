/** Runs a training protocol: presents examples to the network one after another, trains the readouts, tests them. */
import { concat, concatMap, defer, EMPTY, from, map, type Observable } from 'rxjs';
import { type Dataset, type DatasetDescription, splitIndices, stratified } from '../data.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import type { Host } from '../host.ts';
import { type Progress, progressOf, type Simulation } from '../simulation/index.ts';
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

/** What one protocol needs from its first example to its last, however often it is stopped in between. */
interface Session {
  readonly dataset: Dataset;
  readonly about: DatasetDescription;
  readonly presentations: readonly Presentation[];
  readonly readouts: ReadonlyMap<string, Readout>;
}

export class Protocol {
  readonly #request: ProtocolRequest;
  readonly #right = new Map<string, number>();
  #session: Session | null = null;
  /** Presentations that are over. */
  #presented = 0;
  #tested = 0;

  constructor(request: ProtocolRequest) {
    this.#request = request;
  }

  /** Cold; emits the progress of what is left of the protocol. An example that was stopped is presented anew. */
  run$(): Observable<Progress> {
    const { simulation, host } = this.#request;
    return defer(() => this.#open()).pipe(
      concatMap((session) => {
        const left = session.presentations.slice(this.#presented);
        const total = left.reduce((sum, { steps }) => sum + steps, 0);
        const first = simulation.nextStep;
        const begin = host.now();
        return from(left).pipe(
          concatMap((presentation) => this.#present(presentation, session)),
          map(({ step }) => progressOf(step, step - first, total, simulation.dt, host.now() - begin)),
        );
      }),
    );
  }

  /** Share of tested examples that each learner got right; null before any was tested. */
  accuracy(learner: string): number | null {
    return this.#tested === 0 ? null : (this.#right.get(learner) ?? 0) / this.#tested;
  }

  async #open(): Promise<Session> {
    if (this.#session !== null) return this.#session;
    const { description, datasets, host, seed, simulation } = this.#request;
    const selection = description.data!;
    const about = Object.hasOwn(datasets, selection.dataset) ? datasets[selection.dataset] : undefined;
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
    const learners = Object.entries(description.learners);
    const readouts = new Map(learners.map(([name, learner]) => [name, readoutOf(learner, simulation, dataset, about.maximum)]));
    this.#session = { dataset, about, presentations, readouts };
    return this.#session;
  }

  #present({ stage, split, index, steps }: Presentation, { dataset, about, readouts }: Session): Observable<Progress> {
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
      this.#presented++;
      return EMPTY;
    });
    return concat(begin, end);
  }

  #test(dataset: Dataset, index: number, readouts: ReadonlyMap<string, Readout>): void {
    for (const [name, readout] of readouts) {
      if (readout.answer(dataset, index) === dataset.label(index)) this.#right.set(name, (this.#right.get(name) ?? 0) + 1);
    }
    this.#tested++;
  }
}

function encode(
  simulation: Simulation,
  { population, parameter, scale }: Encoding,
  inputs: ArrayLike<number>,
  maximum: number,
): void {
  const values = new Float64Array(inputs.length);
  for (let i = 0; i < values.length; i++) values[i] = (inputs[i]! / maximum) * scale;
  simulation.set(population, parameter, values);
}
