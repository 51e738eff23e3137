/**
 * The reference executor: every neuron is an RxJS operator from what arrives in a step to what it puts out, every synapse an operator
 * from the spikes of its source to arrivals at its target. It is some thousand times slower than the kernels, with which it shares
 * the equations, the draws and nothing else: no ring, no table, no kernel. Both must give the same spikes and the same states.
 * It does float64, one lane, static weights, and cells that move at once and need nothing of each other within a step.
 */
import { filter, map, merge, type Observable, type OperatorFunction, Subject, scan, startWith, tap, zip } from 'rxjs';
import type {
  DrivePlan,
  EventProjectionPlan,
  Plan,
  PopulationPlan,
  ProjectionPlan,
  ValueProjectionPlan,
} from '../compile/plan.ts';
import { Fnv1a64 } from '../hash.ts';
import { arrivalsOf, equationsOf, type Input, type Output } from './cell-equations.ts';
import type { Executor } from './executor.ts';
import { notFiniteAmplitude, notFiniteError } from './not-finite.ts';
import { refuseUnfit } from './streams-limits.ts';

/** On its way along a synapse. */
interface Arrival {
  /** The step at whose start it arrives. */
  readonly due: number;
  readonly weight: number;
}

/** A connection onto one cell; `delay` in steps. */
interface Synapse {
  readonly source: number;
  readonly weight: number;
  readonly delay: number;
}

/**
 * A spike found in step n happens at instant (n + 1) dt and arrives `delay` steps later, at the start of step n + 1 + delay, with the
 * weight times its amplitude.
 */
function synapse({ weight, delay }: Synapse): OperatorFunction<Output, Arrival> {
  return (output$) =>
    output$.pipe(
      filter(({ spiked }) => spiked),
      map(({ step, amplitude }) => ({ due: step + 1 + delay, weight: weight * amplitude })),
    );
}

/**
 * Keeps arrivals until their step, and gives in each step those that are due. They stay in the order in which they were sent: ascending
 * in emission step, source and synapse.
 */
function dueAt(step$: Observable<number>): OperatorFunction<Arrival, readonly Arrival[]> {
  interface Waiting {
    readonly later: readonly Arrival[];
    readonly due: readonly Arrival[] | null;
  }
  return (arrival$) =>
    merge(step$, arrival$).pipe(
      scan(
        ({ later }: Waiting, next: number | Arrival): Waiting =>
          typeof next === 'number'
            ? { later: later.filter(({ due }) => due !== next), due: later.filter(({ due }) => due === next) }
            : { later: [...later, next], due: null },
        { later: [], due: null },
      ),
      map(({ due }) => due),
      filter((due) => due !== null),
    );
}

/** One number per step: for a weight that all synapses share count times weight, else the sum in the order of arrival. */
function reduced(shared: Float64Array | null): OperatorFunction<readonly Arrival[], number> {
  return map((arrivals) =>
    shared === null ? arrivals.reduce((sum, { weight }) => sum + weight, 0) : arrivals.length * shared[0]!,
  );
}

/** A value connection reads the output of step n - delay; before the first step there are the initial values. */
function delayed(variable: string, delay: number, initial: Output): OperatorFunction<Output, number> {
  return (output$) =>
    output$.pipe(
      startWith(...Array.from({ length: delay }, () => initial)),
      map(({ state }) => state[variable]!),
    );
}

/** A neuron: its equations, scanned over its inputs. */
function neuron(initial: Output, step: (before: Output, input: Input) => Output): OperatorFunction<Input, Output> {
  return scan(step, initial);
}

/** The synapses of each target, for spikes in ascending (source, synapse) order, for values in the order of the wiring. */
function incoming(projection: ProjectionPlan): readonly (readonly Synapse[])[] {
  const synapses = Array.from({ length: projection.target.size }, (): Synapse[] => []);
  projection.wire((source, target, weight, delay) => void synapses[target]!.push({ source, weight, delay }));
  if (projection.kind === 'event') for (const list of synapses) list.sort((a, b) => a.source - b.source);
  return synapses;
}

/** A population: its neurons' outputs, and what the world sees of them in the plan's memory. */
class Station {
  readonly plan: PopulationPlan;
  readonly outputs: readonly Subject<Output>[];
  readonly stimulus: Readonly<Record<string, Float64Array>>;
  readonly spikes: Uint32Array;
  count = 0;
  readonly #state: Readonly<Record<string, Float64Array>>;
  readonly #refractoryUntil: Int32Array | null;
  readonly #amplitude: Float64Array | null;

  constructor({ map: { memory } }: Plan, plan: PopulationPlan) {
    const numbers = (regions: PopulationPlan['state']) =>
      Object.fromEntries(
        Object.entries(regions).map(([name, { address }]) => [name, new Float64Array(memory.buffer, address, plan.size)]),
      );
    const { refractoryUntil, spikes, amplitude } = plan;
    this.plan = plan;
    this.outputs = Array.from({ length: plan.size }, () => new Subject<Output>());
    this.stimulus = numbers(plan.stimulus);
    this.spikes = spikes === null ? new Uint32Array(0) : new Uint32Array(memory.buffer, spikes.address, plan.size);
    this.#state = numbers(plan.state);
    this.#amplitude = amplitude === null ? null : new Float64Array(memory.buffer, amplitude.address, plan.size);
    this.#refractoryUntil = refractoryUntil === null ? null : new Int32Array(memory.buffer, refractoryUntil.address, plan.size);
  }

  /** What a cell's last step would have put out, had there been one. */
  initial(cell: number): Output {
    const state = Object.fromEntries(Object.entries(this.#state).map(([name, values]) => [name, values[cell]!]));
    return { step: -1, cell, state, refractoryUntil: this.#refractoryUntil?.[cell] ?? -1, spiked: false, amplitude: 1 };
  }

  show({ cell, state, refractoryUntil, spiked, amplitude }: Output): void {
    for (const [name, value] of Object.entries(state)) this.#state[name]![cell] = value;
    if (this.#refractoryUntil !== null) this.#refractoryUntil[cell] = refractoryUntil;
    if (spiked) this.spikes[this.count++] = cell;
    if (this.#amplitude !== null) this.#amplitude[cell] = amplitude;
  }
}

export class StreamsExecutor implements Executor {
  readonly plan: Plan;
  /** Arrivals in flight are in the streams. */
  readonly stateInMemory = false;
  readonly #incoming: ReadonlyMap<ProjectionPlan, readonly (readonly Synapse[])[]>;
  readonly #muted = new Set<EventProjectionPlan>();
  #stations: readonly Station[] = [];
  /** The number of each step, as it begins. */
  #step$ = new Subject<number>();
  #synapticEvents = 0;

  /** @throws NeurariumError 'usage' for float32, several lanes, learning rules, reductions along axes or schedules */
  constructor(plan: Plan) {
    refuseUnfit(plan);
    this.plan = plan;
    this.#incoming = new Map(plan.projections.map((projection) => [projection, incoming(projection)]));
    this.reset();
  }

  get synapticEvents(): number {
    return this.#synapticEvents;
  }

  spikeCount(population: number): number {
    return this.#stations[population]!.count;
  }

  spikeCells(population: number): Uint32Array {
    return this.#stations[population]!.spikes;
  }

  /** Stimuli are read in every step. */
  markStimulated(): void {}

  step(step: number): void {
    for (const station of this.#stations) station.count = 0;
    this.#step$.next(step);
    for (const population of this.plan.schedule) {
      const { spikes, count } = this.#stations[population.index]!;
      const error =
        notFiniteError(this.plan, population, step) ??
        notFiniteAmplitude(this.plan, population, step, 0, spikes.subarray(0, count));
      if (error !== null) throw error;
    }
    this.#hash(step);
  }

  mute(projection: EventProjectionPlan, muted: boolean): void {
    if (muted) this.#muted.add(projection);
    else this.#muted.delete(projection);
  }

  /** New streams begin at the state in memory; what was in flight in the old ones is gone with them. */
  reset(): void {
    this.#step$.complete();
    this.#step$ = new Subject();
    this.#stations = this.plan.populations.map((population) => new Station(this.plan, population));
    this.#connect();
  }

  /** A Subject tells its subscribers in the order in which they came: populations in topological order, their cells ascending. */
  #connect(): void {
    for (const { index } of this.plan.schedule) {
      const station = this.#stations[index]!;
      const step = equationsOf(this.plan, station.plan);
      for (const [cell, output$] of station.outputs.entries()) {
        this.#inputs(station, cell)
          .pipe(
            neuron(station.initial(cell), step),
            tap((output) => station.show(output)),
          )
          .subscribe(output$);
      }
    }
  }

  /** `zip` takes one number of each port per step. */
  #inputs(station: Station, cell: number): Observable<Input> {
    const names = Object.keys(station.plan.model.ports);
    const ports = names.map((port) => this.#port(station, port, cell));
    return zip(this.#step$, ...ports).pipe(
      map(([step, ...numbers]) => ({ step, ports: Object.fromEntries(names.map((name, i) => [name, numbers[i]!])) })),
    );
  }

  /** Projections and drives add in declared order, and stimuli after them. */
  #port(station: Station, port: string, cell: number): Observable<number> {
    const { projections, drives } = this.plan;
    const isOurs = (one: ProjectionPlan | DrivePlan) => one.target === station.plan && one.port === port;
    const drawn = (after: number) =>
      drives.filter((drive) => isOurs(drive) && drive.after === after).map((drive) => this.#drawn(drive, cell));
    const sent = (projection: ProjectionPlan) =>
      projection.kind === 'event' ? this.#spikes(projection, cell) : this.#values(projection, cell);
    const inputs = projections.flatMap((projection, k) => [...drawn(k), ...(isOurs(projection) ? [sent(projection)] : [])]);
    inputs.push(...drawn(projections.length));
    return zip(...inputs, this.#stimulus(station, port, cell)).pipe(map((numbers) => numbers.reduce((sum, x) => sum + x)));
  }

  #drawn(drive: DrivePlan, cell: number): Observable<number> {
    const arrivals = arrivalsOf(this.plan, drive);
    return this.#step$.pipe(map((step) => arrivals(step, cell)));
  }

  #spikes(projection: EventProjectionPlan, cell: number): Observable<number> {
    const { outputs } = this.#stations[projection.source.index]!;
    const synapses = this.#incoming.get(projection)![cell]!;
    const { sharedWeight } = projection;
    return merge(...synapses.map((each) => outputs[each.source]!.pipe(synapse(each)))).pipe(
      filter(() => !this.#muted.has(projection)),
      tap(() => {
        this.#synapticEvents++;
      }),
      dueAt(this.#step$),
      reduced(sharedWeight === null ? null : new Float64Array(this.plan.map.memory.buffer, sharedWeight.address, 1)),
    );
  }

  #values(projection: ValueProjectionPlan, cell: number): Observable<number> {
    const source = this.#stations[projection.source.index]!;
    const { variable, map: of } = projection;
    const term = (weight: number, value: number) => (of === 'sum' ? weight * value : (value - weight) * (value - weight));
    const products = this.#incoming.get(projection)![cell]!.map(({ source: from, weight, delay }) =>
      source.outputs[from]!.pipe(
        delayed(variable, delay, source.initial(from)),
        map((value) => term(weight, value)),
      ),
    );
    return zip(this.#step$, ...products).pipe(map(([, ...numbers]) => numbers.reduce((sum, x) => sum + x, 0)));
  }

  #stimulus({ stimulus }: Station, port: string, cell: number): Observable<number> {
    const values = stimulus[port]!;
    return this.#step$.pipe(
      map(() => {
        const value = values[cell]!;
        values[cell] = 0;
        return value;
      }),
    );
  }

  /** FNV-1a over (step, lane, population, cell) of each spike, populations in declared order. */
  #hash(step: number): void {
    const state = new Uint32Array(this.plan.map.memory.buffer, this.plan.spikeHash.address, 2);
    const hash = new Fnv1a64(state[0], state[1]);
    this.#stations.forEach(({ spikes, count }, population) => {
      for (const cell of spikes.subarray(0, count)) for (const word of [step, 0, population, cell]) hash.updateWord(word);
    });
    state.set([hash.low, hash.high]);
  }
}
