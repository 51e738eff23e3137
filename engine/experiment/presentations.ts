/** A protocol of presentations: examples are shown to the network one after another, for a time each; readouts are trained, and tested. */
import { concat, concatMap, defer, EMPTY, from, map, type Observable, type Subject, takeWhile } from 'rxjs';
import { type Dataset, fieldOf, stratified } from '../data/index.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import { type Progress, progressOf, type Simulation } from '../simulation/index.ts';
import { toSteps } from '../steps.ts';
import type { DataSelection, Encoding, PresentStage, RidgeLearner } from '../training/index.ts';
import { type AnswerTally, answerTally } from './answer-tally.ts';
import type { Confusion } from './counters/index.ts';
import { classField, inputField, inputNumbers } from './fields.ts';
import { type DataRequest, openData } from './open-data.ts';
import type { MetricsAt, Protocol } from './protocol.ts';
import { type Reading, type Readout, readoutOf } from './readouts.ts';
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

/** What was read of an example, and by which learner. */
interface Read {
  readonly learner: string;
  readonly reading: Reading;
  /** Null where it has learnt nothing yet, or nobody hears it. */
  readonly answer: Float64Array | null;
}

/** What one protocol needs from its first example to its last, however often it is stopped in between. */
interface Session {
  readonly presentations: readonly Presentation[];
  readonly readouts: ReadonlyMap<string, Readout>;
}

export class Presentations implements Protocol {
  readonly #request: PresentationsRequest;
  /** By learner: what was answered in tests. */
  readonly #answers = new Map<string, AnswerTally>();
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

  /** What learners answered in tests, for each metric that asks for it; nothing before any was tested. */
  metrics(): Record<string, number> {
    const values: Record<string, number> = {};
    for (const [name, metric] of Object.entries(this.#request.description.metrics)) {
      if (metric.kind !== 'accuracy' && metric.kind !== 'correlation') continue;
      const value = this.#answers.get(metric.learner)?.value ?? null;
      if (value !== null) values[name] = value;
    }
    return values;
  }

  confusion(name: string): Confusion | null {
    const metric = this.#request.description.metrics[name];
    return metric?.kind === 'accuracy' ? (this.#answers.get(metric.learner)?.confusion ?? null) : null;
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
    this.#refuseOthers(readouts);
    this.#session = { presentations, readouts };
    return this.#session;
  }

  /** Classes are right or wrong, and numbers correlate. */
  #refuseOthers(readouts: ReadonlyMap<string, Readout>): void {
    for (const [name, metric] of Object.entries(this.#request.description.metrics)) {
      if (metric.kind !== 'accuracy' && metric.kind !== 'correlation') continue;
      const { field, classes } = readouts.get(metric.learner)!;
      if ((classes === null) === (metric.kind === 'correlation')) continue;
      fail(`metric ${name} is of kind '${metric.kind}', but field '${field}' holds ${classes === null ? 'numbers' : 'classes'}`);
    }
  }

  /** What is read on the way counts when the example is over. */
  #present(presentation: Presentation, { readouts }: Session): Observable<Progress> {
    const { stage, dataset, split, index, steps } = presentation;
    const { simulation, description } = this.#request;
    const reads: Read[] = [];
    const begin = defer(() => {
      if (stage.reset) simulation.reset();
      for (const one of description.encode) encode(simulation, one, dataset, index, steps);
      const label = labelIn(dataset, index);
      simulation.schedule({ kind: 'example', step: simulation.nextStep, split, index, label });
      for (const readout of readouts.values()) readout.begin();
      return EMPTY;
    });
    const on = pausesOf(steps, [...readouts.values()]).map((pause, k, pauses) =>
      concat(
        defer(() => simulation.run$(pause - (pauses[k - 1] ?? 0))),
        defer((): Observable<never> => {
          reads.push(...this.#read(presentation, pause, readouts));
          return EMPTY;
        }),
      ),
    );
    const end = defer((): Observable<never> => {
      this.#keep(reads, stage.kind, readouts);
      this.#presented++;
      return EMPTY;
    });
    return concat(begin, ...on, end);
  }

  /** By those who read after so many steps of an example. */
  #read({ stage, dataset, index, steps }: Presentation, done: number, readouts: ReadonlyMap<string, Readout>): Read[] {
    const reading = [...readouts].filter(([, { every }]) => done % every === 0 || done === steps);
    return reading.map(([learner, readout]) => {
      const reading = readout.read(dataset, index, done);
      const answers = stage.kind === 'test' || (readout.says !== null && readout.hasLearnt);
      const answer = answers ? readout.answer(reading) : null;
      if (answer !== null && done < steps) this.#say(answer, readout, Math.min(readout.every, steps - done));
      return { learner, reading, answer };
    });
  }

  #say(value: Float64Array, { says }: Readout, steps: number): void {
    const { simulation } = this.#request;
    if (says !== null) simulation.schedule({ kind: 'stimulus', step: simulation.nextStep, ...says, cells: 'all', value, steps });
  }

  /** Learns, or counts, what was read of an example. */
  #keep(reads: readonly Read[], kind: PresentStage['kind'], readouts: ReadonlyMap<string, Readout>): void {
    for (const { learner, reading, answer } of reads) {
      const readout = readouts.get(learner)!;
      if (kind === 'train') readout.learn(reading);
      else {
        const tally = this.#answers.get(learner) ?? answerTally(readout);
        tally.add(answer!, reading.wanted);
        this.#answers.set(learner, tally);
      }
    }
    const { measured, simulation } = this.#request;
    if (kind === 'train') return;
    if (this.#sparse.next() && measured.observed) measured.next({ step: simulation.nextStep, values: this.metrics() });
  }
}

/** After how many steps of an example somebody reads: the last time at its end. */
function pausesOf(steps: number, readouts: readonly Readout[]): number[] {
  const pauses = new Set([steps]);
  for (const { every } of readouts) for (let done = every; done < steps; done += every) pauses.add(done);
  return [...pauses].sort((a, b) => a - b);
}

/** Null where examples have no class. */
function labelIn(dataset: Dataset, index: number): number | null {
  const field = classField(dataset);
  return field === null ? null : dataset.values(field, index)[0]!;
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

/** A stimulus for each time that its inputs are the same, and others than 0: of a spike train most are 0. */
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
  const at = (t: number) => values.subarray(t * length, (t + 1) * length);
  for (let t = 0, held = 1; t < steps; t += held) {
    const value = at(t).slice();
    for (held = 1; t + held < steps && at(t + held).every((one, k) => one === value[k]); ) held++;
    if (value.every((one) => one === 0)) continue;
    const step = simulation.nextStep + t;
    simulation.schedule({ kind: 'stimulus', step, population, port, cells: 'all', value, steps: held });
  }
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}
