import { describe, expect, it } from 'vitest';
import { allToAll, network, oneToOne } from '../../engine/index.ts';
import { mcCullochPitts, spikeList } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt } from '../simulated.ts';

/** All rows of a table of `inputs` inputs. */
function rows(inputs: number): boolean[][] {
  return Array.from({ length: 2 ** inputs }, (_, row) => Array.from({ length: inputs }, (_, i) => ((row >> i) & 1) === 1));
}

describe('mcCullochPitts', () => {
  it.each([1, 2, 3])(
    'with threshold %d fires one step after that many of three inputs, unless the fourth inhibits',
    (threshold) => {
      const described = network({ inputs: spikeList.of(3), veto: spikeList.of(1), unit: mcCullochPitts.of(1, { threshold }) }, [
        { from: 'inputs', to: 'unit', port: 'excitatory', wiring: allToAll(), weight: 1 },
        { from: 'veto', to: 'unit', port: 'inhibitory', wiring: oneToOne(), weight: 1 },
      ]);
      const simulation = simulationOf(described, { dt: 1 });
      const trains = spikeSteps(simulation, 'unit');
      const table = rows(4);
      table.forEach((row, step) => {
        row.forEach((fires, i) => {
          const [population, cell] = i < 3 ? ['inputs', i] : ['veto', 0];
          if (fires) stimulateAt(simulation, step, population as string, 'events', { cells: [cell as number], value: 1 });
        });
      });
      simulation.step(table.length + 1);
      const count = (row: boolean[]) => row.slice(0, 3).filter(Boolean).length;
      const expected = table.flatMap((row, step) => (count(row) >= threshold && !row[3] ? [step + 1] : []));
      expect(trains[0]).toEqual(expected);
    },
  );

  it('counts each input with its weight', () => {
    const described = network({ inputs: spikeList.of(2), unit: mcCullochPitts.of(1, { threshold: 3 }) }, [
      { from: 'inputs', to: 'unit', port: 'excitatory', wiring: allToAll(), weight: [1, 2] },
    ]);
    const simulation = simulationOf(described, { dt: 1 });
    const trains = spikeSteps(simulation, 'unit');
    [[0], [1], [0, 1]].forEach((cells, step) => stimulateAt(simulation, step, 'inputs', 'events', { cells, value: 1 }));
    simulation.step(5);
    expect(trains[0]).toEqual([3]);
  });

  it('repeats its input d + 1 steps later over a delay of d steps', () => {
    const delays = [0, 1, 2, 7];
    const described = network({ input: spikeList.of(1), units: mcCullochPitts.of(delays.length) }, [
      {
        from: 'input',
        to: 'units',
        port: 'excitatory',
        wiring: allToAll(),
        weight: 1,
        delay: { kind: 'values', unit: 'ms', values: Float64Array.from(delays) },
      },
    ]);
    const simulation = simulationOf(described, { dt: 1 });
    const trains = spikeSteps(simulation, 'units');
    for (const step of [0, 3, 4]) stimulateAt(simulation, step, 'input', 'events', { cells: 'all', value: 1 });
    simulation.step(20);
    delays.forEach((delay, cell) => expect(trains[cell]).toEqual([1 + delay, 4 + delay, 5 + delay]));
  });

  it('in a ring of n units keeps a pulse that returns every n steps', () => {
    const [from, to] = [
      [0, 1, 2, 3, 4],
      [1, 2, 3, 4, 0],
    ];
    const wiring = { kind: 'pairs', sources: Uint32Array.from(from!), targets: Uint32Array.from(to!) } as const;
    const described = network({ ring: mcCullochPitts.of(5) }, [
      { from: 'ring', to: 'ring', port: 'excitatory', wiring, weight: 1 },
    ]);
    const simulation = simulationOf(described, { dt: 1 });
    const trains = spikeSteps(simulation, 'ring');
    stimulateAt(simulation, 0, 'ring', 'excitatory', { cells: [0], value: 1 });
    simulation.step(15);
    trains.forEach((train, cell) => expect(train).toEqual([cell, cell + 5, cell + 10]));
  });
});
