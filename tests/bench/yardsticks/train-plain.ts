/**
 * A training step as a competent JavaScript programmer would write it by hand for speed: typed arrays, nothing allocated in a step,
 * matrix products that take four rows at a time. A process of its own: `train-plain.ts mlp|lstm|gru float64|float32 repetitions steps`;
 * one kind of array in each process, so that the compiler sees one. Not part of the engine: it is what the engine is measured against.
 */
import {
  ADAM,
  ADDING,
  addingBatch,
  imageBatch,
  MLP,
  mlpWeights,
  printTraining,
  recurrentWeights,
  trainingArguments,
  type Weight,
} from './train-tasks.ts';

type Numbers = Float64Array | Float32Array;

const { task, variant, repetitions, steps } = trainingArguments();
if (variant !== 'float64' && variant !== 'float32') throw new Error(`${variant}: expected float64 or float32`);
const made = (length: number): Numbers => (variant === 'float64' ? new Float64Array(length) : new Float32Array(length));

function copied(values: Float64Array): Numbers {
  const copy = made(values.length);
  copy.set(values);
  return copy;
}

/** A weight with its gradient and Adam's two averages. */
interface Parameter {
  readonly value: Numbers;
  readonly gradient: Numbers;
  readonly mean: Numbers;
  readonly square: Numbers;
}

function parameter({ values }: Weight): Parameter {
  return { value: copied(values), gradient: made(values.length), mean: made(values.length), square: made(values.length) };
}

/** out[rows x wide] += a[rows x inner] b[inner x wide], with a and out from where they begin. `inner` in fours, then the rest. */
function multiply(
  a: Numbers,
  aAt: number,
  b: Numbers,
  out: Numbers,
  outAt: number,
  rows: number,
  inner: number,
  wide: number,
): void {
  const fours = inner - (inner % 4);
  for (let row = 0; row < rows; row++) {
    const to = outAt + row * wide;
    const from = aAt + row * inner;
    for (let k = 0; k < fours; k += 4) {
      const a0 = a[from + k]!;
      const a1 = a[from + k + 1]!;
      const a2 = a[from + k + 2]!;
      const a3 = a[from + k + 3]!;
      const b0 = k * wide;
      const b1 = b0 + wide;
      const b2 = b1 + wide;
      const b3 = b2 + wide;
      for (let j = 0; j < wide; j++) out[to + j]! += a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
    }
    for (let k = fours; k < inner; k++) {
      const a0 = a[from + k]!;
      const b0 = k * wide;
      for (let j = 0; j < wide; j++) out[to + j]! += a0 * b[b0 + j]!;
    }
  }
}

/** out[inner x wide] += a[rows x inner]' b[rows x wide]: the gradient of a weight. `rows` is a multiple of four. */
function multiplyTurned(a: Numbers, aAt: number, b: Numbers, out: Numbers, rows: number, inner: number, wide: number): void {
  for (let row = 0; row < rows; row += 4) {
    const b0 = row * wide;
    const b1 = b0 + wide;
    const b2 = b1 + wide;
    const b3 = b2 + wide;
    for (let k = 0; k < inner; k++) {
      const from = aAt + row * inner + k;
      const a0 = a[from]!;
      const a1 = a[from + inner]!;
      const a2 = a[from + 2 * inner]!;
      const a3 = a[from + 3 * inner]!;
      const to = k * wide;
      for (let j = 0; j < wide; j++) out[to + j]! += a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
    }
  }
}

/** out[rows x inner] += a[rows x wide] b[inner x wide]': the gradient of what a weight multiplied. `inner` is a multiple of four. */
function multiplyByTurned(a: Numbers, b: Numbers, out: Numbers, rows: number, inner: number, wide: number): void {
  for (let row = 0; row < rows; row++) {
    const from = row * wide;
    for (let k = 0; k < inner; k += 4) {
      const b0 = k * wide;
      const b1 = b0 + wide;
      const b2 = b1 + wide;
      const b3 = b2 + wide;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let j = 0; j < wide; j++) {
        const x = a[from + j]!;
        s0 += x * b[b0 + j]!;
        s1 += x * b[b1 + j]!;
        s2 += x * b[b2 + j]!;
        s3 += x * b[b3 + j]!;
      }
      const to = row * inner + k;
      out[to]! += s0;
      out[to + 1]! += s1;
      out[to + 2]! += s2;
      out[to + 3]! += s3;
    }
  }
}

/** Each row of `out`, `wide` long, becomes the beginning of the bias. */
function fillRows(out: Numbers, bias: Numbers, rows: number, wide: number): void {
  for (let row = 0; row < rows; row++) for (let j = 0; j < wide; j++) out[row * wide + j] = bias[j]!;
}

/** Adds up the rows of `from`, `wide` long, from column `first` on. */
function addRows(from: Numbers, first: number, bias: Numbers, biasAt: number, rows: number, wide: number): void {
  const count = wide - first;
  for (let row = 0; row < rows; row++) for (let j = 0; j < count; j++) bias[biasAt + j]! += from[row * wide + first + j]!;
}

let updates = 0;

/** `scale` multiplies the gradients. */
function adam(parameters: readonly Parameter[], scale: number): void {
  updates++;
  const rate = ADAM.learningRate / (1 - ADAM.beta1 ** updates);
  const whole = 1 / (1 - ADAM.beta2 ** updates);
  for (const each of parameters) adamOne(each, scale, rate, whole);
}

function adamOne({ value, gradient, mean, square }: Parameter, scale: number, rate: number, whole: number): void {
  for (let i = 0; i < value.length; i++) {
    const g = scale * gradient[i]!;
    const m = 0.9 * mean[i]! + 0.1 * g;
    const s = 0.999 * square[i]! + 0.001 * g * g;
    mean[i] = m;
    square[i] = s;
    value[i]! -= (rate * m) / (Math.sqrt(s * whole) + 1e-8);
  }
}

/** What brings the norm of all gradients down to the limit. */
function clipping(parameters: readonly Parameter[]): number {
  let sum = 0;
  for (const { gradient } of parameters) for (let i = 0; i < gradient.length; i++) sum += gradient[i]! * gradient[i]!;
  return Math.min(1, ADDING.clipNorm / Math.sqrt(sum));
}

function rectify(values: Numbers): void {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
}

/** A gradient passes where the unit is active. */
function gate(gradient: Numbers, values: Numbers): void {
  for (let i = 0; i < gradient.length; i++) if (values[i]! <= 0) gradient[i] = 0;
}

/** Turns logits into the gradient of the mean cross-entropy; returns that. */
function crossEntropy(logits: Numbers, labels: Int32Array, rows: number, classes: number): number {
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    let most = logits[at]!;
    for (let j = 1; j < classes; j++) if (logits[at + j]! > most) most = logits[at + j]!;
    let sum = 0;
    for (let j = 0; j < classes; j++) sum += Math.exp(logits[at + j]! - most);
    const right = at + labels[row]!;
    loss += Math.log(sum) + most - logits[right]!;
    for (let j = 0; j < classes; j++) logits[at + j] = Math.exp(logits[at + j]! - most) / sum / rows;
    logits[right]! -= 1 / rows;
  }
  return loss / rows;
}

function mlp(): () => number {
  const { batch } = MLP;
  const [n0, n1, n2, n3] = MLP.sizes;
  const { images, labels } = imageBatch();
  const x = copied(images);
  const parameters = mlpWeights().map(parameter);
  const [w1, b1, w2, b2, w3, b3] = parameters as [Parameter, Parameter, Parameter, Parameter, Parameter, Parameter];
  const [h1, h2, y] = [made(batch * n1), made(batch * n2), made(batch * n3)];
  const [d1, d2] = [made(batch * n1), made(batch * n2)];
  return () => {
    fillRows(h1, b1.value, batch, n1);
    multiply(x, 0, w1.value, h1, 0, batch, n0, n1);
    rectify(h1);
    fillRows(h2, b2.value, batch, n2);
    multiply(h1, 0, w2.value, h2, 0, batch, n1, n2);
    rectify(h2);
    fillRows(y, b3.value, batch, n3);
    multiply(h2, 0, w3.value, y, 0, batch, n2, n3);
    const loss = crossEntropy(y, labels, batch, n3);
    for (const { gradient } of parameters) gradient.fill(0);
    multiplyTurned(h2, 0, y, w3.gradient, batch, n2, n3);
    addRows(y, 0, b3.gradient, 0, batch, n3);
    d2.fill(0);
    multiplyByTurned(y, w3.value, d2, batch, n2, n3);
    gate(d2, h2);
    multiplyTurned(h1, 0, d2, w2.gradient, batch, n1, n2);
    addRows(d2, 0, b2.gradient, 0, batch, n2);
    d1.fill(0);
    multiplyByTurned(d2, w2.value, d1, batch, n1, n2);
    gate(d1, h1);
    multiplyTurned(x, 0, d1, w1.gradient, batch, n0, n1);
    addRows(d1, 0, b1.gradient, 0, batch, n1);
    adam(parameters, 1);
    return loss;
  };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** What a recurrent layer remembers of a step; states have one step more, the first of which stays 0. */
interface Layer {
  /** Of an LSTM, which adds both, one array. */
  readonly fromInput: Numbers;
  readonly fromHidden: Numbers;
  readonly bias: Numbers;
  /** [step][example][unit] */
  readonly h: Numbers;
  readonly c: Numbers;
  /** Gradients by the state before the step that is gone through backwards, and by the gates' two sums. */
  readonly dh: Numbers;
  readonly dc: Numbers;
  readonly dInput: Numbers;
  readonly dHidden: Numbers;
}

function lstmForward({ fromInput, h, c }: Layer, step: number): void {
  const { batch, hidden } = ADDING;
  const wide = 4 * hidden;
  for (let row = 0; row < batch; row++) {
    const gates = (step * batch + row) * wide;
    const old = (step * batch + row) * hidden;
    const now = old + batch * hidden;
    for (let j = 0; j < hidden; j++) {
      const at = gates + j;
      const i = sigmoid(fromInput[at]!);
      const f = sigmoid(fromInput[at + hidden]!);
      const g = Math.tanh(fromInput[at + 2 * hidden]!);
      const o = sigmoid(fromInput[at + 3 * hidden]!);
      fromInput[at] = i;
      fromInput[at + hidden] = f;
      fromInput[at + 2 * hidden] = g;
      fromInput[at + 3 * hidden] = o;
      const cell = f * c[old + j]! + i * g;
      c[now + j] = cell;
      h[now + j] = o * Math.tanh(cell);
    }
  }
}

function lstmBackward({ fromInput, c, dh, dc, dInput }: Layer, step: number): void {
  const { batch, hidden } = ADDING;
  const wide = 4 * hidden;
  for (let row = 0; row < batch; row++) {
    const gates = (step * batch + row) * wide;
    const old = (step * batch + row) * hidden;
    const now = old + batch * hidden;
    for (let j = 0; j < hidden; j++) {
      const at = gates + j;
      const i = fromInput[at]!;
      const f = fromInput[at + hidden]!;
      const g = fromInput[at + 2 * hidden]!;
      const o = fromInput[at + 3 * hidden]!;
      const bent = Math.tanh(c[now + j]!);
      const slope = dh[row * hidden + j]!;
      const dCell = dc[row * hidden + j]! + slope * o * (1 - bent * bent);
      const to = row * wide + j;
      dInput[to] = dCell * g * i * (1 - i);
      dInput[to + hidden] = dCell * c[old + j]! * f * (1 - f);
      dInput[to + 2 * hidden] = dCell * i * (1 - g * g);
      dInput[to + 3 * hidden] = slope * bent * o * (1 - o);
      dc[row * hidden + j] = dCell * f;
      dh[row * hidden + j] = 0;
    }
  }
}

function gruForward({ fromInput, fromHidden, bias, h }: Layer, step: number): void {
  const { batch, hidden } = ADDING;
  const wide = 3 * hidden;
  for (let row = 0; row < batch; row++) {
    const gates = (step * batch + row) * wide;
    const old = (step * batch + row) * hidden;
    const now = old + batch * hidden;
    for (let j = 0; j < hidden; j++) {
      const at = gates + j;
      const r = sigmoid(fromInput[at]! + fromHidden[at]!);
      const z = sigmoid(fromInput[at + hidden]! + fromHidden[at + hidden]!);
      const past = fromHidden[at + 2 * hidden]! + bias[wide + j]!;
      const n = Math.tanh(fromInput[at + 2 * hidden]! + r * past);
      fromHidden[at + 2 * hidden] = past;
      fromInput[at] = r;
      fromInput[at + hidden] = z;
      fromInput[at + 2 * hidden] = n;
      h[now + j] = n + z * (h[old + j]! - n);
    }
  }
}

function gruBackward({ fromInput, fromHidden, h, dh, dInput, dHidden }: Layer, step: number): void {
  const { batch, hidden } = ADDING;
  const wide = 3 * hidden;
  for (let row = 0; row < batch; row++) {
    const gates = (step * batch + row) * wide;
    const old = (step * batch + row) * hidden;
    for (let j = 0; j < hidden; j++) {
      const at = gates + j;
      const r = fromInput[at]!;
      const z = fromInput[at + hidden]!;
      const n = fromInput[at + 2 * hidden]!;
      const slope = dh[row * hidden + j]!;
      const dNew = slope * (1 - z) * (1 - n * n);
      const dReset = dNew * fromHidden[at + 2 * hidden]! * r * (1 - r);
      const dUpdate = slope * (h[old + j]! - n) * z * (1 - z);
      const to = row * wide + j;
      dInput[to] = dReset;
      dInput[to + hidden] = dUpdate;
      dInput[to + 2 * hidden] = dNew;
      dHidden[to] = dReset;
      dHidden[to + hidden] = dUpdate;
      dHidden[to + 2 * hidden] = dNew * r;
      dh[row * hidden + j] = slope * z;
    }
  }
}

/** The mean squared error of the last state's output; fills its gradient. */
function readOut(last: Numbers, at: number, weight: Numbers, bias: number, targets: Numbers, gradient: Numbers): number {
  const { batch, hidden } = ADDING;
  let loss = 0;
  for (let row = 0; row < batch; row++) {
    let y = bias;
    for (let j = 0; j < hidden; j++) y += weight[j]! * last[at + row * hidden + j]!;
    const error = y - targets[row]!;
    loss += error * error;
    gradient[row] = (2 * error) / batch;
  }
  return loss / batch;
}

function recurrent(kind: 'lstm' | 'gru'): () => number {
  const { batch, hidden, inputs: ins, steps: length } = ADDING;
  const wide = hidden * (kind === 'lstm' ? 4 : 3);
  const batched = addingBatch();
  const [x, targets] = [copied(batched.inputs), copied(batched.targets)];
  const parameters = recurrentWeights(kind).map(parameter);
  const [w, u, bias, out, outBias] = parameters as [Parameter, Parameter, Parameter, Parameter, Parameter];
  const fromInput = made(length * batch * wide);
  const fromHidden = kind === 'lstm' ? fromInput : made(length * batch * wide);
  const dInput = made(batch * wide);
  const layer: Layer = {
    fromInput,
    fromHidden,
    bias: bias.value,
    h: made((length + 1) * batch * hidden),
    c: made((length + 1) * batch * hidden),
    dh: made(batch * hidden),
    dc: made(batch * hidden),
    dInput,
    dHidden: kind === 'lstm' ? dInput : made(batch * wide),
  };
  const dOut = made(batch);
  const forward = kind === 'lstm' ? lstmForward : gruForward;
  const backward = kind === 'lstm' ? lstmBackward : gruBackward;
  return () => {
    const { h, dh, dc, dHidden } = layer;
    if (kind === 'gru') fromHidden.fill(0);
    fillRows(fromInput, bias.value, length * batch, wide);
    multiply(x, 0, w.value, fromInput, 0, length * batch, ins, wide);
    for (let step = 0; step < length; step++) {
      const at = step * batch;
      multiply(h, at * hidden, u.value, fromHidden, at * wide, batch, hidden, wide);
      forward(layer, step);
    }
    const last = length * batch * hidden;
    const loss = readOut(h, last, out.value, outBias.value[0]!, targets, dOut);
    for (const { gradient } of parameters) gradient.fill(0);
    multiplyTurned(h, last, dOut, out.gradient, batch, hidden, 1);
    addRows(dOut, 0, outBias.gradient, 0, batch, 1);
    dh.fill(0);
    dc.fill(0);
    multiplyByTurned(dOut, out.value, dh, batch, hidden, 1);
    for (let step = length - 1; step >= 0; step--) {
      backward(layer, step);
      multiplyTurned(x, step * batch * ins, dInput, w.gradient, batch, ins, wide);
      addRows(dInput, 0, bias.gradient, 0, batch, wide);
      multiplyTurned(h, step * batch * hidden, dHidden, u.gradient, batch, hidden, wide);
      if (kind === 'gru') addRows(dHidden, 2 * hidden, bias.gradient, wide, batch, wide);
      multiplyByTurned(dHidden, u.value, dh, batch, hidden, wide);
    }
    adam(parameters, clipping(parameters));
    return loss;
  };
}

const step = task === 'mlp' ? mlp() : recurrent(task);
await printTraining({ name: 'plain JavaScript', task, backend: variant }, step, { repetitions, steps });
