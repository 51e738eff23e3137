/** Runs a scenario in Node and keeps what a page would have seen of it: About, History and answers, straight from the simulation. */
import {
  type About,
  type Answer,
  type ControlValue,
  describeScenario,
  Experiment,
  type Plan,
  type Question,
  type Scenario,
  type ValueDemand,
} from '../../engine/index.ts';
import { aboutExperiment } from '../../engine/remote/about-of.ts';
import { History } from '../../viewer/history/history.ts';
import type { Ask, PanelView } from '../../viewer/panels/panel.ts';
import { themeOf } from '../../viewer/picture/index.ts';
import { translate } from '../../viewer/texts/index.ts';
import { host } from '../simulated.ts';

export interface Watched {
  readonly about: About;
  readonly history: History;
  readonly ask: Ask;
}

export interface WatchChoices {
  readonly controls?: Readonly<Record<string, ControlValue>>;
  readonly steps: number;
  /** Steps per batch; default 10. */
  readonly batch?: number;
  readonly demands?: (about: About) => readonly ValueDemand[];
}

/** Seed 1. Values of all cells come once per batch, those of chosen cells after every step. */
export function watch(scenario: Scenario, { controls = {}, steps, batch = 10, demands = () => [] }: WatchChoices): Watched {
  const description = describeScenario(scenario, { controls });
  const experiment = new Experiment(description, { host, seed: 1, datasets: {} });
  const { simulation } = experiment;
  const about = aboutExperiment(experiment, scenario.controls);
  const history = new History(about);
  const wanted = demands(about);
  history.demand(1, wanted);
  const spikes = about.populations.map(() => ({ steps: [] as number[], cells: [] as number[] }));
  about.populations.forEach(({ name, spikes: does }, p) => {
    if (!does) return;
    simulation.population(name).spikes$.subscribe(({ step, count, cells }) => {
      for (let k = 0; k < count; k++) {
        spikes[p]!.steps.push(step);
        spikes[p]!.cells.push(cells[k]!);
      }
    });
  });
  const rows = wanted.map((): number[] => []);
  wanted.forEach(({ population, variable, cells }, d) => {
    const { name } = about.populations[population]!;
    simulation
      .population(name)
      .values$(variable)
      .subscribe(({ values }) => {
        if (cells === 'all') rows[d] = [...values];
        else rows[d]!.push(...cells.map((cell) => values[cell]!));
      });
  });
  for (let step = 0; step < steps; step += batch) {
    const count = Math.min(batch, steps - step);
    simulation.step(count);
    history.append({
      step,
      steps: count,
      spikes: spikes.map((one, population) => ({
        population,
        steps: Uint32Array.from(one.steps.splice(0)),
        cells: Uint32Array.from(one.cells.splice(0)),
      })),
      values: rows.map((row, demand) => ({ demand, values: Float64Array.from(row.splice(0)) })),
      events: [],
      metrics: {},
      demands: 1,
      measured: [],
      dropped: 0,
    });
  }
  const ask = answering(simulation.plan, about);
  return { about, history, ask };
}

/** Answers at once, and the same object to the same question. */
function answering(plan: Plan, about: About): Ask {
  const known = new Map<string, Answer>();
  return (question) => {
    const key = JSON.stringify(question);
    const answer = known.get(key) ?? answerOf(question, plan, about);
    if (answer === null) return { answer, why: 'the tests do not answer this' };
    known.set(key, answer);
    return { answer, why: null };
  };
}

function answerOf(question: Question, plan: Plan, about: About): Answer | null {
  if (question.of === 'synapses') {
    const found: (readonly [number, number, number, number])[] = [];
    plan.projections[question.projection]!.wire((source, target, weight, delay) => found.push([source, target, weight, delay]));
    const every = Math.max(1, Math.ceil(found.length / question.limit));
    const taken = found.filter((_, k) => k % every === 0);
    const column = (k: 0 | 1 | 2 | 3) => taken.map((synapse) => synapse[k]);
    const projection = new Uint32Array(taken.length).fill(question.projection);
    const [source, target, delay] = ([0, 1, 3] as const).map((k) => Uint32Array.from(column(k)));
    const weight = Float64Array.from(column(2));
    return {
      of: 'synapses',
      synapses: { projection, source: source!, target: target!, weight, delay: delay!, of: found.length },
    };
  }
  if (question.of !== 'weights') return null;
  const [from, to] = [about.populations[question.from]!, about.populations[question.to]!];
  const [rows, columns] = [Math.min(question.rows, from.size), Math.min(question.columns, to.size)];
  const [sums, counts] = [new Float64Array(rows * columns), new Float64Array(rows * columns)];
  let unit = '1';
  about.projections.forEach((projection, k) => {
    if (projection.from !== from.name || projection.to !== to.name) return;
    unit = to.ports[projection.port]!.unit;
    plan.projections[k]!.wire((source, target, weight) => {
      const at = Math.floor((source * rows) / from.size) * columns + Math.floor((target * columns) / to.size);
      sums[at]! += weight;
      counts[at]!++;
    });
  });
  return { of: 'weights', matrix: { rows, columns, means: sums.map((sum, k) => sum / counts[k]!), unit } };
}

export const darkTheme = themeOf({ dark: true, hall: false });
export const lightTheme = themeOf({ dark: false, hall: false });

/** All of the run, at its end, in 640 x 400 px, dark, in English, unless told otherwise. */
export function viewOf({ about, history, ask }: Watched, changed: Partial<PanelView> = {}): PanelView {
  return {
    about,
    history,
    time: { from: about.firstStep - 1, to: history.edge - 1, cursor: history.edge - 1 },
    planned: about.steps,
    width: 640,
    height: 400,
    theme: darkTheme,
    selected: null,
    hover: null,
    sketch: null,
    calm: false,
    ask,
    t: (key, values) => translate('en', key, values),
    ...changed,
  };
}
