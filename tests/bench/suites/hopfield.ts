/** Updates of the cells of a Hopfield network while it recalls: one after the other, and all at once. */
import type { Simulation } from '../../../engine/index.ts';
import { hopfield } from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';
import { type Contestant, disturbanceOfOthers, interleave, type Result, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { ready, type Suite, timed } from '../suite.ts';

const cells = 1000;
const stored = 100;
const wrong = 100;
/** Sweeps after the cue; by then nearly all recalls have come to rest. */
const sweeps = 10;
const recalls = 100;

interface Memory {
  readonly patterns: readonly Float64Array[];
  readonly weights: Float64Array;
}

function memory(seed: number): Memory {
  const next = numbers(seed);
  const patterns = Array.from({ length: stored }, () => Float64Array.from({ length: cells }, () => (next() < 0.5 ? -1 : 1)));
  const weights = new Float64Array((cells * (cells - 1)) / 2);
  for (const x of patterns) for (let i = 1, at = 0; i < cells; i++) for (let j = 0; j < i; j++) weights[at++]! += x[i]! * x[j]!;
  return { patterns, weights };
}

/** In the next step all cells are told. */
function tell(simulation: Simulation, cue: Float64Array): void {
  const about = { kind: 'stimulus', step: simulation.nextStep, population: 'units', cells: 'all', steps: 1 } as const;
  simulation.schedule({ ...about, port: 'world', value: cue });
  simulation.schedule({ ...about, port: 'clamp', value: 1 });
}

class Recalls {
  /** Of the latest run. */
  right = 0;
  cueSeconds = 0;
  readonly #memory: Memory;
  readonly #simulation: Simulation;
  readonly #next = numbers(9);

  constructor(memory: Memory, updates: 'in turn' | 'at once', seed: number) {
    this.#memory = memory;
    this.#simulation = ready(hopfield({ cells, updates, weights: memory.weights }), 1, seed, 'float32');
  }

  contestant(name: string): Contestant {
    return { name, run: () => ({ seconds: this.#run(), amount: recalls * sweeps * cells }) };
  }

  /** Seconds of the sweeps that follow the cues. */
  #run(): number {
    let seconds = 0;
    this.right = 0;
    this.cueSeconds = 0;
    const { map, populations } = this.#simulation.plan;
    const state = new Float32Array(map.memory.buffer, populations[0]!.state['s']!.address, cells);
    for (let k = 0; k < recalls; k++) {
      const pattern = this.#memory.patterns[k % stored]!;
      const cue = pattern.slice();
      for (let flip = 0; flip < wrong; flip++) cue[Math.floor(cells * this.#next())]! *= -1;
      this.cueSeconds += timed(() => {
        tell(this.#simulation, cue);
        this.#simulation.step(1);
      });
      seconds += timed(() => this.#simulation.step(sweeps));
      this.right += pattern.filter((value, cell) => value === state[cell]).length / cells / recalls;
    }
    return seconds;
  }
}

const perMillisecond = (result: Result, name: string) =>
  runsOf(result, name).map(({ seconds, amount }) => amount! / seconds / 1000);

export const hopfieldSuite: Suite = {
  name: 'hopfield',
  about: `a Hopfield network of ${cells} cells recalls one of ${stored} patterns, a tenth of the cue wrong, float32, one thread`,
  run: async ({ rounds, seed }) => {
    const stores = memory(seed);
    const [inTurn, atOnce] = [new Recalls(stores, 'in turn', seed), new Recalls(stores, 'at once', seed)];
    const all = [inTurn.contestant('in turn'), atOnce.contestant('at once')];
    const result = await interleave(all, rounds, disturbanceOfOthers);
    const cue = (of: Recalls) => `${Math.round((1e6 * of.cueSeconds) / recalls)} us`;
    return {
      figures: [
        figure('in turn', 'updates per ms', perMillisecond(result, 'in turn'), { atLeast: 50_000 }),
        figure('at once', 'updates per ms', perMillisecond(result, 'at once'), { atLeast: 10_000 }),
      ],
      quiet: result.quiet,
      dropped: result.dropped,
      notes: [
        `${sweeps} sweeps after each cue; telling it took ${cue(inTurn)} and ${cue(atOnce)} in the last round`,
        ...[inTurn, atOnce].flatMap(({ right }) =>
          right > 0.99 ? [] : [`ERROR: ${right} of the cells were right, expected 0.99`],
        ),
      ],
    };
  },
};
