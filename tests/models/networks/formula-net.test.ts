import { describe, expect, it } from 'vitest';
import { evaluate, type Formula, formulaNet, type NamedFormula, parseFormulas } from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';
import { names, wrong } from './functions-of-four.ts';
import { answersOf } from './run-net.ts';

describe('formulaNet', () => {
  it('answers functions of four inputs within three steps, every sixteenth of all', () => {
    const tables = Array.from({ length: 4096 }, (_, k) => 16 * k + (k % 16));
    expect(wrong(tables, 'normal')).toEqual([]);
  });

  it('answers nested as in normal form', () => {
    const draw = numbers(5);
    const tables = Array.from({ length: 500 }, () => Math.floor(65_536 * draw()));
    expect(wrong(tables, 'nested')).toEqual([]);
  });

  it.each(['normal', 'nested'] as const)('answers drawn formulas in time for 300 steps, %s', (form) => {
    const draw = numbers(9);
    for (let trial = 0; trial < 15; trial++) {
      const formulas: NamedFormula[] = ['p', 'q'].map((name) => ({ name, formula: drawn(draw, 4) }));
      const inputs = names.map(() => Uint8Array.from({ length: 300 }, () => (draw() < 0.5 ? 1 : 0)));
      const net = formulaNet(formulas, { form });
      const answers = answersOf(
        net,
        net.inputs.map((name) => inputs[names.indexOf(name)]!),
      );
      formulas.forEach(({ formula }, k) => {
        const expected = inputs[0]!.map((_, step) =>
          evaluate(formula, ({ name, delay }) => inputs[names.indexOf(name)]![step - delay] === 1) ? 1 : 0,
        );
        // Before there was a past, units that fire by themselves had not begun.
        expect(answers[k]!.slice(3), JSON.stringify(formula)).toEqual(expected.slice(3));
      });
    }
  });

  it("makes the paper's net of the illusion of heat: a short touch of cold is felt as heat, a longer one as cold", () => {
    const net = formulaNet('feels_heat = heat(t-1) | cold(t-3) & !cold(t-2); feels_cold = cold(t-2) & cold(t-1)');
    expect(net.units.map(({ name, excitatory, inhibitory }) => [name, excitatory, inhibitory])).toEqual([
      ["cold'", ['cold'], []],
      ['and 1', ["cold'"], ['cold']],
      ['or 2', ['and 1', 'heat'], []],
      ['and 3', ['cold', "cold'"], []],
    ]);
    expect([net.inputs, net.outputs, net.lag]).toEqual([['heat', 'cold'], ['or 2', 'and 3'], 0]);
    const heat = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
    const cold = [1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0];
    const [feelsHeat, feelsCold] = answersOf(net, [heat, cold]);
    expect([...feelsHeat!]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1]);
    expect([...feelsCold!]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  });

  it('repeats what an input says itself, and knows what always holds', () => {
    const inputs = [[1, 0, 0, 1, 1, 0]];
    const answers = (text: string) => answersOf(formulaNet(text), inputs).map((bits) => [...bits]);
    expect(answers('A')).toEqual([[1, 0, 0, 1, 1, 0]]);
    expect(answers('A(t-2); A')).toEqual([
      [0, 0, 1, 0, 0, 1],
      [1, 0, 0, 1, 1, 0],
    ]);
    expect(answers('A | !A; A & !A')).toEqual([
      [1, 1, 1, 1, 1, 1],
      [0, 0, 0, 0, 0, 0],
    ]);
  });

  it('needs as many units as parts, nested, where the normal form needs a unit for every second row', () => {
    const parity = parseFormulas('A ^ B ^ C ^ D ^ E ^ F ^ G ^ H');
    expect(formulaNet(parity, { form: 'normal' }).units).toHaveLength(129);
    expect(formulaNet(parity, { form: 'nested' }).units.length).toBeLessThan(70);
  });
});

function drawn(draw: () => number, depth: number): Formula {
  const kind = depth === 0 ? 0 : Math.floor(5 * draw());
  if (kind < 2) return { kind: 'atom', name: names[Math.floor(4 * draw())]!, delay: Math.floor(4 * draw()) };
  if (kind === 2) return { kind: 'not', a: drawn(draw, depth - 1) };
  const parts = Array.from({ length: 1 + Math.floor(3 * draw()) }, () => drawn(draw, depth - 1));
  return { kind: kind === 3 ? 'and' : 'or', parts };
}
