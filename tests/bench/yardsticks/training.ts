/** The contestants of training: each a process of its own that trains one network for some steps and says how long a step took. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { root } from '../../build.ts';
import { runChild } from '../child.ts';
import type { Contestant, Measured } from '../interleave.ts';
import peers from '../peers/package.json' with { type: 'json' };
import type { Absent } from './brian2.ts';
import type { TrainingLine, TrainingTask } from './train-tasks.ts';

const scripts = {
  engine: fileURLToPath(new URL('./train-engine.ts', import.meta.url)),
  plain: fileURLToPath(new URL('./train-plain.ts', import.meta.url)),
  tfjs: fileURLToPath(new URL('./train-tfjs.ts', import.meta.url)),
  brain: fileURLToPath(new URL('./train-brain.ts', import.meta.url)),
} as const;

export interface Trainee {
  readonly program: keyof typeof scripts;
  /** Precision or backend. */
  readonly variant: string;
}

async function train({ program, variant }: Trainee, task: TrainingTask, repetitions: number, steps: number) {
  const args = ['--import', 'tsx', scripts[program], task, variant, String(repetitions), String(steps)];
  const { stdout } = await runChild(process.execPath, args, root);
  // TensorFlow.js may greet before.
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as TrainingLine);
}

/** Its seconds are those of the median step, times their number, which is the amount: starting and warming up are left out. */
export function training(name: string, trainee: Trainee, task: TrainingTask, wanted: number): Contestant {
  const run = async (): Promise<Measured> => {
    const [line] = await train(trainee, task, 1, wanted);
    const { stepMs, steps, waited, losses } = line!;
    return { seconds: (stepMs * steps) / 1000, amount: steps, waited: waited ?? 0, losses };
  };
  return { name, run };
}

/** TensorFlow.js on its WebAssembly, or, where that lacks what training needs, in plain JavaScript; `why` it does. */
export async function tfjsFor(task: TrainingTask): Promise<{ trainee: Trainee; why?: string }> {
  const wasm: Trainee = { program: 'tfjs', variant: 'wasm' };
  try {
    // Warms up only.
    await train(wasm, task, 0, 0);
    return { trainee: wasm };
  } catch (error) {
    const why = /\w*Error: .*/.exec(String(error).split('\n').slice(1).join('\n'))?.[0] ?? String(error);
    return { trainee: { program: 'tfjs', variant: 'cpu' }, why };
  }
}

/** Which version of a peer is there, or that it is not. */
export function peerAbout(name: keyof typeof peers.dependencies): { readonly about: string } | Absent {
  try {
    createRequire(new URL('../peers/package.json', import.meta.url)).resolve(name);
    return { about: `${name} ${peers.dependencies[name]}` };
  } catch {
    return { absent: `${name} is not installed: npm ci --prefix tests/bench/peers` };
  }
}
