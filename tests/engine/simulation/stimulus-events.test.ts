import { describe, expect, it } from 'vitest';
import { network, type Scenario, type SimulationEvent, scenario, simulate, values } from '../../../engine/index.ts';
import { host, valuesAfterSteps } from '../../simulated.ts';
import { counter } from './small.ts';

type Stimuli = NonNullable<Parameters<typeof scenario>[0]['stimuli']>;

/** Three counters at dt 0.5 ms; stimuli as written in a scenario. */
function stimulated(stimuli: Stimuli): Scenario {
  return scenario({
    id: 'stimulated',
    title: 'a test',
    source: 'a test',
    dt: '0.5 ms',
    duration: '5 ms',
    network: () => network({ n: counter.of(3, { gain: 0 }) }, []),
    stimuli: stimuli as never,
  });
}

/** x after each of 10 steps, and what events$ told. */
function run(stimuli: Stimuli, dt?: string): { x: number[][]; events: SimulationEvent[] } {
  const simulation = simulate(stimulated(stimuli), { host, seed: 1, ...(dt === undefined ? {} : { dt }) });
  const x = valuesAfterSteps(simulation, 'n', 'x');
  const events: SimulationEvent[] = [];
  simulation.events$.subscribe((event) => events.push(event));
  simulation.step(10);
  return { x, events };
}

const first = (rows: number[][]) => rows.map(([cell]) => cell);

describe('a stimulus of a scenario', () => {
  it('held without start and duration acts from the first step to the end, on all cells', () => {
    const { x, events } = run([{ to: 'n', port: 'input', value: 2 }]);
    expect(x).toEqual(Array(10).fill([2, 2, 2]));
    expect(events).toEqual([
      { kind: 'stimulus', step: 0, population: 'n', port: 'input', cells: 'all', value: 2, steps: Number.POSITIVE_INFINITY },
    ]);
  });

  it('held for a while acts from its start on for its duration, both rounded to steps', () => {
    expect(first(run([{ to: 'n', port: 'input', value: 1, start: '1 ms', duration: '1.5 ms' }]).x)).toEqual([
      0, 0, 1, 1, 1, 0, 0, 0, 0, 0,
    ]);
    // 0.8 ms is nearest to step 2, and 0.8 + 0.8 ms to step 3.
    expect(first(run([{ to: 'n', port: 'input', value: 1, start: '0.8 ms', duration: '0.8 ms' }]).x)).toEqual([
      0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
    ]);
    // What lasts for less than half a step does not act at all.
    expect(first(run([{ to: 'n', port: 'input', value: 1, duration: '0.2 ms' }]).x)).toEqual(Array(10).fill(0));
  });

  it('takes one value for each of its cells', () => {
    const { x } = run([
      { to: 'n', port: 'input', value: [1, 2, 3], duration: '0.5 ms' },
      { to: 'n', port: 'input', value: [10, 20], cells: [2, 0], duration: '1 ms' },
    ]);
    expect(x.slice(0, 3)).toEqual([
      [21, 2, 13],
      [20, 0, 10],
      [0, 0, 0],
    ]);
  });

  it('gives an event port its value once per step while it is held', () => {
    const { x } = run([{ to: 'n', port: 'add', value: 3, duration: '1 ms' }]);
    // gain 0: what was added is gone after the step's integration, but it does not become 6 either.
    expect(first(x)).toEqual(Array(10).fill(0));
    const simulation = simulate(
      scenario({
        id: 'events',
        title: 'a test',
        source: 'a test',
        dt: '1 ms',
        duration: '5 ms',
        network: () => network({ n: counter.of(1) }, []),
        stimuli: [{ to: 'n', port: 'add', value: 3, start: '1 ms', duration: '2 ms' }],
      }),
      { host, seed: 1 },
    );
    const sums = valuesAfterSteps(simulation, 'n', 'x');
    simulation.step(5);
    expect(sums.flat()).toEqual([0, 3, 6, 6, 6]);
  });

  it('of events arrives once at each time, at the cell beside it, in whatever order they are given', () => {
    const { x, events } = run([
      { to: 'n', port: 'input', value: [4, 1, 2, 8], at: [0, 1, 2, 0], times: values('ms', [4, 1, 0.9, 1.1]) },
    ]);
    expect(x[2]).toEqual([8, 1, 2]);
    expect(x[8]).toEqual([4, 0, 0]);
    expect(x.flat().reduce((sum, value) => sum + value)).toBe(15);
    // One event for all arrivals of a step.
    expect(events.map(({ step }) => step)).toEqual([2, 8]);
  });

  it('adds up where the same cell gets several events in a step', () => {
    expect(first(run([{ to: 'n', port: 'input', value: 5, at: [0, 0, 0], times: values('ms', [1, 1, 1]) }]).x)[2]).toBe(15);
  });
});
