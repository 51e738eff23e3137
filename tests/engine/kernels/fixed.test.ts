import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fnv1a64 } from '../../../engine/hash.ts';
import { type FixedKernels, fixedKernels } from '../../../engine/kernels/fixed.ts';
import { referenceKernels } from '../../../engine/kernels/fixed-reference.ts';
import { poissonTable } from '../../../engine/kernels/poisson-table.ts';

/** Lays arrays out one after the other and gives their addresses. */
class Scratch {
  readonly memory = new WebAssembly.Memory({ initial: 4, maximum: 4 });
  #next = 1024;

  put(array: ArrayBufferView): number {
    const address = this.#next;
    this.#next = Math.ceil((address + array.byteLength) / 16) * 16;
    new Uint8Array(this.memory.buffer).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), address);
    return address;
  }
}

type Call = (kernels: FixedKernels, scratch: Scratch) => unknown;

/** Runs the call with both back ends on equal memories; results and every byte of the memories must agree. Returns the memory. */
function expectSameBits(call: Call): ArrayBuffer {
  const emitted = new Scratch();
  const reference = new Scratch();
  expect(call(fixedKernels(emitted.memory), emitted)).toBe(call(referenceKernels(reference.memory), reference));
  expect(Buffer.from(emitted.memory.buffer).equals(Buffer.from(reference.memory.buffer))).toBe(true);
  return emitted.memory.buffer;
}

const float = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
const floats = (length: number) => fc.array(float, { minLength: length, maxLength: length });

/** Cumulative sums from 0. */
function starts(lengths: readonly number[]): Uint32Array {
  let sum = 0;
  return Uint32Array.from([0, ...lengths.map((length) => (sum += length))]);
}

const targetCount = 40;
const slots = 5;

/** Sources with rows of synapses, each cut into runs of equal delay; the weights are numerous enough for all. */
const graph = fc
  .array(
    fc.array(fc.record({ delay: fc.nat(9), targets: fc.array(fc.nat(targetCount - 1), { maxLength: 9 }) }), { maxLength: 3 }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .chain((sources) => {
    const targets = sources.flat().flatMap((run) => run.targets);
    return fc.record({
      sources: fc.constant(sources),
      targets: fc.constant(Uint16Array.from(targets)),
      weights: floats(targets.length),
      amplitudes: floats(sources.length),
      ring: floats(targetCount * slots),
      spikes: fc.uniqueArray(fc.nat(sources.length - 1)).map((cells) => Uint32Array.from(cells.sort((a, b) => a - b))),
      slotNow: fc.nat(slots - 1),
    });
  })
  .map((drawn) => ({
    ...drawn,
    rows: starts(drawn.sources.map((runs) => runs.reduce((sum, run) => sum + run.targets.length, 0))),
    runRows: starts(drawn.sources.map((runs) => runs.length)),
    runs: Uint32Array.from(
      drawn.sources
        .flat()
        .flatMap((run, i, all) => [run.delay, all.slice(0, i + 1).reduce((sum, { targets }) => sum + targets.length, 0)]),
    ),
  }));

describe('the fixed kernels', () => {
  it('draw the same Poisson numbers', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 0, max: 40 }),
        fc.array(fc.nat(0xffffffff), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 150 }),
        (mean, [key0, key1, step, lane], cells) => {
          expectSameBits((kernels, scratch) => {
            const table = scratch.put(poissonTable(mean));
            const out = scratch.put(new Int32Array(160));
            kernels.drawPoisson(table, key0!, key1!, step!, lane!, cells, out);
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('deliver counts and weights as the reference does', () => {
    fc.assert(
      fc.property(graph, ({ spikes, rows, targets, weights, ring }) => {
        for (const kind of ['counts', 'float64', 'float32'] as const) {
          expectSameBits((kernels, scratch) => {
            const shared = [scratch.put(spikes), spikes.length, scratch.put(rows), scratch.put(targets)] as const;
            if (kind === 'counts') return kernels.deliverCounts(...shared, scratch.put(Int32Array.from(ring)));
            const Floats = kind === 'float64' ? Float64Array : Float32Array;
            const deliver = kind === 'float64' ? kernels.deliverWeights64 : kernels.deliverWeights32;
            return deliver(...shared, scratch.put(Floats.from(weights)), scratch.put(Floats.from(ring)));
          });
        }
      }),
    );
  });

  it('deliver counts and note targets as the reference does, until there are too many', () => {
    fc.assert(
      fc.property(graph, fc.nat(12), fc.nat(12), ({ spikes, rows, targets }, limit, before) => {
        expectSameBits((kernels, scratch) => {
          const ring = new Int32Array(targetCount);
          const noted = Uint16Array.from({ length: limit + 1 }, (_, i) => i);
          const already = Math.min(limit, before);
          for (const target of noted.subarray(0, already)) ring[target] = 1;
          const shared = [scratch.put(spikes), spikes.length, scratch.put(rows), scratch.put(targets)] as const;
          return kernels.deliverCountsListed(
            ...shared,
            scratch.put(ring),
            scratch.put(noted),
            scratch.put(Uint32Array.of(already)),
            limit,
          );
        });
      }),
    );
  });

  it('note each target once, in the order of their first arrivals', () => {
    const scratch = new Scratch();
    const kernels = fixedKernels(scratch.memory);
    const [spikes, rows] = [scratch.put(Uint32Array.of(0, 1)), scratch.put(Uint32Array.of(0, 3, 5))];
    const targets = scratch.put(Uint16Array.of(7, 2, 7, 2, 9));
    const ring = scratch.put(new Int32Array(targetCount));
    const [list, length] = [scratch.put(new Uint16Array(11)), scratch.put(Uint32Array.of(0))];
    expect(kernels.deliverCountsListed(spikes, 2, rows, targets, ring, list, length, 10)).toBe(5);
    expect([...new Uint16Array(scratch.memory.buffer, list, 3)]).toEqual([7, 2, 9]);
    expect(new Uint32Array(scratch.memory.buffer, length, 1)[0]).toBe(3);
    expect(kernels.deliverCountsListed(spikes, 2, rows, targets, ring, list, length, 5)).toBe(5);
    expect(new Uint32Array(scratch.memory.buffer, length, 1)[0]).toBe(0xffffffff);
    expect(new Int32Array(scratch.memory.buffer, ring, 10)[7]).toBe(4);
  });

  it('deliver with delays as the reference does', () => {
    fc.assert(
      fc.property(graph, ({ spikes, rows, runRows, runs, targets, weights, ring, slotNow }) => {
        for (const kind of ['counts', 'float64', 'float32'] as const) {
          expectSameBits((kernels, scratch) => {
            const tables = [scratch.put(rows), scratch.put(runRows), scratch.put(runs), scratch.put(targets)] as const;
            const shared = [scratch.put(spikes), spikes.length, ...tables] as const;
            if (kind === 'counts') {
              return kernels.deliverCountsDelayed(...shared, scratch.put(Int32Array.from(ring)), targetCount * 4, slots, slotNow);
            }
            const Floats = kind === 'float64' ? Float64Array : Float32Array;
            const deliver = kind === 'float64' ? kernels.deliverWeightsDelayed64 : kernels.deliverWeightsDelayed32;
            const slotBytes = targetCount * Floats.BYTES_PER_ELEMENT;
            return deliver(
              ...shared,
              scratch.put(Floats.from(weights)),
              scratch.put(Floats.from(ring)),
              slotBytes,
              slots,
              slotNow,
            );
          });
        }
      }),
    );
  });

  it('deliver graded spikes as the reference does, with one delay and with several', () => {
    fc.assert(
      fc.property(graph, ({ spikes, rows, runRows, runs, targets, weights, amplitudes, ring, slotNow }) => {
        for (const Floats of [Float64Array, Float32Array]) {
          const single = Floats === Float32Array;
          const put = (scratch: Scratch) => ({
            from: [scratch.put(spikes), spikes.length, scratch.put(Floats.from(amplitudes)), scratch.put(rows)] as const,
            to: [scratch.put(targets), scratch.put(Floats.from(weights)), scratch.put(Floats.from(ring))] as const,
          });
          expectSameBits((kernels, scratch) => {
            const { from, to } = put(scratch);
            return (single ? kernels.deliverGraded32 : kernels.deliverGraded64)(...from, ...to);
          });
          expectSameBits((kernels, scratch) => {
            const { from, to } = put(scratch);
            const tables = [scratch.put(runRows), scratch.put(runs)] as const;
            const deliver = single ? kernels.deliverGradedDelayed32 : kernels.deliverGradedDelayed64;
            return deliver(...from, ...tables, ...to, targetCount * Floats.BYTES_PER_ELEMENT, slots, slotNow);
          });
        }
      }),
    );
  });

  it('multiply each weight by the amplitude of its source', () => {
    const scratch = new Scratch();
    const [spikes, rows, targets] = [Uint32Array.of(0, 2), Uint32Array.of(0, 2, 3, 4), Uint16Array.of(0, 1, 1, 1)];
    const ring = scratch.put(new Float64Array(2));
    const events = fixedKernels(scratch.memory).deliverGraded64(
      scratch.put(spikes),
      2,
      scratch.put(Float64Array.of(0.5, 100, -3)),
      scratch.put(rows),
      scratch.put(targets),
      scratch.put(Float64Array.of(4, 6, 8, 10)),
      ring,
    );
    expect(events).toBe(3);
    expect([...new Float64Array(scratch.memory.buffer, ring, 2)]).toEqual([2, 3 - 30]);
  });

  it('count each synapse once, at its target, and return the number of events', () => {
    let events: unknown = 0;
    const buffer = expectSameBits((kernels, scratch) => {
      // Source 0 -> 2 2 2 2 5, source 1 -> nothing, source 2 -> 32767.
      const rows = scratch.put(Uint32Array.of(0, 5, 5, 6));
      const targets = scratch.put(Uint16Array.of(2, 2, 2, 2, 5, 32767));
      events = kernels.deliverCounts(scratch.put(Uint32Array.of(0, 1, 2)), 3, rows, targets, 65536);
      return events;
    });
    expect(events).toBe(6);
    const counts = new Int32Array(buffer, 65536, 32768);
    expect([counts[2], counts[5], counts[32767]]).toEqual([4, 1, 1]);
  });

  it('put a run with delay d into the slot that is read d + 1 steps later', () => {
    const buffer = expectSameBits((kernels, scratch) => {
      const spikes = scratch.put(Uint32Array.of(0));
      const rows = scratch.put(Uint32Array.of(0, 3));
      const runRows = scratch.put(Uint32Array.of(0, 2));
      const runs = scratch.put(Uint32Array.of(0, 1, 3, 3));
      const targets = scratch.put(Uint16Array.of(0, 0, 1));
      return kernels.deliverCountsDelayed(spikes, 1, rows, runRows, runs, targets, 65536, 8, 4, 2);
    });
    // From slot 2: delay 0 goes to slot 3, delay 3 wraps round to slot 2.
    expect([...new Int32Array(buffer, 65536, 8)]).toEqual([0, 0, 0, 0, 1, 1, 1, 0]);
  });

  it('sum over pairs that each have one weight, and change the sums by one cell', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }).chain((cells) =>
          fc.record({
            weights: floats((cells * (cells - 1)) / 2),
            values: floats(cells),
            cell: fc.nat(cells - 1),
            change: float,
            wide: fc.boolean(),
          }),
        ),
        ({ weights, values, cell, change, wide }) => {
          const Numbers = wide ? Float64Array : Float32Array;
          expectSameBits((kernels, scratch) => {
            const [w, v] = [scratch.put(Numbers.from(weights)), scratch.put(Numbers.from(values))];
            const out = scratch.put(Numbers.from(values));
            kernels[wide ? 'sumPairs64' : 'sumPairs32'](w, v, out, values.length);
            return kernels[wide ? 'addPairs64' : 'addPairs32'](w, out, values.length, cell, change);
          });
        },
      ),
    );
  });

  it('gather values and distances in one accumulator per target, and send back over the same synapses', () => {
    const rows = fc.array(fc.array(fc.nat(15), { maxLength: 12 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.infiniteStream(float), fc.boolean(), (sources, numbers, alone) => {
        const take = (length: number) => Array.from({ length }, () => numbers.next().value as number);
        const indices = sources.flat();
        const given = [take(indices.length), take(16), take(sources.length), take(16), take(indices.length)];
        for (const Floats of [Float64Array, Float32Array]) {
          expectSameBits((kernels, scratch) => {
            const wide = Floats === Float64Array;
            const rowStarts = scratch.put(starts(sources.map((row) => row.length)));
            const columns = scratch.put(Uint32Array.from(indices));
            const [weights, values, ofTargets, ofSources, gradient] = given.map((list) => scratch.put(Floats.from(list))) as [
              number,
              number,
              number,
              number,
              number,
            ];
            const { length } = sources;
            const { gatherValues64, gatherValues32, gatherDistances64, gatherDistances32 } = kernels;
            for (const gather of wide ? [gatherValues64, gatherDistances64] : [gatherValues32, gatherDistances32])
              gather(rowStarts, columns, weights, values, ofTargets, length);
            kernels[wide ? 'scatterValues64' : 'scatterValues32'](rowStarts, columns, weights, ofTargets, ofSources, length);
            kernels[wide ? 'addOuterSparse64' : 'addOuterSparse32'](rowStarts, columns, gradient, ofTargets, values, length);
            const back = kernels[wide ? 'returnDistances64' : 'returnDistances32'];
            back(rowStarts, columns, weights, values, ofTargets, alone ? 0 : ofSources, alone ? gradient : 0, length);
          });
        }
      }),
    );
  });

  it('measure distances from all sources as from listed ones, term by term in their order', () => {
    const size = fc.integer({ min: 1, max: 21 });
    fc.assert(
      fc.property(size, size, fc.infiniteStream(float), (targets, sources, numbers) => {
        const take = (length: number) => Array.from({ length }, () => numbers.next().value as number);
        const given = [take(targets * sources), take(sources), take(targets)];
        for (const Floats of [Float64Array, Float32Array]) {
          const wide = Floats === Float64Array;
          const [dense, listed] = [false, true].map((isListed) => {
            let at = 0;
            const buffer = expectSameBits((kernels, scratch) => {
              const [weights, values, out] = given.map((list) => scratch.put(Floats.from(list))) as [number, number, number];
              const rows = scratch.put(starts(Array.from({ length: targets }, () => sources)));
              const columns = scratch.put(Uint32Array.from({ length: targets * sources }, (_, k) => k % sources));
              at = out;
              if (isListed)
                kernels[wide ? 'gatherDistances64' : 'gatherDistances32'](rows, columns, weights, values, out, targets);
              else kernels[wide ? 'denseDistances64' : 'denseDistances32'](weights, values, out, targets, sources);
            });
            return Array.from(new Floats(buffer, at, targets));
          });
          expect(dense).toEqual(listed);
        }
      }),
    );
  });

  it('hash spikes as little-endian words of step, lane, population and cell', () => {
    const cells = Uint32Array.of(3, 70_000, 4_000_000_000);
    let at = 0;
    const buffer = expectSameBits((kernels, scratch) => {
      const empty = new Fnv1a64();
      at = scratch.put(Uint32Array.of(empty.low, empty.high));
      kernels.hashSpikes(at, 123_456_789, 1, 2, scratch.put(cells), cells.length);
    });
    const words = new Uint32Array([...cells].flatMap((cell) => [123_456_789, 1, 2, cell]));
    const [low, high] = new Uint32Array(buffer, at, 2);
    expect(new Fnv1a64(low, high).hex()).toBe(new Fnv1a64().update(new Uint8Array(words.buffer)).hex());
  });

  it('hash bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        let at = 0;
        const buffer = expectSameBits((kernels, scratch) => {
          const empty = new Fnv1a64();
          at = scratch.put(Uint32Array.of(empty.low, empty.high));
          kernels.hashBytes(at, scratch.put(bytes), bytes.length);
        });
        const [low, high] = new Uint32Array(buffer, at, 2);
        expect(new Fnv1a64(low, high).hex()).toBe(new Fnv1a64().update(bytes).hex());
      }),
    );
  });

  it('sum outer products as the reference does, wherever the vectors are cut', () => {
    const sizes = fc.record({
      n: fc.integer({ min: 1, max: 14 }),
      c: fc.integer({ min: 1, max: 9 }),
      m: fc.integer({ min: 0, max: 70 }),
      cut: fc.nat(70),
    });
    fc.assert(
      fc.property(sizes, fc.infiniteStream(float), ({ n, c, m, cut }, numbers) => {
        const take = (length: number) => Float64Array.from({ length }, () => numbers.next().value as number);
        const [features, targets, gram, cross] = [take(m * n), take(m * c), take(n * n), take(n * c)];
        const first = Math.min(cut, m);
        const run = (parts: readonly (readonly [number, number])[]) =>
          expectSameBits((kernels, scratch) => {
            const [x, t, g, r] = [features, targets, gram, cross].map((array) => scratch.put(array)) as [
              number,
              number,
              number,
              number,
            ];
            for (const [from, count] of parts) {
              kernels.accumulateGram64(x + from * n * 8, count, n, g);
              kernels.accumulateCross64(x + from * n * 8, t + from * c * 8, count, n, c, r);
            }
          });
        const whole = run([[0, m]]);
        const cutInTwo = run([
          [0, first],
          [first, m - first],
        ]);
        expect(Buffer.from(whole).equals(Buffer.from(cutInTwo))).toBe(true);
      }),
    );
  });

  it('leave the elements above the diagonal of the Gram matrix alone', () => {
    const n = 9;
    const buffer = expectSameBits((kernels, scratch) => {
      const features = scratch.put(Float64Array.from({ length: 2 * n }, (_, k) => k));
      kernels.accumulateGram64(features, 2, n, 65536);
    });
    const gram = new Float64Array(buffer, 65536, n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) expect(gram[i * n + j]).toBe(j > i ? 0 : i * j + (n + i) * (n + j));
    }
  });
});

describe('bulk draws', () => {
  it('are the same in both back ends, below n, never what is excepted, and as many as asked for', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    const range = fc.oneof(fc.integer({ min: 2, max: 50 }), fc.integer({ min: 2 ** 31, max: 0xfffffffe }));
    fc.assert(
      fc.property(word, word, word, range, fc.boolean(), fc.integer({ min: 0, max: 300 }), (k0, k1, index, n, some, count) => {
        const except = some ? index % n : 0xffffffff;
        const buffer = expectSameBits((kernels) => kernels.drawBelow(k0, k1, index, n, except, count, 4096));
        const drawn = new Uint32Array(buffer, 4096, count);
        expect(drawn.every((cell) => cell < n && cell !== except)).toBe(true);
        expect(new Uint32Array(buffer, 4096 + 4 * count, 8).every((after) => after === 0)).toBe(true);
      }),
    );
  });
});
