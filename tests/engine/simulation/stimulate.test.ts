import { filter, from, map, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { network, oneToOne, type SimulationEvent, type Stimulation } from '../../../engine/index.ts';
import { valuesAfterSteps } from '../../simulated.ts';
import { bucket, counter, FakeHost, irregular, settle, simulate } from './small.ts';

const one = () => simulate(network({ n: counter.of(4) }, []));

describe('stimulate', () => {
  it('is an Observer: a stream of stimulations may be subscribed to it', () => {
    const simulation = one();
    const x = valuesAfterSteps(simulation, 'n', 'x');
    from([1, 2, 3])
      .pipe(map((cell): Stimulation => ({ cells: [cell], value: 10 * cell })))
      .subscribe(simulation.stimulate('n', 'add'));
    simulation.step();
    of<Stimulation>({ cells: 'all', value: 1 }).subscribe(simulation.stimulate('n', 'add'));
    simulation.step();
    expect(x).toEqual([
      [0, 10, 20, 30],
      [1, 11, 21, 31],
    ]);
  });

  it('adds an event once per step and holds a value, for as many steps as it is told', () => {
    const simulation = simulate(network({ events: counter.of(2), values: counter.of(2, { gain: 0 }) }, []));
    const rows = ['events', 'values'].map((name) => valuesAfterSteps(simulation, name, 'x'));
    simulation.step();
    simulation.stimulate('events', 'add').next({ cells: Uint32Array.of(1), value: 1, steps: 3 });
    simulation.stimulate('values', 'input').next({ cells: 'all', value: 7, steps: 2 });
    simulation.stimulate('values', 'input').next({ cells: [0], value: 1, steps: Number.POSITIVE_INFINITY });
    simulation.stimulate('values', 'input').next({ cells: 'all', value: 100, steps: 0 });
    simulation.step(5);
    expect(rows[0]!.map(([, x]) => x)).toEqual([0, 1, 2, 3, 3, 3]);
    expect(rows[1]).toEqual([
      [0, 0],
      [8, 7],
      [8, 7],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
  });

  it('reaches all lanes alike', () => {
    const simulation = simulate(network({ n: counter.of(2) }, []), { lanes: 3 });
    const lanes = [0, 1, 2].map((lane) => valuesAfterSteps(simulation, 'n', 'x', lane));
    simulation.stimulate('n', 'add').next({ cells: [1], value: 2 });
    simulation.stimulate('n', 'input').next({ cells: 'all', value: 1 });
    simulation.step();
    expect(lanes).toEqual([[[1, 3]], [[1, 3]], [[1, 3]]]);
  });

  it('from inside an emission takes effect in the next step', () => {
    const simulation = one();
    const x = valuesAfterSteps(simulation, 'n', 'x');
    simulation
      .population('n')
      .values$('x')
      .pipe(
        filter(({ step }) => step === 2),
        map((): Stimulation => ({ cells: [3], value: 5 })),
      )
      .subscribe(simulation.stimulate('n', 'add'));
    simulation.step(5);
    expect(x.map((cells) => cells[3])).toEqual([0, 0, 0, 5, 5]);
  });

  it('names what is wrong: population, port, cell, value, duration', () => {
    const simulation = one();
    expect(() => simulation.stimulate('m', 'add')).toThrow(
      expect.objectContaining({ code: 'usage', message: "no population 'm'", hint: "Did you mean 'n'?" }),
    );
    expect(() => simulation.stimulate('n', 'ad')).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: "no port 'ad' in model counter",
        where: 'population n',
        hint: "Did you mean 'add'?",
      }),
    );
    expect(() => simulation.stimulate('n', 'toString')).toThrow("no port 'toString'");
    const observer = simulation.stimulate('n', 'add');
    for (const cell of [4, -1, 1.5, Number.NaN]) {
      expect(() => observer.next({ cells: [0, cell], value: 1 })).toThrow(`no cell ${cell}; cells are numbered 0 to 3`);
    }
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => observer.next({ cells: 'all', value })).toThrow(`${value} is not a finite number`);
    }
    for (const steps of [-1, 1.5, Number.NaN]) {
      expect(() => observer.next({ cells: 'all', value: 1, steps })).toThrow(
        `${steps} steps, expected a whole number or Infinity`,
      );
    }
    simulation.step();
    const x = valuesAfterSteps(simulation, 'n', 'x');
    simulation.step();
    expect(x).toEqual([[0, 0, 0, 0]]);
  });
});

describe('schedule', () => {
  it('refuses a step that has begun, so that no event is late in silence', () => {
    const simulation = one();
    simulation.step(3);
    const stimulus = { kind: 'stimulus', population: 'n', port: 'add', cells: 'all', value: 1, steps: 1 } as const;
    for (const step of [2, 3.5, Number.NaN]) {
      expect(() => simulation.schedule({ ...stimulus, step })).toThrow(
        /an event of step .*, expected a whole number of at least 3/,
      );
    }
    simulation.schedule({ ...stimulus, step: 3 });
    const refused: string[] = [];
    simulation.population('n').spikes$.subscribe(({ step }) => {
      try {
        simulation.schedule({ ...stimulus, step });
      } catch (error) {
        refused.push((error as Error).message);
      }
    });
    simulation.step();
    expect(refused).toEqual([expect.stringContaining('of at least 4')]);
  });

  it('checks values against the cells they are for', () => {
    const simulation = one();
    const event = { kind: 'stimulus', step: 0, population: 'n', port: 'add', steps: 1 } as const;
    expect(() => simulation.schedule({ ...event, cells: 'all', value: Float64Array.of(1, 2) })).toThrow(
      expect.objectContaining({ message: '2 values for 4 cells, expected one for each', where: 'stimulus of n, port add' }),
    );
    expect(() => simulation.schedule({ ...event, cells: Uint32Array.of(1), value: Float64Array.of(1, 2) })).toThrow(
      '2 values for 1',
    );
    expect(() => simulation.schedule({ ...event, cells: 'all', value: Float64Array.of(1, 2, 3, Number.NaN) })).toThrow(
      'NaN is not',
    );
    expect(() => simulation.schedule({ kind: 'sett', step: 0 } as unknown as SimulationEvent)).toThrow("unknown kind 'sett'");
  });

  it('takes many events in any order, each in its step', () => {
    const simulation = one();
    const x = valuesAfterSteps(simulation, 'n', 'x');
    const steps = 500;
    for (let k = 0; k < steps; k++) {
      const step = (k * 137) % steps;
      simulation.schedule({
        kind: 'stimulus',
        step,
        population: 'n',
        port: 'add',
        cells: Uint32Array.of(0),
        value: step,
        steps: 1,
      });
    }
    simulation.step(steps);
    expect(x.map((cells) => cells[0])).toEqual(Array.from({ length: steps }, (_, n) => (n * (n + 1)) / 2));
  });
});

describe('events$', () => {
  it('tells what took effect in which step, in order, before the frames of that step', () => {
    const simulation = one();
    const seen: unknown[] = [];
    simulation.events$.subscribe((event) => seen.push(event));
    simulation.population('n').spikes$.subscribe(({ step }) => seen.push(step));
    simulation.step();
    simulation.stimulate('n', 'add').next({ cells: [2, 0], value: 3, steps: 2 });
    simulation.set('n', 'gain', 0.5);
    simulation.reset();
    simulation.schedule({ kind: 'example', step: 2, split: 'train', index: 7, label: 3 });
    expect(seen).toEqual([0]);
    simulation.step(2);
    expect(seen).toEqual([
      0,
      { kind: 'stimulus', step: 1, population: 'n', port: 'add', cells: Uint32Array.of(2, 0), value: 3, steps: 2 },
      { kind: 'set', step: 1, population: 'n', parameter: 'gain', value: 0.5 },
      { kind: 'reset', step: 1 },
      1,
      { kind: 'example', step: 2, split: 'train', index: 7, label: 3 },
      2,
    ]);
  });

  it('may be answered: what is set or stimulated because of an event takes effect in the next step', () => {
    const simulation = one();
    const x = valuesAfterSteps(simulation, 'n', 'x');
    const told: number[] = [];
    simulation.events$.subscribe(({ step, kind }) => {
      told.push(step);
      if (kind === 'set') simulation.stimulate('n', 'add').next({ cells: 'all', value: 1 });
    });
    simulation.step();
    simulation.set('n', 'gain', 2);
    simulation.step(3);
    expect(told).toEqual([1, 2]);
    expect(x.map((cells) => cells[0])).toEqual([0, 0, 2, 4]);
  });

  it('recorded and scheduled again repeats a run bit for bit, with interactions from inside and outside', async () => {
    const live = irregular(new FakeHost());
    const events: SimulationEvent[] = [];
    live.events$.subscribe((event) => events.push(event));
    live
      .population('E')
      .spikes$.pipe(
        filter(({ count, step }) => count > 3 && step % 7 === 0),
        map(({ count, cells }): Stimulation => ({ cells: cells.slice(0, count), value: 2, steps: count })),
      )
      .subscribe(live.stimulate('E', 'excitatory'));
    live.population('I').spikes$.subscribe(({ step }) => {
      if (step === 100) live.set('E', 'tau', 15);
      if (step === 180) live.reset();
    });
    live.stimulate('E', 'excitatory').next({ cells: [1, 2, 3], value: 5, steps: 40 });
    live.run$(250).subscribe();
    await settle();
    live.stimulate('E', 'inhibitory').next({ cells: 'all', value: -3 });
    live.step(50);
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['set', 'stimulus', 'reset']));

    const replayed = irregular(new FakeHost());
    for (const event of structuredClone(events)) replayed.schedule(event);
    replayed.step(300);
    expect(replayed.spikeHash).toBe(live.spikeHash);
    expect(replayed.stateHash).toBe(live.stateHash);

    const untouched = irregular(new FakeHost());
    untouched.step(300);
    expect(untouched.spikeHash).not.toBe(live.spikeHash);
  });
});

describe('a stimulus of a spiking population', () => {
  it('is delivered onwards like any spike', () => {
    const simulation = simulate(
      network({ a: bucket.of(2), b: counter.of(2) }, [{ from: 'a', to: 'b', port: 'add', wiring: oneToOne(), weight: 3 }]),
    );
    const x = valuesAfterSteps(simulation, 'b', 'x');
    simulation.stimulate('a', 'add').next({ cells: [1], value: 1 });
    simulation.step(3);
    expect(x).toEqual([
      [0, 0],
      [0, 3],
      [0, 3],
    ]);
    expect(simulation.synapticEvents).toBe(1);
  });
});
