/** Making and disposing of simulations leaves nothing behind. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { describeScenario, Experiment } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import { host } from '../../simulated.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of objects and of array buffers that are still reachable. */
async function held(): Promise<{ objects: number; buffers: number }> {
  for (let pass = 0; pass < 3; pass++) {
    collect();
    // Finalisers of WebAssembly memories run between tasks.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { objects: heapUsed, buffers: arrayBuffers };
}

async function rebuild(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const experiment = new Experiment(describeScenario(cuba, { controls: { size: 1000 }, duration: '2 ms' }), {
      seed: time,
      datasets: {},
      host,
    });
    await new Promise<void>((resolve, reject) => experiment.run$().subscribe({ error: reject, complete: resolve }));
    experiment.dispose();
  }
}

it('100 rebuilds of cuba leave the heap where it was', async () => {
  await rebuild(20);
  const heaps = [await held()];
  for (let round = 0; round < 2; round++) {
    await rebuild(100);
    heaps.push(await held());
  }
  // One forgotten plan of this size holds over 200 kB of memory and 20 kB of objects: 100 would be 20 MB and 2 MB, in each round. Other tests of this
  // worker leave things to be collected too, which may fall into one of them.
  const least = (kind: 'objects' | 'buffers') =>
    Math.min(...[1, 2].map((round) => heaps[round]![kind] - heaps[round - 1]![kind]));
  expect(least('objects')).toBeLessThan(1e6);
  expect(least('buffers')).toBeLessThan(1e6);
});
