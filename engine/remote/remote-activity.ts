/**
 * The client's end of a run as Activity: frames for operators, made of the batches that a host sends. Subscriptions to values travel as
 * demand; a batch is asked for when the one before was taken in. Of a batch whose pictures were dropped there are no frames.
 */
import { Observable, Subject } from 'rxjs';
import type { Activity, PopulationActivity, SpikeFrame, ValueFrame } from '../activity.ts';
import { NeurariumError } from '../errors.ts';
import { FrameStream } from '../frame-stream.ts';
import { suggest } from '../suggest.ts';
import type { About, AboutPopulation } from './about.ts';
import type { Batch, BatchSpikes, ClientMessage, HostMessage, RemotePort, ValueDemand } from './messages.ts';

/** Values of a variable, as long as someone subscribes. */
interface Wanted {
  readonly demand: ValueDemand;
  readonly frames: Subject<ValueFrame>;
  subscribers: number;
}

export class RemoteActivity implements Activity {
  readonly about: About;
  readonly dt: number;
  readonly populationNames: readonly string[];
  readonly #port: RemotePort<ClientMessage, HostMessage>;
  readonly #spikes: readonly Subject<SpikeFrame>[];
  readonly #wanted = new Map<string, Wanted>();
  #demanded: readonly Wanted[] = [];
  #demandNumber = 0;
  #dropped = 0;

  private constructor(port: RemotePort<ClientMessage, HostMessage>, about: About) {
    this.#port = port;
    this.about = about;
    this.dt = about.dt;
    this.populationNames = about.populations.map(({ name }) => name);
    this.#spikes = about.populations.map(() => new Subject<SpikeFrame>());
  }

  /** Resolves when the host has told what runs; frames come from then on. A run that begins anew completes all streams. */
  static open(port: RemotePort<ClientMessage, HostMessage>): Promise<RemoteActivity> {
    return new Promise((resolve, reject) => {
      let activity: RemoteActivity | null = null;
      port.listen(
        (message) => {
          if (message.kind === 'about') {
            activity?.dispose();
            activity = new RemoteActivity(port, message.about);
            resolve(activity);
          } else if (message.kind === 'batch') activity!.#take(message.batch);
          else if (message.kind === 'error') reject(new NeurariumError({ code: 'run', message: message.error.message }));
        },
        () => {
          activity?.dispose();
          reject(new NeurariumError({ code: 'run', message: 'the connection to the run was lost' }));
        },
      );
    });
  }

  /** Steps of which no frames came, since this client was slower than the run. */
  get dropped(): number {
    return this.#dropped;
  }

  /** @throws NeurariumError 'usage' for an unknown name */
  population(name: string): PopulationActivity {
    const index = this.populationNames.indexOf(name);
    const about = this.about.populations[index];
    if (about === undefined) {
      const hint = suggest(name, this.populationNames);
      throw new NeurariumError({ code: 'usage', message: `there is no population '${name}'`, hint });
    }
    const grid = { dt: this.dt, size: about.size };
    return {
      name,
      size: about.size,
      spikes$: new FrameStream(this.#spikes[index]!, grid),
      values$: (variable) => new FrameStream(this.#values(index, about, variable), grid),
    };
  }

  /** Completes all streams. */
  dispose(): void {
    for (const frames of this.#spikes) frames.complete();
    for (const { frames } of this.#wanted.values()) frames.complete();
  }

  /** Emits the frames of a batch, then asks for the next. */
  #take(batch: Batch): void {
    this.#dropped += batch.dropped;
    const cursors = this.#spikes.map((_, index) => new BatchCursor(batch.spikes.find(({ population }) => population === index)));
    for (let step = batch.step; step < batch.step + batch.steps; step++)
      this.#spikes.forEach((frames, index) => frames.next(cursors[index]!.frame(step)));
    if (batch.demands === this.#demandNumber) {
      const step = batch.step + batch.steps - 1;
      for (const { demand, values } of batch.values) this.#demanded[demand]!.frames.next({ step, lane: 0, values });
    }
    this.#port.send({ kind: 'ready' });
  }

  /** After the last step of each batch. */
  #values(population: number, { name, variables }: AboutPopulation, variable: string): Observable<ValueFrame> {
    if (!Object.hasOwn(variables, variable)) {
      const hint = suggest(variable, Object.keys(variables));
      throw new NeurariumError({ code: 'usage', message: `population '${name}' has no variable '${variable}'`, hint });
    }
    const key = `${population} ${variable}`;
    let wanted = this.#wanted.get(key);
    if (wanted === undefined) {
      wanted = { demand: { population, variable, cells: 'all' }, frames: new Subject(), subscribers: 0 };
      this.#wanted.set(key, wanted);
    }
    const one = wanted;
    return new Observable((subscriber) => {
      const subscription = one.frames.subscribe(subscriber);
      this.#count(one, 1);
      return () => {
        subscription.unsubscribe();
        this.#count(one, -1);
      };
    });
  }

  #count(wanted: Wanted, by: number): void {
    const before = wanted.subscribers > 0;
    wanted.subscribers += by;
    if (before === wanted.subscribers > 0) return;
    this.#demanded = [...this.#wanted.values()].filter(({ subscribers }) => subscribers > 0);
    this.#demandNumber++;
    this.#port.send({ kind: 'demand', number: this.#demandNumber, values: this.#demanded.map(({ demand }) => demand) });
  }
}

const none = new Uint32Array(0);

/** The spikes of one population in one batch, step by step. */
class BatchCursor {
  readonly #spikes: BatchSpikes | undefined;
  #at = 0;

  constructor(spikes: BatchSpikes | undefined) {
    this.#spikes = spikes;
  }

  /** Steps must be asked in ascending order. */
  frame(step: number): SpikeFrame {
    if (this.#spikes === undefined) return { step, lane: 0, count: 0, cells: none };
    const { steps, cells, amplitudes } = this.#spikes;
    const begin = this.#at;
    while (steps[this.#at] === step) this.#at++;
    const frame = { step, lane: 0, count: this.#at - begin, cells: cells.subarray(begin, this.#at) };
    return amplitudes === undefined ? frame : { ...frame, amplitude: amplitudes.subarray(begin, this.#at) };
  }
}
