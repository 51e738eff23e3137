/** The equations of a cell as a function from the state before a step and the input to the state after it. Knows no stream. */
import type { DrivePlan, Plan, PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { type CellEnvironment, compileProgram, normalQuantile, poissonOf } from '../kernels/index.ts';
import { Philox } from '../random.ts';

/** What a neuron puts out in a step: its state after the step, and whether and with which amplitude it spiked. */
export interface Output {
  readonly step: number;
  readonly cell: number;
  readonly state: Readonly<Record<string, number>>;
  /** The last step in which it is refractory. */
  readonly refractoryUntil: number;
  readonly spiked: boolean;
  /** 1 unless the spike is graded. */
  readonly amplitude: number;
}

/** What a neuron gets in a step: per port one number. */
export interface Input {
  readonly step: number;
  readonly ports: Readonly<Record<string, number>>;
}

/** The equations of a population's cells as a function from the state before a step and the input to the state after it. */
export function equationsOf(plan: Plan, population: PopulationPlan): (before: Output, input: Input) => Output {
  const run = compileProgram(population.lowered.step, 'float64');
  const philox = new Philox(plan.bindings[population.index]!.key);
  const tables = new Int32Array(plan.map.memory.buffer);
  const numbers = {
    parameter: numbersOf(plan, population.parameters),
    coefficient: numbersOf(plan, population.coefficients),
    index: numbersOf(plan, mapSlots(population.indices)),
  };
  return (before, { step, ports }) => {
    const { cell } = before;
    const state = { ...before.state };
    let { refractoryUntil } = before;
    let spiked = false;
    let amplitude = 1;
    const environment: CellEnvironment = {
      step,
      dt: plan.dt,
      load: (from, name) => {
        if (from === 'port') return ports[name]!;
        if (from === 'state') return before.state[name]!;
        if (from === 'scratch')
          throw new NeurariumError({ code: 'equation', message: `the step reads ${name} of an earlier stage, and has none` });
        return numbers[from](name, cell);
      },
      store: (_, name, value) => {
        state[name] = value;
      },
      // The draws of a step are a function of step, cell and draw, so that both executors see the same.
      uniform: (draw) => {
        const [high, low] = philox.words(step, cell, 0, draw);
        return ((high! >>> 5) * 2 ** 26 + (low! >>> 6)) * 2 ** -53;
      },
      normal: (draw) => {
        const [high, low] = philox.words(step, cell, 0, draw);
        return normalQuantile(((high! >>> 6) * 2 ** 26 + (low! >>> 6) + 0.5) * 2 ** -52);
      },
      poisson: (draw, mean) => poissonOf(philox.words(step, cell, 0, draw)[0]!, tables, population.tables[mean]!.address / 4),
      refractory: () => step <= before.refractoryUntil,
      spike: (refractorySteps, given) => {
        spiked = true;
        amplitude = given ?? 1;
        refractoryUntil = step + refractorySteps;
      },
    };
    run(environment);
    return { step, cell, state, refractoryUntil, spiked, amplitude };
  };
}

/** What a drive brings to a cell in a step: a Poisson number times the weight. */
export function arrivalsOf(plan: Plan, { key, table, weight }: DrivePlan): (step: number, cell: number) => number {
  const philox = new Philox(key);
  const tables = new Int32Array(plan.map.memory.buffer);
  const weights = numbersOf(plan, { weight });
  return (step, cell) => {
    const word = philox.words(step, cell >>> 2, 0, 0)[cell & 3]!;
    return poissonOf(word, tables, table.address / 4) * weights('weight', cell);
  };
}

function mapSlots(regions: PopulationPlan['indices']): PopulationPlan['parameters'] {
  return Object.fromEntries(Object.entries(regions).map(([name, region]) => [name, { region, perCell: true }]));
}

/** Parameters are read from memory in each step: they may be set while it runs. */
function numbersOf(plan: Plan, slots: PopulationPlan['parameters']): (name: string, cell: number) => number {
  const views = new Map(
    Object.entries(slots).map(([name, { region, perCell }]) => {
      const values = new Float64Array(plan.map.memory.buffer, region.address, perCell ? region.bytes / 8 : 1);
      return [name, { values, perCell }];
    }),
  );
  return (name, cell) => {
    const { values, perCell } = views.get(name)!;
    return values[perCell ? cell : 0]!;
  };
}
