/** A protocol of presentations: examples are shown to the network one after another, for a time each; readouts are trained, and tested. */
import { concat, concatMap, defer, EMPTY, from, map, type Observable, type Subject, takeWhile } from 'rxjs';
import { classesOf, type Dataset, fieldOf, labelOf, stratified } from '../data/index.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import { type Progress, progressOf, type Simulation } from '../simulation/index.ts';
import { toSteps } from '../steps.ts';
import type { DataSelection, Encoding, PresentStage, RidgeLearner } from '../training/index.ts';
import type { Confusion } from './counters/index.ts';
import { inputField, inputNumbers, labelField } from './fields.ts';
import { type DataRequest, openData } from './open-data.ts';
import type { MetricsAt, Protocol } from './protocol.ts';
import { type Readout, readoutOf } from './readouts.ts';
import { Sparser } from './sparser.ts';

export interface PresentationsRequest extends DataRequest {
  readonly description: ScenarioDescription;
  readonly simulation: Simulation;
  /** Is told the metrics, some thousand times at most. */
  readonly measured: Subject<MetricsAt>;
}

interface Presentation {
  readonly stage: PresentStage;
  readonly dataset: Dataset;
  readonly split: string;
  readonly index: number;
  readonly steps: number;
}

/** What one protocol needs from its first example to its last, however often it is stopped in between. */
interface Session {
  readonly presentations: readonly Presentation[];
  readonly readouts: ReadonlyMap<string, Readout>;
}

export class Presentations implements Protocol {
  readonly #request: PresentationsRequest;
  /** By learner: how often each class (row) was answered with each. */
  readonly #answers = new Map<string, Confusion>();
  #session: Session | null = null;
  /** Presentations that are over. */
  #presented = 0;
  readonly #sparse = new Sparser();

  constructor(request: PresentationsRequest) {
    this.#request = request;
  }

  /** Cold; emits the progress of what is left of the protocol. An example that was stopped, or goes beyond `most`, is presented anew. */
  run$(most: number): Observable<Progress> {
    const { simulation, host } = this.#request;
    return defer(() => this.#open()).pipe(
      concatMap((session) => {
        const left = session.presentations.slice(this.#presented);
        const total = left.reduce((sum, { steps }) => sum + steps, 0);
        const first = simulation.nextStep;
        const begin = host.now();
        return from(left).pipe(
          takeWhile(({ steps }) => simulation.nextStep + steps <= first + most),
          concatMap((presentation) => this.#present(presentation, session)),
          map(({ step }) => progressOf(step, step - first, total, simulation.dt, host.now() - begin)),
        );
      }),
    );
  }

  async plannedSteps(): Promise<number> {
    return (await this.#open()).presentations.reduce((sum, { steps }) => sum + steps, 0);
  }

  /** Share of tested examples that a learner got right, for each metric that asks for it; nothing before any was tested. */
  metrics(): Record<string, number> {
    const names = Object.keys(this.#request.description.metrics);
    const known = names.map((name) => [name, this.confusion(name)] as const);
    return Object.fromEntries(known.flatMap(([name, answers]) => (answers === null ? [] : [[name, shareOfRight(answers)]])));
  }

  confusion(name: string): Confusion | null {
    const metric = this.#request.description.metrics[name];
    return metric?.kind === 'accuracy' ? (this.#answers.get(metric.learner) ?? null) : null;
  }

  async #open(): Promise<Session> {
    if (this.#session !== null) return this.#session;
    const { description, seed, simulation } = this.#request;
    const selection = description.data!;
    const open = await openData(selection, this.#request);
    const presentations = (description.protocol as readonly PresentStage[]).flatMap((stage) => {
      const { parts, examples } = askedOf(stage, selection);
      const dataset = open(parts, 'all');
      const steps = toSteps(stage.present, description.dt, 'present');
      const indices = stratified(dataset, examples, seed);
      return Array.from(indices, (index): Presentation => ({ stage, dataset, split: parts.join('+'), index, steps }));
    });
    const learners = Object.entries(description.learners) as [string, RidgeLearner][];
    const dataset = presentations[0]!.dataset;
    const readouts = new Map(learners.map(([name, learner]) => [name, readoutOf(learner, simulation, dataset)]));
    this.#session = { presentations, readouts };
    return this.#session;
  }

  #present({ stage, dataset, split, index, steps }: Presentation, { readouts }: Session): Observable<Progress> {
    const { simulation, description } = this.#request;
    const begin = defer(() => {
      if (stage.reset) simulation.reset();
      for (const one of description.encode) encode(simulation, one, dataset, index, steps);
      const label = labelOf(dataset, labelField(dataset), index);
      simulation.schedule({ kind: 'example', step: simulation.nextStep, split, index, label });
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
      const classes = classesOf(dataset, readout.field);
      const { length } = classes;
      const { counts } = this.#answers.get(name) ?? { counts: new Uint32Array(length * length) };
      counts[labelOf(dataset, readout.field, index) * length + readout.answer(dataset, index)]!++;
      this.#answers.set(name, { classes, counts });
    }
    const { measured, simulation } = this.#request;
    if (this.#sparse.next() && measured.observed) measured.next({ step: simulation.nextStep, values: this.metrics() });
  }
}

function shareOfRight({ classes, counts }: Confusion): number {
  const right = counts.reduce((sum, count, k) => sum + (k % (classes.length + 1) === 0 ? count : 0), 0);
  return right / counts.reduce((sum, count) => sum + count, 0);
}

function askedOf(stage: PresentStage, { parts, examples }: DataSelection): Pick<DataSelection, 'parts' | 'examples'> {
  return stage.kind === 'train' ? { parts, examples } : { parts: [stage.split], examples: stage.examples };
}

function encode(simulation: Simulation, encoding: Encoding, dataset: Dataset, index: number, steps: number): void {
  const { population, scale } = encoding;
  const field = encoding.field ?? inputField(dataset);
  if (fieldOf(dataset, field).perStep === true) return encodeSteps(simulation, encoding, dataset, index, steps);
  const values = inputNumbers(dataset, field, index, scale);
  if ('parameter' in encoding) return simulation.set(population, encoding.parameter, values);
  const step = simulation.nextStep;
  simulation.schedule({ kind: 'stimulus', step, population, port: encoding.port, cells: 'all', value: values, steps });
}

/** A stimulus in each step that has other inputs than 0: of a spike train most have none. */
function encodeSteps(simulation: Simulation, encoding: Encoding, dataset: Dataset, index: number, steps: number): void {
  const { name } = dataset;
  const field = encoding.field ?? inputField(dataset);
  if ('parameter' in encoding) fail(`field '${field}' of data set ${name} has numbers for each step, and goes to a port only`);
  if (dataset.steps !== steps)
    fail(
      `examples of data set ${name} have ${dataset.steps} steps, but are presented for ${steps}`,
      'Present them for their own time.',
    );
  const { population, port, scale } = encoding;
  const values = inputNumbers(dataset, field, index, scale);
  const length = values.length / steps;
  for (let t = 0; t < steps; t++) {
    const value = values.slice(t * length, (t + 1) * length);
    if (value.every((one) => one === 0)) continue;
    const step = simulation.nextStep + t;
    simulation.schedule({ kind: 'stimulus', step, population, port, cells: 'all', value, steps: 1 });
  }
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}
