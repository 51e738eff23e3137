/** A scenario's stimuli as events of steps. */
import type { Plan } from '../compile/plan.ts';
import { roundToSteps } from '../steps.ts';
import type { CheckedStimulus } from '../stimulus.ts';
import type { StimulusEvent } from './events.ts';

/** In the order of the stimuli; times round to the nearest step. */
export function stimulusEvents(stimuli: readonly CheckedStimulus[], plan: Plan): StimulusEvent[] {
  return stimuli.flatMap((stimulus) => (stimulus.kind === 'held' ? [held(stimulus, plan)] : arrivals(stimulus, plan)));
}

function held(stimulus: Extract<CheckedStimulus, { kind: 'held' }>, { dt }: Plan): StimulusEvent {
  const { to, port, cells, value, start, duration } = stimulus;
  const step = roundToSteps(start, dt);
  const steps = duration === null ? Number.POSITIVE_INFINITY : roundToSteps(start + duration, dt) - step;
  return { kind: 'stimulus', step, population: to, port, cells: cells ?? 'all', value, steps };
}

/** One event per step that has arrivals, its cells in the order given. */
function arrivals(
  { to, port, cells, times, value }: Extract<CheckedStimulus, { kind: 'events' }>,
  { dt }: Plan,
): StimulusEvent[] {
  const bySteps = new Map<number, number[]>();
  times.forEach((time, k) => {
    const step = roundToSteps(time, dt);
    const due = bySteps.get(step);
    if (due === undefined) bySteps.set(step, [k]);
    else due.push(k);
  });
  return Array.from(bySteps, ([step, due]) => ({
    kind: 'stimulus' as const,
    step,
    population: to,
    port,
    cells: Uint32Array.from(due, (k) => cells[k]!),
    value: typeof value === 'number' ? value : Float64Array.from(due, (k) => value[k]!),
    steps: 1,
  }));
}
