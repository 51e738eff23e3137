/** A recorded run, shown to one client as a live one is: all of it, as fast as the client takes it. What is played when is the client's. */
import { NeurariumError } from '../errors.ts';
import type { Trace, TraceBatch } from '../trace/index.ts';
import type { About } from './about.ts';
import { aboutTrace } from './about-of.ts';
import type { BatchSpikes, BatchValues, ClientMessage, HostMessage, RemotePort, RunState, ValueDemand } from './messages.ts';
import { remoteError } from './remote-error.ts';
import { spikesOf, valuesOf } from './trace-batches.ts';

export interface TraceHostOptions {
  readonly trace: Trace;
  readonly port: RemotePort<HostMessage, ClientMessage>;
}

/** Steps are told as uint32. */
const mostSteps = 2 ** 32 - 1;
/** A page keeps some numbers for each. */
const mostCells = 20_000_000;
/** A batch is sent when it has this many spikes, so that a page takes it in within one frame. */
const spikesPerBatch = 40_000;
/** Rows of values of all cells that are sent of a trace: each is a batch, which a page takes in a frame. */
const mostRows = 1000;

export class TraceHost {
  readonly #trace: Trace;
  readonly #port: RemotePort<HostMessage, ClientMessage>;
  readonly #about: About;
  #demand: { readonly number: number; readonly values: readonly ValueDemand[] } = { number: 0, values: [] };
  /** Streaming begins anew where the number differs. */
  #stream = 0;
  #begun = false;
  #closed = false;
  #step: number;
  #ready: () => void = () => undefined;
  #credit = false;

  /** @throws NeurariumError 'trace' for a run that is too long to be shown */
  constructor({ trace, port }: TraceHostOptions) {
    const { first_step: first, steps } = trace.header;
    if (first + (steps ?? 0) > mostSteps) {
      const message = `the trace begins at step ${first}; a page shows steps up to ${mostSteps}`;
      throw new NeurariumError({ code: 'trace', message });
    }
    const cells = trace.header.populations.reduce((sum, { size }) => sum + size, 0);
    if (cells > mostCells) {
      const message = `the trace claims ${cells} cells; a page shows up to ${mostCells}`;
      throw new NeurariumError({ code: 'trace', message });
    }
    this.#trace = trace;
    this.#port = port;
    this.#about = aboutTrace(trace);
    this.#step = this.#about.firstStep;
    port.listen(
      (message) => this.#take(message),
      () => this.dispose(),
    );
    this.greet();
  }

  dispose(): void {
    this.#closed = true;
    this.#ready();
  }

  /** Tells a client that comes new what this is, from the beginning. What the one before demanded is not this one's. */
  greet(): void {
    this.#demand = { number: 0, values: [] };
    this.#restart();
  }

  #restart(): void {
    this.#begun = false;
    this.#credit = false;
    this.#stream++;
    this.#ready();
    this.#step = this.#about.firstStep;
    this.#port.send({ kind: 'about', about: this.#about });
    this.#tellState('paused');
  }

  #take(message: ClientMessage): void {
    switch (message.kind) {
      case 'demand':
        this.#wanted(message);
        break;
      case 'ready':
        this.#credit = true;
        this.#ready();
        if (!this.#begun) void this.#send(this.#stream);
        break;
      case 'ask':
      case 'save': {
        const why = message.kind === 'save' ? 'the trace is a file already' : 'a trace does not hold this';
        this.#port.send({ kind: 'no-answer', id: message.id, error: { code: 'usage', message: why } });
        break;
      }
      case 'open':
      case 'control':
      case 'stimulate':
      case 'mute':
        this.#port.send({ kind: 'error', error: { code: 'usage', message: 'a recorded run cannot be changed' } });
        break;
      default:
        // run, pause, step, speed: how it is played is the client's own.
        break;
    }
  }

  /** Values that were passed already are sent again, from the beginning. */
  #wanted({ number, values }: { readonly number: number; readonly values: readonly ValueDemand[] }): void {
    const recorded = values.filter(({ population, variable }) => this.#isRecorded(population, variable));
    this.#demand = { number, values };
    if (this.#begun && recorded.length > 0) this.#restart();
  }

  #isRecorded(population: number, variable: string): boolean {
    return this.#trace.header.values.some((one) => one.population === population && one.variable === variable);
  }

  async #send(stream: number): Promise<void> {
    this.#begun = true;
    const { header } = this.#trace;
    try {
      for await (const batch of this.#trace.batches()) {
        for (const { from, to } of slices(batch, this.#ends())) {
          if (this.#stream !== stream) return;
          if (!this.#credit) await this.#credited();
          if (this.#closed || this.#stream !== stream) return;
          this.#credit = false;
          this.#step = to;
          const spikes = batch.spikes.flatMap((one): BatchSpikes[] => spikesOf(one, batch.step, header.lanes, from, to));
          const values = this.#demand.values.flatMap((demand, k): BatchValues[] => valuesOf(demand, k, batch, header, from, to));
          const notes = batch.events.filter(({ step }) => batch.steps === 0 || (step >= from && step < to));
          const metrics = batch.metrics.filter(({ step }) => batch.steps === 0 || (step >= from && step < to));
          this.#port.send({
            kind: 'batch',
            batch: {
              step: from,
              steps: to - from,
              spikes,
              demands: this.#demand.number,
              values,
              events: notes.map(({ step, kind, population }) => ({
                step,
                kind,
                text: typeof population === 'string' ? population : '',
              })),
              metrics: Object.assign({}, ...metrics.map((entry) => entry.values)),
              measured: metrics,
              dropped: 0,
            },
          });
        }
      }
      if (this.#stream === stream) this.#end();
    } catch (error) {
      if (this.#stream !== stream) return;
      this.#port.send({ kind: 'error', error: remoteError(error) });
      this.#tellState('failed');
    }
  }

  /** Where batches end for the sake of values of all cells, of which each batch tells the last. */
  #ends(): Ends | null {
    if (this.#demand.values.every(({ cells }) => cells !== 'all')) return null;
    const { first_step: first, thinning = { window: 1, every: 1 } } = this.#trace.header;
    const every = thinning.window * thinning.every;
    const rows = Math.ceil((this.#about.steps ?? 0) / every);
    return { first: first + thinning.window, every: every * Math.max(1, Math.ceil(rows / mostRows)) };
  }

  #credited(): Promise<void> {
    return new Promise((resolve) => {
      this.#ready = resolve;
    });
  }

  #end(): void {
    const { summary, notices } = this.#trace;
    const unknown = this.#about.populations.filter(({ equations }) => equations === '').map(({ name }) => name);
    if (unknown.length > 0) {
      const text = `the trace does not describe ${unknown.join(', ')} as this version does: names and sizes are all that is known`;
      this.#port.send({ kind: 'notice', text });
    }
    for (const text of notices) this.#port.send({ kind: 'notice', text });
    if (summary !== undefined) {
      const { metrics, spike_hash: spikeHash } = summary;
      this.#port.send({ kind: 'result', result: { metrics, expect: [], spikeHash } });
    }
    this.#tellState('done');
  }

  #tellState(phase: RunState['phase']): void {
    const synapticEvents = this.#trace.summary?.synaptic_events ?? 0;
    const { firstStep, steps } = this.#about;
    const planned = steps === null ? null : firstStep + steps;
    const state: RunState = { phase, speed: 1, step: this.#step, planned, realtime: 0, synapticEvents };
    this.#port.send({ kind: 'state', state });
  }
}

interface Ends {
  readonly first: number;
  readonly every: number;
}

/** Parts of a batch of bounded size, which end at `ends` as well. */
function slices(batch: TraceBatch, ends: Ends | null): { readonly from: number; readonly to: number }[] {
  const { step, steps } = batch;
  const spikes = batch.spikes.reduce((sum, { cells }) => sum + cells.length, 0);
  const count = Math.max(1, Math.min(steps, Math.ceil(spikes / spikesPerBatch)));
  const places = Array.from({ length: count + 1 }, (_, k) => step + Math.floor((k * steps) / count));
  if (ends !== null) {
    const { first, every } = ends;
    const next = first + Math.max(0, Math.ceil((step + 1 - first) / every)) * every;
    for (let end = next; end < step + steps; end += every) places.push(end);
  }
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  return steps === 0 ? [{ from: step, to: step }] : sorted.slice(1).map((to, k) => ({ from: sorted[k]!, to }));
}
