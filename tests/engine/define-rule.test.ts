/** Rules are checked when made, and again with the unit of the port that they are given to. */
import { describe, expect, it } from 'vitest';
import { allToAll, defineRule, network } from '../../engine/index.ts';
import { lif, pairStdp, poisson } from '../../models/index.ts';

const base = { name: 'mine', source: 'invented for the tests' } as const;
const pre = {
  state: { x: { unit: '1', initial: 0, doc: 'trace' } },
  equations: 'dx/dt = -x / (10 ms)',
  spike: 'x += 1',
} as const;

function given(rule: unknown) {
  const populations = { input: poisson.of(3), output: lif.of(2) };
  const projection = { from: 'input', to: 'output', port: 'excitatory', wiring: allToAll(), weight: '1 mV', rule } as const;
  return () => network(populations, [projection as never]);
}

describe('defineRule', () => {
  it('refuses an unknown trace and suggests the known one', () => {
    expect(() => defineRule({ ...base, pre, onPost: 'weight += weight * pre.y' })).toThrow(
      expect.objectContaining({ code: 'equation', hint: expect.stringContaining('pre.x') }),
    );
  });
  it('refuses units that do not add up, with the line', () => {
    expect(() => defineRule({ ...base, pre, onPost: 'weight += pre.x' })).toThrow(expect.objectContaining({ code: 'unit' }));
    expect(() => defineRule({ ...base, transmits: 'weight * weight' })).toThrow(expect.objectContaining({ code: 'unit' }));
  });
  it('refuses a synapse that writes a trace of its cell', () => {
    expect(() => defineRule({ ...base, pre, onPre: 'pre.x += 1' })).toThrow(/'pre.x' belongs to the cell/);
  });
  it('refuses equations that cannot be integrated exactly, and random draws', () => {
    const nonlinear = { ...pre, equations: 'dx/dt = -x * x / (10 ms)' };
    expect(() => defineRule({ ...base, pre: nonlinear })).toThrow(/not linear/);
    expect(() => defineRule({ ...base, onPre: 'weight *= uniform()' })).toThrow(/draws random numbers/);
  });
});

describe('a rule in a projection', () => {
  it('reads parameters of the weight in the unit of the port', () => {
    const { projections } = given(pairStdp.of({ weightMax: '0.002 V' }))();
    expect(projections[0]!.rule!.parameters['weightMax']).toBe(2);
    expect(given(pairStdp.of({ weightMax: '1 nS' }))).toThrow(expect.objectContaining({ code: 'unit' }));
    expect(given(pairStdp.of({ weightMax: 1 }))).toThrow(expect.objectContaining({ code: 'unit' }));
  });
  it('needs a learning rule, and its parameters in the unit of the weight', () => {
    expect(given(pairStdp)).toThrow(/expected a learning rule/);
    // @ts-expect-error weightMax has no default
    expect(() => pairStdp.of({})).toThrow(/weightMax is undefined/);
    // @ts-expect-error a time needs its unit
    expect(() => pairStdp.of({ weightMax: '1 mV', tauPlus: 20 })).toThrow(expect.objectContaining({ code: 'unit' }));
  });
});
