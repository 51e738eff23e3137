/** Decides what the page shows: the front page, a run that is opened from a link, from the server, or from a file. Keeps the link true. */
import { effect, type Signal, signal } from '@preact/signals';
import { type About, defaultSpeed, formatBytes, NeurariumError, type Speed, suggest } from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { attachTarget, openAttached, openLive, openReplay, type Session } from '../session/index.ts';
import { emptyView, readLink, type View, writeLink } from './link.ts';
import { tell } from './messages.ts';
import { t } from './settings.ts';
import { Workspace } from './workspace.ts';

/** A network that a link asks for, and that waits for the reader's word. */
export interface Large {
  readonly kind: 'large';
  readonly cells: number;
  readonly synapses: number;
  readonly memory: string;
  readonly open: () => void;
}

export type Shown =
  | { readonly kind: 'zoo' }
  | { readonly kind: 'opening'; readonly what: string }
  | Large
  | { readonly kind: 'run'; readonly workspace: Workspace; readonly number: number };

/** A link that needs more than this asks first. */
const mostBytesUnasked = 100 * 1024 * 1024;
/** Wall time between two changes of the address, in ms; browsers refuse too many. */
const linkEvery = 400;

export class App {
  readonly shown: Signal<Shown> = signal({ kind: 'zoo' });
  readonly search: Signal<string> = signal('');
  #stopLink: () => void = () => undefined;
  /** Grows with all that is opened or left. */
  #number = 0;
  /** Where runs come from that no scenario id names. */
  #scenario: string | null = null;
  #duration: number | null = null;

  /** Opens what the address says. */
  async start(): Promise<void> {
    addEventListener('popstate', () => void this.#go());
    await this.#go();
  }

  home(): void {
    history.pushState(null, '', location.pathname);
    this.#showZoo('');
  }

  /** A scenario as it is at first. */
  async openScenario(id: string): Promise<void> {
    history.pushState(null, '', `?${writeLink({ ...emptyView, scenario: id, search: '' })}`);
    await this.#follow({ ...emptyView, scenario: id });
  }

  async openTrace(file: File): Promise<void> {
    await this.#open(file.name, () => openReplay(file, speedOf), emptyView, null);
  }

  async #go(): Promise<void> {
    const target = attachTarget(location);
    if (target === null) await this.#follow(this.#read());
    else await this.#open(t('app.attached'), () => openAttached(target, speedOf), this.#read(), null);
  }

  #showZoo(search: string): void {
    this.#close();
    this.search.value = search;
    this.shown.value = { kind: 'zoo' };
    this.#stopLink = this.#keepLink(() => ({ ...emptyView, search: this.search.value }));
  }

  #read(): View {
    const { view, unread } = readLink(location.search.slice(1));
    for (const part of unread) tell('error', t('error.unread', { part }));
    return view;
  }

  async #follow(view: View): Promise<void> {
    if (view.scenario === null) return this.#showZoo(view.search);
    const id = view.scenario;
    if (!Object.hasOwn(scenarios, id)) {
      tell('error', t('error.unknownScenario', { id }), { hint: suggest(id, Object.keys(scenarios)) });
      return this.#showZoo('');
    }
    const { seed, duration, speed } = view;
    const open = (controls: View['controls']) =>
      this.#open(id, () => openLive({ scenario: id, seed, controls, duration, speed }), view, id);
    // As the scenario is at first it is known not to be too large.
    if (Object.keys(view.controls).length === 0 && duration === null) return await open({});
    const number = this.#begin(id);
    try {
      const { linkedNetwork } = await import('./linked-network.ts');
      const { bytes, cells, synapses, controls } = await linkedNetwork(id, view);
      if (number !== this.#number) return;
      if (bytes <= mostBytesUnasked) return await open(controls);
      this.shown.value = { kind: 'large', cells, synapses, memory: formatBytes(bytes), open: () => void open(controls) };
    } catch (error) {
      this.#fail(error, number);
    }
  }

  /** -> the number of what is being opened: where another one began meanwhile, this one is to be given up. */
  #begin(what: string): number {
    this.#close();
    this.shown.value = { kind: 'opening', what };
    return this.#number;
  }

  async #open(what: string, make: () => Promise<Session>, view: View, scenario: string | null): Promise<void> {
    const number = this.#begin(what);
    try {
      const session = await make();
      if (number !== this.#number) return session.close();
      const workspace = new Workspace(session, view);
      for (const part of workspace.unread) tell('error', t('error.unread', { part }));
      this.#scenario = scenario;
      this.#duration = view.duration;
      this.shown.value = { kind: 'run', workspace, number };
      this.#watch(workspace);
    } catch (error) {
      this.#fail(error, number);
    }
  }

  #fail(error: unknown, number: number): void {
    if (number !== this.#number) return;
    const message = error instanceof Error ? error.message : String(error);
    tell('error', message, error instanceof NeurariumError ? { where: error.where, hint: error.hint } : {});
    this.#showZoo('');
  }

  #close(): void {
    this.#number++;
    this.#stopLink();
    this.#stopLink = () => undefined;
    const { value } = this.shown;
    if (value.kind === 'run') value.workspace.dispose();
  }

  /** Errors and notices of the run are told; its view goes into the address. */
  #watch({ session, linked }: Workspace): void {
    const told = session.told.subscribe(({ kind, code, text, where, hint }) =>
      tell(kind, code === 'lost' ? t('error.lost') : text, { where, hint }),
    );
    const stop = this.#keepLink(() => ({ ...linked.value, scenario: this.#scenario, duration: this.#duration, search: '' }));
    this.#stopLink = () => {
      told.unsubscribe();
      stop();
    };
  }

  /** `view` reads signals; the address follows them. */
  #keepLink(view: () => View): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let query = location.search;
    const stop = effect(() => {
      const written = writeLink(view());
      query = written === '' ? location.pathname : `?${written}`;
      timer ??= setTimeout(() => {
        timer = undefined;
        history.replaceState(null, '', query + location.hash);
      }, linkEvery);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }
}

/** Of a recorded run: one at which it takes a comfortable time. */
function speedOf({ steps, dt }: About): Speed {
  return defaultSpeed(steps === null ? null : steps * dt);
}
