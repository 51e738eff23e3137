import { describe, expect, it } from 'vitest';
import { allToAll, network, oneToOne } from '../../../engine/index.ts';
import { lifDelta, spikeList } from '../../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../../simulated.ts';
import { bucket, counter, simulate } from './small.ts';

function spikeAt(simulation: ReturnType<typeof simulate>, ...steps: number[]): void {
  for (const step of steps) {
    simulation.schedule({ kind: 'stimulus', step, population: 'source', port: 'events', cells: 'all', value: 1, steps: 1 });
  }
}

/** x of the target's only cell after each of `steps` steps, where the source spikes in `spikes`. */
function countsWithDelay(delay: '0 ms' | '1 ms' | '3 ms', spikes: number[], steps: number): number[] {
  const simulation = simulate(
    network({ source: spikeList.of(1), target: counter.of(1) }, [
      { from: 'source', to: 'target', port: 'add', wiring: oneToOne(), weight: 1, delay },
    ]),
  );
  const rows = valuesAfterSteps(simulation, 'target', 'x');
  spikeAt(simulation, ...spikes);
  simulation.step(steps);
  return rows.flat();
}

describe('a spike found in step n', () => {
  it('arrives at the start of step n + 1 + d', () => {
    expect(countsWithDelay('0 ms', [2], 8)).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
    expect(countsWithDelay('1 ms', [2], 8)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(countsWithDelay('3 ms', [2], 8)).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
  });

  it('arrives once, also where the ring of arrivals has gone round many times', () => {
    expect(countsWithDelay('3 ms', [0, 1, 5, 9], 16)).toEqual([0, 0, 0, 0, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4]);
  });

  it('arrives after the reset of step n: nothing of it is wiped out', () => {
    const simulation = simulate(
      network({ source: spikeList.of(1), target: bucket.of(1) }, [
        { from: 'source', to: 'target', port: 'add', wiring: oneToOne(), weight: 0.4 },
      ]),
    );
    const x = valuesAfterSteps(simulation, 'target', 'x');
    const spikes = spikeSteps(simulation, 'target');
    spikeAt(simulation, 1, 2);
    // The target spikes in step 2: the arrival of step 1's spike counts towards it, that of step 2's comes after the reset.
    simulation.schedule({ kind: 'stimulus', step: 2, population: 'target', port: 'add', cells: 'all', value: 0.6, steps: 1 });
    simulation.step(5);
    expect(spikes).toEqual([[2]]);
    expect(x.flat()).toEqual([0, 0, 0, 0.4, 0.4]);
  });

  it('reaches the population itself under the same rule', () => {
    const simulation = simulate(
      network({ ring: bucket.of(1) }, [{ from: 'ring', to: 'ring', port: 'add', wiring: oneToOne(), weight: 1, delay: '2 ms' }]),
    );
    const spikes = spikeSteps(simulation, 'ring');
    simulation.stimulate('ring', 'add').next({ cells: 'all', value: 1 });
    simulation.step(10);
    expect(spikes).toEqual([[0, 3, 6, 9]]);
  });
});

describe('a step', () => {
  it('lets arrivals in before it integrates', () => {
    const simulation = simulate(network({ target: counter.of(1, { gain: 3 }) }, []));
    const x = valuesAfterSteps(simulation, 'target', 'x');
    simulation.schedule({ kind: 'stimulus', step: 1, population: 'target', port: 'add', cells: 'all', value: 1, steps: 1 });
    simulation.step(3);
    expect(x.flat()).toEqual([0, 3, 9]);
  });

  it('holds a value port over the whole step: a current of one step charges by R I (1 - exp(-dt / tau))', () => {
    const dt = 0.1;
    const simulation = simulationOf(network({ n: lifDelta.of(1) }, []), { dt });
    const v = valuesAfterSteps(simulation, 'n', 'v');
    simulation.stimulate('n', 'current').next({ cells: 'all', value: 500 });
    simulation.step(2);
    // tau 20 ms, 250 pF: R = tau / C = 0.08 GOhm, so 500 pA lead towards 40 mV above rest.
    const charged = 40 * (1 - Math.exp(-dt / 20));
    expect(v[0]![0]! + 65).toBeCloseTo(charged, 12);
    expect(v[1]![0]! + 65).toBeCloseTo(charged * Math.exp(-dt / 20), 12);
  });

  it('gives a spiking source of a value port its weight for exactly one step', () => {
    const simulation = simulate(
      network({ source: spikeList.of(1), target: counter.of(1, { gain: 0 }) }, [
        { from: 'source', to: 'target', port: 'input', wiring: oneToOne(), weight: 5, delay: '1 ms' },
      ]),
    );
    const x = valuesAfterSteps(simulation, 'target', 'x');
    spikeAt(simulation, 0, 3);
    simulation.step(7);
    expect(x.flat()).toEqual([0, 0, 5, 0, 0, 5, 0]);
  });

  it('publishes the state after the reset', () => {
    const simulation = simulate(network({ n: lifDelta.of(1, { vReset: '-70 mV' }) }, []));
    const v = valuesAfterSteps(simulation, 'n', 'v');
    const spikes = spikeSteps(simulation, 'n');
    simulation.stimulate('n', 'synapse').next({ cells: 'all', value: 50 });
    simulation.step();
    expect(spikes).toEqual([[0]]);
    expect(v).toEqual([[-70]]);
  });

  it('reads values without delay in the same step, whatever the order of declaration, and with a delay of d from step n - d', () => {
    const simulation = simulate(
      network({ late: counter.of(1, { gain: 0 }), now: counter.of(1, { gain: 0 }), clock: counter.of(1) }, [
        { from: 'now.x', to: 'late', port: 'input', wiring: oneToOne(), weight: 1, delay: '2 ms' },
        { from: 'clock.x', to: 'now', port: 'input', wiring: oneToOne(), weight: 10 },
      ]),
    );
    const [late, now, clock] = ['late', 'now', 'clock'].map((name) => valuesAfterSteps(simulation, name, 'x'));
    simulation.stimulate('clock', 'input').next({ cells: 'all', value: 1, steps: Number.POSITIVE_INFINITY });
    simulation.step(5);
    expect(clock!.flat()).toEqual([1, 2, 3, 4, 5]);
    expect(now!.flat()).toEqual([10, 20, 30, 40, 50]);
    expect(late!.flat()).toEqual([0, 0, 10, 20, 30]);
  });

  it('takes the events of a step in the order in which they came', () => {
    const sums = [
      [0.1, 0.2, 0.3],
      [0.3, 0.2, 0.1],
    ].map((values) => {
      const simulation = simulate(network({ target: counter.of(1) }, []));
      const x = valuesAfterSteps(simulation, 'target', 'x');
      for (const value of values) simulation.stimulate('target', 'add').next({ cells: 'all', value });
      simulation.set('target', 'gain', 5);
      simulation.set('target', 'gain', 1);
      simulation.step();
      return x[0]![0]!;
    });
    // Rounding tells the order of addition.
    expect(sums).toEqual([0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1]);
    expect(sums[0]).not.toBe(sums[1]);
  });

  it('begins with the events that are due: what is set, stimulated or reset counts in that very step', () => {
    const simulation = simulate(network({ target: counter.of(2, { x: [1, 2] }) }, []));
    const x = valuesAfterSteps(simulation, 'target', 'x');
    simulation.schedule({ kind: 'set', step: 1, population: 'target', parameter: 'gain', value: 3 });
    simulation.schedule({ kind: 'stimulus', step: 2, population: 'target', port: 'add', cells: 'all', value: 1, steps: 1 });
    simulation.schedule({ kind: 'reset', step: 3 });
    simulation.step(4);
    expect(x).toEqual([
      [1, 2],
      [3, 6],
      [12, 21],
      [3, 6],
    ]);
  });
});

describe('what goes out', () => {
  it('comes lane by lane, and in a lane population by population as declared, spikes before variables', () => {
    const simulation = simulate(
      network({ B: bucket.of(2), A: bucket.of(3) }, [{ from: 'A', to: 'B', port: 'add', wiring: allToAll(), weight: 1 }]),
      { lanes: 2 },
    );
    const seen: string[] = [];
    simulation.events$.subscribe(({ kind, step }) => seen.push(`${step}: ${kind}`));
    for (const name of ['A', 'B']) {
      const population = simulation.population(name);
      population.values$('x').subscribe(({ step, lane }) => seen.push(`${step} lane ${lane} ${name}.x`));
      population.spikes$.subscribe(({ step, lane }) => seen.push(`${step} lane ${lane} ${name}`));
    }
    simulation.reset();
    simulation.step(2);
    const ofStep = (step: number) =>
      [0, 1].flatMap((lane) => ['B', 'B.x', 'A', 'A.x'].map((what) => `${step} lane ${lane} ${what}`));
    expect(seen).toEqual(['0: reset', ...ofStep(0), ...ofStep(1)]);
  });

  it('has a frame for each step, also when nobody spiked, with ascending cells', () => {
    const simulation = simulate(network({ n: bucket.of(300) }, []), { poison: false });
    const frames: { step: number; cells: number[]; room: number }[] = [];
    simulation.population('n').spikes$.subscribe(({ step, count, cells }) => {
      frames.push({ step, cells: [...cells.subarray(0, count)], room: cells.length });
    });
    simulation.schedule({
      kind: 'stimulus',
      step: 1,
      population: 'n',
      port: 'add',
      cells: Uint32Array.of(299, 7, 128, 0, 127),
      value: 1,
      steps: 1,
    });
    simulation.step(3);
    expect(frames).toEqual([
      { step: 0, cells: [], room: 300 },
      { step: 1, cells: [0, 7, 127, 128, 299], room: 300 },
      { step: 2, cells: [], room: 300 },
    ]);
  });

  it('lends views of the memory, not copies', () => {
    const simulation = simulate(network({ n: counter.of(5) }, []), { poison: false, lanes: 2 });
    const buffers = new Set<ArrayBufferLike>();
    const starts: number[] = [];
    simulation
      .population('n')
      .values$('x')
      .subscribe(({ values: view }) => {
        buffers.add(view.buffer);
        starts.push(view.byteOffset);
        expect(view.length).toBe(5);
      });
    simulation.step(2);
    const { state } = simulation.plan.populations[0]!;
    expect([...buffers]).toEqual([simulation.plan.map.memory.buffer]);
    const { address } = state['x']!;
    expect(starts).toEqual([address, address + 128 * 8, address, address + 128 * 8]);
  });
});
