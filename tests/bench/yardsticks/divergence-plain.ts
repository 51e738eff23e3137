/** A restricted Boltzmann machine by CD-1 in plain JavaScript: loops over typed arrays, the innermost along rows of the weights. */

export interface PlainMachine {
  readonly visible: number;
  readonly hidden: number;
  /** visible x hidden */
  readonly weights: Float32Array;
  readonly b: Float32Array;
  readonly c: Float32Array;
}

const logistic = (z: number) => 1 / (1 + Math.exp(-z));

/** Below p with probability p. */
let state = 1;
function uniform(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
}

/** out = v W + c, of all examples. */
function up({ visible, hidden, weights, c }: PlainMachine, v: Float32Array, out: Float32Array, batch: number): void {
  for (let n = 0; n < batch; n++) {
    for (let j = 0; j < hidden; j++) out[n * hidden + j] = c[j]!;
    for (let i = 0; i < visible; i++) {
      const value = v[n * visible + i]!;
      if (value === 0) continue;
      for (let j = 0; j < hidden; j++) out[n * hidden + j]! += value * weights[i * hidden + j]!;
    }
    for (let j = 0; j < hidden; j++) out[n * hidden + j] = logistic(out[n * hidden + j]!);
  }
}

function down({ visible, hidden, weights, b }: PlainMachine, h: Float32Array, out: Float32Array, batch: number): void {
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < visible; i++) {
      let z = b[i]!;
      for (let j = 0; j < hidden; j++) z += weights[i * hidden + j]! * h[n * hidden + j]!;
      out[n * visible + i] = uniform() < logistic(z) ? 1 : 0;
    }
  }
}

/** Updates, each from the same examples, with momentum. */
export function learnPlain(machine: PlainMachine, data: Float32Array, batch: number, updates: number): void {
  const { visible, hidden, weights, b, c } = machine;
  const [h0, drawn, h1] = [0, 1, 2].map(() => new Float32Array(batch * hidden)) as [Float32Array, Float32Array, Float32Array];
  const v1 = new Float32Array(batch * visible);
  const speed = new Float32Array(weights.length);
  const gradient = new Float32Array(weights.length);
  const [rate, momentum] = [0.05 / batch, 0.9];
  const [speedB, speedC] = [new Float32Array(visible), new Float32Array(hidden)];
  const add = (v: Float32Array, h: Float32Array, sign: number) => {
    for (let n = 0; n < batch; n++)
      for (let i = 0; i < visible; i++) {
        const value = sign * v[n * visible + i]!;
        if (value === 0) continue;
        for (let j = 0; j < hidden; j++) gradient[i * hidden + j]! += value * h[n * hidden + j]!;
      }
  };
  for (let update = 0; update < updates; update++) {
    up(machine, data, h0, batch);
    for (let k = 0; k < drawn.length; k++) drawn[k] = uniform() < h0[k]! ? 1 : 0;
    down(machine, drawn, v1, batch);
    up(machine, v1, h1, batch);
    gradient.fill(0);
    add(data, h0, 1);
    add(v1, h1, -1);
    move(weights, speed, (k) => gradient[k]!, momentum, rate);
    move(b, speedB, (i) => difference(data, v1, i, visible, batch), momentum, rate);
    move(c, speedC, (j) => difference(h0, h1, j, hidden, batch), momentum, rate);
  }
}

function move(values: Float32Array, speed: Float32Array, gradient: (k: number) => number, momentum: number, rate: number): void {
  for (let k = 0; k < values.length; k++) {
    speed[k] = momentum * speed[k]! + rate * gradient(k);
    values[k]! += speed[k]!;
  }
}

function difference(first: Float32Array, last: Float32Array, cell: number, cells: number, batch: number): number {
  let sum = 0;
  for (let n = 0; n < batch; n++) sum += first[n * cells + cell]! - last[n * cells + cell]!;
  return sum;
}
