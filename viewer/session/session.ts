/** One run as the page sees it: live in a worker, in the terminal, or recorded. Nobody beyond this file can tell which. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Observable, ReplaySubject } from 'rxjs';
import {
  type About,
  type ClientMessage,
  type ControlValue,
  demandAfter,
  type HostMessage,
  NeurariumError,
  type Question,
  type RemotePort,
  type RunResult,
  type RunState,
  type Speed,
  type ValueDemand,
} from '../../engine/index.ts';
import { History, keyOf } from '../history/history.ts';
import type { Ask } from '../panels/panel.ts';
import { LatestControls } from './latest-controls.ts';
import { Player } from './player.ts';
import { Questions } from './questions.ts';

/** Something that the reader should know. */
export interface Told {
  readonly kind: 'error' | 'notice';
  /** Of the error; 'lost' where the connection ended. */
  readonly code: string | null;
  readonly text: string;
  readonly where?: string | undefined;
  readonly hint?: string | undefined;
}

export interface SessionOptions {
  readonly port: RemotePort<ClientMessage, HostMessage>;
  /** How fast a recorded run is played. */
  readonly speed: (about: About) => Speed;
  /** The file of a recorded run, where the page has it. */
  readonly trace?: Blob;
}

/** Numbers of questions lie below. */
const savesFrom = 2 ** 31;
const unknownState: RunState = { phase: 'compiling', speed: 1, step: 0, planned: null, realtime: 0, synapticEvents: 0 };

function isOver({ phase }: RunState): boolean {
  return phase === 'done' || phase === 'failed';
}

export class Session {
  readonly about: Signal<About | null> = signal(null);
  readonly result: Signal<RunResult | null> = signal(null);
  readonly told: Observable<Told>;
  readonly state: ReadonlySignal<RunState>;
  readonly running: ReadonlySignal<boolean> = computed(() => this.state.value.phase === 'running');
  /** Whether it ended, well or not. */
  readonly over: ReadonlySignal<boolean> = computed(() => isOver(this.state.value));
  readonly speed: ReadonlySignal<Speed> = computed(() => this.state.value.speed);
  /** The same function for the whole session. */
  readonly ask: Ask = (question) => this.#ask(question);
  readonly #port: RemotePort<ClientMessage, HostMessage>;
  readonly #options: SessionOptions;
  readonly #told = new ReplaySubject<Told>(20);
  readonly #hostState: Signal<RunState> = signal(unknownState);
  readonly #played: Signal<Partial<RunState>> = signal({});
  readonly #questions = new Questions((id, question) => this.send({ kind: 'ask', id, question }));
  readonly #controls = new LatestControls((name, value) => this.send({ kind: 'control', name, value }));
  readonly #saves = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: unknown): void }>();
  #history: History | null = null;
  #player: Player | null = null;
  #demand: { readonly number: number; readonly values: readonly ValueDemand[] } = { number: 0, values: [] };
  /** Whether a batch was taken in that the host has not heard of. */
  #owes = true;
  #now = 0;
  /** What the reader asked for last, until the host tells of it: two presses of a key may both come before its answer. */
  #wanted: 'running' | 'paused' | null = null;
  #closed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#port = options.port;
    this.told = this.#told.asObservable();
    this.state = computed(() => ({ ...this.#hostState.value, ...this.#played.value }));
    this.#port.listen(
      (message) => this.#take(message),
      () => this.#lost(),
    );
  }

  /** All that was seen of the run that is told of now; there once `about` is. */
  get history(): History {
    return this.#history!;
  }

  get answers(): number {
    return this.#questions.answers;
  }

  send(message: ClientMessage): void {
    this.#port.send(message);
  }

  /** Once per animation frame: the next batch may come. -> the step that a recorded run is played to; null where it stands, or is live. */
  frame(now: number): number | null {
    this.#now = now;
    if (this.#owes) {
      this.#owes = false;
      this.send({ kind: 'ready' });
    }
    if (this.#player === null) return null;
    const at = this.#player.tick(now, this.history, this.#hostState.peek().phase === 'done');
    this.#tellPlayed();
    return at;
  }

  /** Replaces what was demanded before; what several panels show is demanded once. */
  demand(demands: readonly ValueDemand[]): void {
    const values = [...new Map(demands.map((demand) => [keyOf(demand), demand])).values()];
    this.#demand = { number: this.#demand.number + 1, values };
    this.history.demand(this.#demand.number, values);
    this.send({ kind: 'demand', ...this.#demand });
  }

  runOrPause(): void {
    const player = this.#player;
    if (player === null) {
      if (this.state.peek().phase === 'done') return this.reset();
      this.#wanted = (this.#wanted ?? this.state.peek().phase) === 'running' ? 'paused' : 'running';
      this.send({ kind: this.#wanted === 'running' ? 'run' : 'pause' });
      return;
    }
    player.playing = !player.playing;
    if (player.playing && player.at >= this.history.edge) player.move(this.history.first);
    this.#tellPlayed();
  }

  step(steps: number): void {
    const player = this.#player;
    if (player === null) {
      this.#wanted = null;
      return this.send({ kind: 'step', steps });
    }
    player.playing = false;
    player.move(Math.min(this.history.edge, player.at + steps));
    this.#tellPlayed();
  }

  /** Begins anew, with another seed if one is given. */
  reset(seed?: number): void {
    if (this.#player !== null) {
      this.#player.move(this.history.first);
      this.#player.playing = true;
      return;
    }
    this.send(seed === undefined ? { kind: 'open' } : { kind: 'open', seed });
    if (isOver(this.state.peek())) this.send({ kind: 'run' });
  }

  setSpeed(speed: Speed): void {
    if (this.#player === null) return this.send({ kind: 'speed', speed });
    this.#player.speed = speed;
    this.#tellPlayed();
  }

  setControl(name: string, value: ControlValue): void {
    this.#controls.set(name, value);
  }

  /** The reader looks at this step; null: at the last one. */
  seek(step: number | null): void {
    this.#player?.seek(step ?? this.history.edge);
  }

  /** The whole run so far as the bytes of a trace. Rejects with what went wrong. */
  async saveTrace(): Promise<Uint8Array> {
    const { trace } = this.#options;
    if (trace !== undefined) return new Uint8Array(await trace.arrayBuffer());
    const id = savesFrom + this.#saves.size;
    return new Promise((resolve, reject) => {
      this.#saves.set(id, { resolve, reject });
      this.send({ kind: 'save', id });
    });
  }

  close(): void {
    this.#closed = true;
    this.#port.close();
    this.#told.complete();
  }

  #ask(question: Question): ReturnType<Ask> {
    return this.#questions.ask(question, this.about.peek()!, this.history.edge, this.#now);
  }

  #take(message: HostMessage): void {
    switch (message.kind) {
      case 'about':
        this.#begin(message.about);
        break;
      case 'batch':
        this.#history!.append(message.batch);
        this.#owes = true;
        break;
      case 'state':
        if (message.state.phase === this.#wanted || isOver(message.state)) this.#wanted = null;
        this.#hostState.value = message.state;
        break;
      case 'result':
        this.#history!.measured(message.result.metrics);
        this.result.value = message.result;
        break;
      case 'controls':
        this.#questions.forget();
        this.about.value = { ...this.about.peek()!, controls: message.controls };
        this.#controls.answered();
        break;
      case 'answer':
        this.#questions.answered(message.id, message.answer);
        break;
      case 'trace':
        this.#saves.get(message.id)?.resolve(message.bytes);
        break;
      case 'no-answer':
        this.#questions.refused(message.id, message.error);
        this.#saves.get(message.id)?.reject(new NeurariumError({ code: 'run', message: message.error.message }));
        break;
      case 'error':
        this.#told.next({ kind: 'error', text: message.error.message, ...message.error });
        this.#controls.answered();
        break;
      case 'notice':
        this.#told.next({ kind: 'notice', code: null, text: message.text });
        break;
      default:
        message satisfies never;
    }
  }

  /** All that was told before is of another run; what was demanded holds, as the host reckons it too. */
  #begin(about: About): void {
    const before = this.about.peek();
    if (before !== null) {
      const values = demandAfter(this.#demand.values, before.populations, about.populations);
      this.#demand = { ...this.#demand, values };
    }
    this.#history = new History(about);
    this.#history.demand(this.#demand.number, this.#demand.values);
    this.#questions.forget();
    this.result.value = null;
    if (about.mode === 'replay') this.#player ??= new Player(about.firstStep, about.dt, this.#options.speed(about));
    this.#owes = true;
    this.about.value = about;
    this.#controls.answered();
  }

  #tellPlayed(): void {
    const { playing, speed, at } = this.#player!;
    const before = this.#played.peek();
    const phase = playing ? 'running' : at >= this.history.edge ? 'done' : 'paused';
    const realtime = playing && speed !== 'fastest' ? speed : 0;
    if (before.phase === phase && before.speed === speed) return;
    this.#played.value = { phase, speed, realtime };
  }

  #lost(): void {
    if (this.#closed) return;
    this.#told.next({ kind: 'error', code: 'lost', text: 'the connection was lost' });
    this.#hostState.value = { ...this.#hostState.peek(), phase: 'failed' };
  }
}
