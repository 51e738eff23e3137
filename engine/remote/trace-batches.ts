/** Parts of a trace's batches as batches of a run that is watched. Lane 0 only: pages show one lane. */
import { isRecorded, type PopulationSpikes, recordedBefore, type TraceBatch, type TraceHeader } from '../trace/index.ts';
import type { BatchSpikes, BatchValues, ValueDemand } from './messages.ts';

/** Spikes with from <= step < to; one entry, or none. `first`: the step that slots count from. */
export function spikesOf(
  { population, slots, ends, cells }: PopulationSpikes,
  first: number,
  lanes: number,
  from: number,
  to: number,
): BatchSpikes[] {
  const frames = slots
    .map((_, frame) => frame)
    .filter((frame) => {
      const slot = slots[frame]!;
      const step = first + Math.floor(slot / lanes);
      return slot % lanes === 0 && step >= from && step < to;
    });
  const begin = (frame: number): number => (frame === 0 ? 0 : ends[frame - 1]!);
  const count = frames.reduce((sum, frame) => sum + ends[frame]! - begin(frame), 0);
  if (count === 0) return [];
  const taken = { population, steps: new Uint32Array(count), cells: new Uint32Array(count) };
  let at = 0;
  for (const frame of frames) {
    const step = first + slots[frame]! / lanes;
    for (let k = begin(frame); k < ends[frame]!; k++) {
      taken.steps[at] = step;
      taken.cells[at++] = cells[k]!;
    }
  }
  return [taken];
}

/** Values of a demand, where they were recorded; one entry, or none. Of steps that were not recorded they are NaN. */
export function valuesOf(
  { population, variable, cells }: ValueDemand,
  demand: number,
  { step: first, steps, values }: TraceBatch,
  header: TraceHeader,
  from: number,
  to: number,
): BatchValues[] {
  const stream = header.values.findIndex((one) => one.population === population && one.variable === variable);
  const recorded = values.find((one) => one.stream === stream)?.values;
  if (recorded === undefined || steps === 0 || to === from) return [];
  const { size } = header.populations[population]!;
  const of = (step: number): number => (recordedBefore(step, header) - recordedBefore(first, header)) * header.lanes * size;
  if (cells === 'all') {
    const last = of(to - 1);
    return isRecorded(to - 1, header) ? [{ demand, values: recorded.slice(last, last + size) }] : [];
  }
  const taken = new Float32Array((to - from) * cells.length).fill(Number.NaN);
  for (let step = from; step < to; step++) {
    if (!isRecorded(step, header)) continue;
    const [row, begin] = [(step - from) * cells.length, of(step)];
    for (let k = 0; k < cells.length; k++) taken[row + k] = recorded[begin + cells[k]!]!;
  }
  return [{ demand, values: taken }];
}
