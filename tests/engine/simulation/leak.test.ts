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
  // What other tests of this worker left is collected, and what a hundred of them compile stays compiled.
  await rebuild(100);
  const before = await held();
  await rebuild(100);
  const after = await held();
  // One forgotten plan of this size holds over 200 kB of memory and 20 kB of objects: 100 would be 20 MB and 2 MB.
  expect(after.objects - before.objects).toBeLessThan(1e6);
  expect(after.buffers - before.buffers).toBeLessThan(1e6);
});
