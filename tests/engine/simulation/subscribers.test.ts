import { config, map, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { FrameStream, network, rate, type Simulation, type SpikeFrame } from '../../../engine/index.ts';
import { bucket, counter, FakeHost, irregular, settle, simulate } from './small.ts';

/** What is reported, and a simulation that reports there. */
function reporting(): { reports: string[]; simulation: Simulation } {
  const reports: string[] = [];
  const simulation = simulate(network({ A: bucket.of(2), B: counter.of(2) }, []), {
    report: (stream, error) => reports.push(`${stream}: ${String(error)}`),
  });
  return { reports, simulation };
}

function fail(): never {
  throw new Error('oops');
}

/** What RxJS reports as unhandled because of `body`. */
async function unhandled(body: () => void | Promise<void>): Promise<unknown[]> {
  const errors: unknown[] = [];
  config.onUnhandledError = (error) => errors.push(error);
  try {
    await body();
    // RxJS reports from a timer of its own.
    await new Promise((resolve) => setTimeout(resolve, 0));
  } finally {
    config.onUnhandledError = null;
  }
  return errors;
}

describe('a subscriber that throws', () => {
  it('is detached and reported once, by the name of its stream; all others go on', () => {
    const { reports, simulation } = reporting();
    const seen: string[] = [];
    let calls = 0;
    simulation.population('A').spikes$.subscribe(({ step }) => seen.push(`A before ${step}`));
    simulation.population('A').spikes$.subscribe(() => {
      calls++;
      fail();
    });
    simulation.population('A').spikes$.subscribe(({ step }) => seen.push(`A after ${step}`));
    simulation.population('B').values$('x').subscribe({ next: fail });
    simulation
      .population('B')
      .values$('x')
      .subscribe(({ step }) => seen.push(`B.x ${step}`));
    simulation.step(2);
    expect(calls).toBe(1);
    expect(reports).toEqual(['A spikes$: Error: oops', "B values$('x'): Error: oops"]);
    expect(seen).toEqual(['A before 0', 'A after 0', 'B.x 0', 'A before 1', 'A after 1', 'B.x 1']);
  });

  it('may also throw behind operators, in an operator, or at the end', () => {
    const { reports, simulation } = reporting();
    const { spikes$ } = simulation.population('A');
    spikes$.pipe(rate(1), take(5)).subscribe(fail);
    spikes$.pipe(map(fail)).subscribe();
    spikes$.pipe(map(fail)).subscribe({ error: fail });
    spikes$.subscribe({ complete: fail });
    const completed: string[] = [];
    spikes$.subscribe({ complete: () => completed.push('complete') });
    simulation.step(3);
    expect(reports).toEqual(Array(3).fill('A spikes$: Error: oops'));
    simulation.dispose();
    expect(reports).toEqual(Array(4).fill('A spikes$: Error: oops'));
    expect(completed).toEqual(['complete']);
  });

  it('is told the error of its own operator where it has a handler', () => {
    const { reports, simulation } = reporting();
    const errors: string[] = [];
    simulation
      .population('A')
      .spikes$.pipe(map(fail))
      .subscribe({ error: (error) => errors.push(String(error)) });
    simulation.step(3);
    expect(errors).toEqual(['Error: oops']);
    expect(reports).toEqual([]);
  });

  it('may be one of events$', () => {
    const { reports, simulation } = reporting();
    const seen: number[] = [];
    simulation.events$.subscribe(fail);
    simulation.events$.subscribe(({ step }) => seen.push(step));
    for (let i = 0; i < 2; i++) {
      simulation.set('B', 'gain', i);
      simulation.step();
    }
    expect(seen).toEqual([0, 1]);
    expect(reports).toEqual(['events$: Error: oops']);
    expect(simulation.nextStep).toBe(2);
  });

  it('changes no number of the run, nor ends it', async () => {
    const quiet = irregular(new FakeHost());
    quiet.step(200);
    const disturbed = irregular(new FakeHost(), true);
    const errors = await unhandled(() => {
      for (const name of ['E', 'I']) {
        disturbed.population(name).spikes$.subscribe(({ step }) => (step > 20 ? fail() : undefined));
        disturbed.population(name).values$('v').subscribe(fail);
      }
      disturbed.run$(200).subscribe();
      return settle();
    });
    expect(errors).toHaveLength(4);
    expect(disturbed.nextStep).toBe(200);
    expect(disturbed.stateHash).toBe(quiet.stateHash);
    expect(disturbed.spikeHash).toBe(quiet.spikeHash);
  });

  it('is reported as an unhandled error, by name, where nobody asked for reports', async () => {
    const simulation = simulate(network({ A: bucket.of(1) }, []));
    const seen: number[] = [];
    const errors = await unhandled(() => {
      simulation.population('A').spikes$.subscribe(fail);
      simulation.population('A').spikes$.subscribe(({ step }) => seen.push(step));
      simulation.step(2);
    });
    expect(seen).toEqual([0, 1]);
    expect(errors).toEqual([expect.objectContaining({ message: 'a subscriber of A spikes$ threw and was detached' })]);
    expect((errors[0] as Error).cause).toEqual(new Error('oops'));
  });

  it('hurts nobody where the report itself throws', async () => {
    const simulation = simulate(network({ A: bucket.of(1) }, []), { report: fail });
    const seen: number[] = [];
    const errors = await unhandled(() => {
      simulation.population('A').spikes$.subscribe(() => {
        throw new Error('first');
      });
      simulation.population('A').spikes$.subscribe(({ step }) => seen.push(step));
      simulation.step(2);
    });
    expect(seen).toEqual([0, 1]);
    expect(errors.map(String)).toEqual(['Error: oops']);
  });
});

describe('from inside a step', () => {
  it('stepping and restoring are refused: the subscriber is told, the step is not disturbed', () => {
    const { reports, simulation } = reporting();
    const start = simulation.checkpoint();
    simulation.population('A').spikes$.subscribe(() => simulation.step());
    simulation.population('A').spikes$.subscribe(() => simulation.restore(start));
    simulation.events$.subscribe(() => simulation.checkpoint());
    simulation.set('B', 'gain', 2);
    simulation.step();
    expect(reports).toEqual([
      expect.stringMatching(/^events\$: NeurariumError: checkpoint\(\) inside step 0/),
      expect.stringMatching(/^A spikes\$: NeurariumError: step\(\) inside step 0/),
      expect.stringMatching(/^A spikes\$: NeurariumError: restore\(\) inside step 0/),
    ]);
    expect(simulation.nextStep).toBe(1);
    simulation.step();
    expect(simulation.nextStep).toBe(2);
  });

  it('disposing is possible: the streams that have not had the step end without it', () => {
    const { reports, simulation } = reporting();
    const told: string[] = [];
    simulation.population('A').spikes$.subscribe(({ step }) => (step === 1 ? simulation.dispose() : undefined));
    simulation
      .population('B')
      .spikes$.subscribe({ next: ({ step }) => told.push(`B ${step}`), complete: () => told.push('end') });
    expect(() => simulation.step(5)).toThrow('this simulation was disposed');
    expect(told).toEqual(['B 0', 'end']);
    expect(reports).toEqual([]);
  });
});

describe('a stream of frames', () => {
  it('is hot without replay', () => {
    const { simulation } = reporting();
    const seen: number[] = [];
    simulation.step(2);
    simulation.population('A').spikes$.subscribe(({ step }) => seen.push(step));
    expect(seen).toEqual([]);
    simulation.step(2);
    expect(seen).toEqual([2, 3]);
  });

  it('knows its step length and the size of its population, also behind operators', () => {
    const { simulation } = reporting();
    const behind = simulation.population('A').spikes$.pipe(
      map((frame) => frame),
      take(3),
    );
    expect(behind).toBeInstanceOf(FrameStream);
    expect(behind).toMatchObject({ dt: 1, size: 2 });
  });

  it('takes an Observer that uses this', () => {
    const { simulation } = reporting();
    class Counter {
      count = 0;
      next(_: SpikeFrame): void {
        this.count++;
      }
    }
    const observer = new Counter();
    simulation.population('A').spikes$.subscribe(observer);
    simulation.step(3);
    expect(observer.count).toBe(3);
  });

  it('of an unknown population or variable is an error with the nearest name', () => {
    const { simulation } = reporting();
    expect(() => simulation.population('a')).toThrow(expect.objectContaining({ code: 'usage', hint: "Did you mean 'A'?" }));
    expect(() => simulation.population('A').values$('y')).toThrow(
      expect.objectContaining({ code: 'usage', message: "no state variable 'y' in model bucket", where: 'population A' }),
    );
    expect(() => simulation.population('A').values$('toString')).toThrow("no state variable 'toString'");
  });
});
