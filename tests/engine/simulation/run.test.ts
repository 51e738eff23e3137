import { take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { NeurariumError, network, oneToOne, type Progress, type Simulation } from '../../../engine/index.ts';
import { bucket, counter, FakeHost, irregular, runaway, settle, simulate } from './small.ts';

function small(host = new FakeHost()): Simulation {
  return simulate(network({ ring: bucket.of(3) }, [{ from: 'ring', to: 'ring', port: 'add', wiring: oneToOne(), weight: 1 }]), {
    host,
  });
}

/** Makes each step take `ms(step)` of the host's time. */
function takeTime(simulation: Simulation, host: FakeHost, ms: (step: number) => number): void {
  simulation.population(simulation.populationNames[0]!).spikes$.subscribe(({ step }) => {
    host.time += ms(step);
  });
}

/** Progress, then how it ended. */
function watch(simulation: Simulation, duration: Parameters<Simulation['run$']>[0]) {
  const seen: Progress[] = [];
  const ended: unknown[] = [];
  const subscription = simulation.run$(duration).subscribe({
    next: (progress) => seen.push(progress),
    error: (error) => ended.push(error),
    complete: () => ended.push('complete'),
  });
  return { seen, ended, subscription };
}

describe('run$', () => {
  it('is cold: nothing happens before it is subscribed, and each subscription goes on from where the last one ended', async () => {
    const simulation = small();
    const run$ = simulation.run$(10);
    await settle();
    expect(simulation.nextStep).toBe(0);
    for (const end of [10, 20]) {
      const ended: string[] = [];
      run$.subscribe({ complete: () => ended.push('complete') });
      await settle();
      expect(ended).toEqual(['complete']);
      expect(simulation.nextStep).toBe(end);
    }
  });

  it('begins no step inside subscribe, so that the subscription is known to whoever stops it', () => {
    const simulation = small();
    simulation.run$(10).subscribe();
    expect(simulation.nextStep).toBe(0);
  });

  it('takes times as well as steps, and refuses what is neither', () => {
    const simulation = small();
    expect(() => simulation.run$('2.5 ms')).toThrow(/duration of 2.5 ms is no multiple of dt, 1 ms/);
    for (const steps of [2.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => simulation.run$(steps)).toThrow(/steps, expected a whole number/);
      expect(() => simulation.step(steps)).toThrow(/steps, expected a whole number/);
    }
    simulation.step(0);
    expect(simulation.nextStep).toBe(0);
  });

  it('stops at a step boundary when unsubscribed inside a step, and a later subscription goes on', async () => {
    const simulation = small();
    const { ended, subscription } = watch(simulation, 100);
    const steps: number[] = [];
    simulation.population('ring').spikes$.subscribe(({ step }) => {
      steps.push(step);
      if (step === 6) subscription.unsubscribe();
    });
    await settle();
    expect(steps).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(simulation.nextStep).toBe(7);
    expect(ended).toEqual([]);
    const later = watch(simulation, 3);
    await settle();
    expect(later.ended).toEqual(['complete']);
    expect(simulation.nextStep).toBe(10);
  });

  it('stops when unsubscribed inside its own progress', async () => {
    const host = new FakeHost();
    const simulation = small(host);
    takeTime(simulation, host, () => 5);
    const seen: number[] = [];
    simulation
      .run$(1000)
      .pipe(take(2))
      .subscribe(({ step }) => seen.push(step));
    await settle();
    expect(seen).toEqual([4, 8]);
    expect(simulation.nextStep).toBe(8);
  });

  it('refuses a second subscription while one runs, which goes on unharmed', async () => {
    const simulation = small();
    const first = watch(simulation, 10);
    const second = watch(simulation, 10);
    expect(second.ended).toEqual([expect.objectContaining({ name: 'NeurariumError', code: 'usage' })]);
    expect(String(second.ended[0])).toContain('already running');
    await settle();
    expect(first.ended).toEqual(['complete']);
    expect(simulation.nextStep).toBe(10);
  });

  it('errors with place and step where a state becomes infinite, and the streams of frames neither error nor end', async () => {
    const simulation = simulate(network({ fine: counter.of(2), R: runaway.of(4, { x: [0, 0, 1, 1] }) }, []));
    const told: string[] = [];
    const steps: number[] = [];
    simulation
      .population('R')
      .values$('x')
      .subscribe({
        next: ({ step }) => steps.push(step),
        error: () => told.push('error'),
        complete: () => told.push('complete'),
      });
    const { ended } = watch(simulation, 10);
    await settle();
    expect(ended).toHaveLength(1);
    expect(ended[0]).toBeInstanceOf(NeurariumError);
    expect(ended[0]).toMatchObject({
      code: 'not-finite',
      message: 'state became Infinity in step 1 (2 ms)',
      where: 'population R, variable x, cell 2',
      hint: expect.stringContaining('dt'),
    });
    expect(steps).toEqual([0]);
    expect(told).toEqual([]);
    // It stays where it failed, and says so again.
    expect(simulation.nextStep).toBe(1);
    expect(() => simulation.step()).toThrow('state became Infinity');
    const again = watch(simulation, 10);
    await settle();
    expect(again.ended).toEqual(ended);
  });

  it('errors with what the host throws when asked to yield', async () => {
    const host = new FakeHost();
    const simulation = small(host);
    host.onYield = () => {
      throw new Error('the disk is full');
    };
    const { ended } = watch(simulation, 10);
    await settle();
    expect(ended.map(String)).toEqual(['Error: the disk is full']);
  });

  it('tells steps, simulated time, wall time, rate and what remains', async () => {
    const host = new FakeHost();
    const simulation = small(host);
    simulation.step(10);
    takeTime(simulation, host, () => 4);
    const { seen } = watch(simulation, 50);
    await settle();
    expect(seen).toHaveLength(10);
    expect(seen[0]).toEqual({ step: 15, done: 5, total: 50, time: 15, wall: 0.02, realtimeFactor: 0.25, remaining: 0.18 });
    expect(seen.at(-1)).toEqual({ step: 60, done: 50, total: 50, time: 60, wall: 0.2, realtimeFactor: 0.25, remaining: 0 });
  });

  it('tells no rate and no remaining time while the clock has not moved', async () => {
    const simulation = small();
    const { seen } = watch(simulation, 3);
    await settle();
    expect(seen).toEqual([{ step: 3, done: 3, total: 3, time: 3, wall: 0, realtimeFactor: null, remaining: null }]);
  });
});

describe('the wall time between two yields', () => {
  /** The longest time without a yield. */
  async function longest(ms: (step: number) => number, steps: number): Promise<number> {
    const host = new FakeHost();
    const simulation = small(host);
    takeTime(simulation, host, ms);
    const { ended } = watch(simulation, steps);
    while (ended.length === 0) await settle();
    expect(ended).toEqual(['complete']);
    const times = [0, ...host.yields, host.time];
    return Math.max(...times.map((time, i) => time - (times[i - 1] ?? 0)));
  }

  it('is at most 50 ms, whatever a step costs, so that an interrupt is heard', async () => {
    for (const ms of [0.001, 0.02, 0.3, 1, 7, 30]) expect(await longest(() => ms, Math.ceil(300 / ms))).toBeLessThanOrEqual(50);
  });

  it('is one step where a step is longer', async () => {
    expect(await longest(() => 80, 5)).toBe(80);
  });

  it('is at most 50 ms also where quick steps are followed by a burst of slow ones', async () => {
    expect(await longest((step) => (step < 15_000 ? 0.001 : 0.4), 16_000)).toBeLessThanOrEqual(50);
  });

  it('is not wasted: cheap steps are not interrupted one by one', async () => {
    const host = new FakeHost();
    const simulation = small(host);
    takeTime(simulation, host, () => 0.01);
    const { ended } = watch(simulation, 10_000);
    while (ended.length === 0) await settle();
    // 100 ms in slices of about 20.
    expect(host.yields.length).toBeLessThanOrEqual(6);
  });
});

describe('pause', () => {
  it('holds the run at the step boundary until it is resumed, and does not count as wall time', async () => {
    const host = new FakeHost();
    const simulation = small(host);
    takeTime(simulation, host, () => 1);
    const { seen, ended } = watch(simulation, 30);
    simulation.population('ring').spikes$.subscribe(({ step }) => {
      if (step === 4) simulation.pause();
    });
    await settle();
    expect(simulation.nextStep).toBe(5);
    host.time += 1000;
    await settle();
    expect(simulation.nextStep).toBe(5);
    simulation.resume();
    expect(simulation.nextStep).toBe(5);
    await settle();
    expect(ended).toEqual(['complete']);
    expect(seen.at(-1)).toMatchObject({ done: 30, wall: 0.03, realtimeFactor: 1 });
  });

  it('before a run makes the run wait from the beginning', async () => {
    const simulation = small();
    simulation.pause();
    const { ended } = watch(simulation, 5);
    await settle();
    expect(simulation.nextStep).toBe(0);
    simulation.resume();
    await settle();
    expect(simulation.nextStep).toBe(5);
    expect(ended).toEqual(['complete']);
  });

  it('leaves single steps possible, which the run does not count as its own', async () => {
    const simulation = small();
    simulation.pause();
    const { seen } = watch(simulation, 5);
    await settle();
    simulation.step(2);
    simulation.resume();
    await settle();
    expect(seen.at(-1)).toMatchObject({ step: 7, done: 5 });
  });

  it('does not keep a run from being stopped, at whatever moment, and another from following', async () => {
    for (const wait of [0, 1, 2, 3, 4, 5, 10]) {
      const simulation = small();
      const first = watch(simulation, 1000);
      simulation.pause();
      for (let i = 0; i < wait; i++) await Promise.resolve();
      first.subscription.unsubscribe();
      const second = watch(simulation, 10);
      simulation.resume();
      await settle();
      expect(second.ended).toEqual(['complete']);
      expect(simulation.nextStep).toBe(10);
      expect(first.ended).toEqual([]);
    }
  });
});

describe('another run begun at once', () => {
  it('may follow inside the first one ending, well or with an error', async () => {
    const simulation = small();
    const ended: string[] = [];
    simulation.run$(3).subscribe({
      complete: () => {
        simulation.run$(4).subscribe({ complete: () => ended.push('second'), error: (error) => ended.push(String(error)) });
      },
    });
    await settle();
    expect(ended).toEqual(['second']);
    expect(simulation.nextStep).toBe(7);

    const failing = simulate(network({ R: runaway.of(1, { x: [1] }) }, []));
    failing.run$(5).subscribe({
      error: () => {
        failing.reset();
        failing.run$(1).subscribe({ complete: () => ended.push('after the error') });
      },
    });
    await settle();
    expect(ended).toEqual(['second', 'after the error']);
  });

  it('may follow the unsubscription inside a step, and then begins after that step', async () => {
    const simulation = small();
    const steps: number[] = [];
    const first = watch(simulation, 100);
    simulation.population('ring').spikes$.subscribe(({ step }) => {
      steps.push(step);
      if (step !== 2) return;
      first.subscription.unsubscribe();
      watch(simulation, 2);
      expect(simulation.nextStep).toBe(3);
    });
    await settle();
    expect(steps).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the numbers of a run', () => {
  it('do not depend on being watched, nor on being run in slices', async () => {
    const stepped = irregular(new FakeHost());
    stepped.step(1000);

    const host = new FakeHost();
    const watched = irregular(host);
    let spikes = 0;
    for (const name of watched.populationNames) {
      watched.population(name).values$('v').subscribe();
      watched.population(name).spikes$.subscribe(({ count }) => {
        spikes += count;
        host.time += 0.7;
      });
    }
    for (const duration of [100, '250 ms', '650 ms'] as const) {
      const { ended } = watch(watched, duration);
      while (ended.length === 0) await settle();
    }
    expect(host.yields.length).toBeGreaterThan(10);
    expect(spikes).toBeGreaterThan(100);
    expect(watched.spikeHash).toBe(stepped.spikeHash);
    expect(watched.stateHash).toBe(stepped.stateHash);
    expect(watched.synapticEvents).toBe(stepped.synapticEvents);
  });
});

describe('dispose', () => {
  it('completes the streams of frames and of events', () => {
    const simulation = small();
    const completed: string[] = [];
    const population = simulation.population('ring');
    population.spikes$.subscribe({ complete: () => completed.push('spikes') });
    population.values$('x').subscribe({ complete: () => completed.push('x') });
    simulation.events$.subscribe({ complete: () => completed.push('events') });
    simulation.step(2);
    simulation.dispose();
    simulation.dispose();
    expect(completed).toEqual(['spikes', 'x', 'events']);
  });

  it('ends a running run with an error instead of leaving it to do nothing, and lets none follow', async () => {
    const simulation = small();
    const { ended } = watch(simulation, 1_000);
    simulation.population('ring').spikes$.subscribe(({ step }) => {
      if (step === 5) simulation.dispose();
    });
    await settle();
    expect(ended).toEqual([expect.objectContaining({ code: 'usage', message: 'this simulation was disposed' })]);
    const later = watch(simulation, 10);
    await settle();
    expect(later.ended).toEqual(ended);
    expect(() => simulation.step()).toThrow('this simulation was disposed');
    simulation.reset();
    expect(() => simulation.step()).toThrow('this simulation was disposed');
  });
});
