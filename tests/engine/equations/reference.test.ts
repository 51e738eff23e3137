/** Single neurons of established simulators (tests/reference): the lowered equations must give the same trains and voltages. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Integrator } from '../../../engine/kernels/ir.ts';
import type { Model } from '../../../engine/model.ts';
import { cellOf } from './cell.ts';
import { model, parameter, variable } from './models.ts';

interface Quantity {
  readonly value: number;
  readonly unit: string;
}

interface Run {
  readonly method: string;
  readonly dt_ms: number;
  readonly stimulus: string;
  readonly variant?: string;
  readonly spike_steps: number[];
  readonly v: number[];
  readonly agreement?: { readonly v_absolute: number };
}

interface Reference {
  readonly equations: string[];
  readonly parameters: Record<string, Quantity>;
  readonly states: Record<string, { readonly unit: string; readonly initial: number | string }>;
  readonly ports: Record<string, string>;
  readonly duration_ms: number;
  readonly stimuli: Record<
    string,
    { readonly current: [number, number, number, number][]; readonly events: [number, string, number][] }
  >;
  readonly runs: Run[];
}

const integrators: Readonly<Record<string, Integrator>> = {
  exact: 'exact',
  euler: 'euler',
  exponential_euler: 'exponential-euler',
  rk4: 'rk4',
};

function read(name: string): Reference {
  return JSON.parse(readFileSync(new URL(`../../reference/single/${name}.json`, import.meta.url), 'utf8'));
}

/** The file holds v for R - 1 steps of a nominal R; here a refractory time of R steps holds for R. */
function modelOf(file: Reference, integrator: Integrator): Model {
  const unitOf = (statement: string): string => /w in (\w+)/.exec(statement)![1]!;
  const ports = Object.entries(file.ports).map(([name, statement]) => {
    return [`in_${name}`, { unit: unitOf(statement), on: statement.replace(/\s*\(.*/, '').replace(/\bw$/, 'weight') }] as const;
  });
  return model({
    parameters: Object.fromEntries(
      Object.entries(file.parameters).map(([name, { value, unit }]) => [name, parameter(value, unit)]),
    ),
    state: Object.fromEntries(Object.entries(file.states).map(([name, { unit, initial }]) => [name, variable(unit, initial)])),
    ports: { ...Object.fromEntries(ports), I: { unit: 'pA' } },
    equations: file.equations.map((line) => line.replace(', 0 while refractory', '(unless refractory)')).join('\n'),
    spike: { when: 'v > V_th', reset: 'v = V_r', refractory: 't_ref - dt' },
    integrator,
  });
}

function currentAt(segments: [number, number, number, number][], step: number, dt: number): number {
  for (const [from, to, a, b] of segments) {
    const k0 = Math.round(from / dt);
    const k1 = Math.round(to / dt);
    if (step >= k0 && step < k1) return a + ((b - a) * (step - k0)) / (k1 - k0);
  }
  return 0;
}

describe.each(['lif_delta', 'lif_exp', 'lif_alpha', 'lif_cond_exp'])('%s', (name) => {
  const file = read(name);
  const runs = file.runs.filter(({ method, agreement, variant = 'drop_clamped' }) => {
    return agreement !== undefined && integrators[method] !== undefined && variant === 'drop_clamped';
  });

  it('has runs to compare with', () => {
    expect(runs.length).toBeGreaterThanOrEqual(3);
  });

  it.each(runs)('$method at dt $dt_ms under $stimulus', ({ method, dt_ms: dt, stimulus, spike_steps, v, agreement }) => {
    const cell = cellOf(modelOf(file, integrators[method]!), dt);
    const { current, events } = file.stimuli[stimulus]!;
    const steps = Math.round(file.duration_ms / dt);
    const stepsPerMs = Math.round(1 / dt);
    for (let n = 0; n < steps; n++) {
      if (n % stepsPerMs === 0)
        expect(Math.abs(cell.state['v']! - v[n / stepsPerMs]!)).toBeLessThanOrEqual(agreement!.v_absolute);
      const ports: Record<string, number> = { I: currentAt(current, n, dt) };
      for (const [at, port, w] of events) if (Math.round(at / dt) === n) ports[`in_${port}`] = (ports[`in_${port}`] ?? 0) + w;
      cell.step(ports);
    }
    expect(cell.spikes).toEqual(spike_steps);
  });
});
