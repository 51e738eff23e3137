/** The Kuramoto-Sivashinsky equation on a ring: waves grow where they are long, are damped where short, and drive each other. */
import { type DatasetDescription, Draws, ownMath } from '../../engine/index.ts';
import { aheadOptions, oneStepAhead } from './series.ts';
import type { TrajectoryOptions } from './trajectory.ts';

const name = 'kuramoto-sivashinsky';
const points = 64;
/** Whole waves around the ring; of a third of the points, the square of their sum is not mistaken for slower ones. */
const waves = 21;

/** Cosine and sine of each wave at each point: wave after wave. */
function harmonics(of: (angle: number) => number): Float64Array {
  return Float64Array.from({ length: waves * points }, (_, place) => {
    const wave = Math.floor(place / points) + 1;
    return of((2 * Math.PI * ((wave * (place % points)) % points)) / points);
  });
}

/** phi_j(z) = (e^z - 1 - z - ... - z^(j-1) / (j-1)!) / z^j, from 1 on; by its series where that difference would be lost. */
function phi(j: number, z: number): number {
  if (Math.abs(z) >= 1) return j === 1 ? ownMath.expm1(z) / z : (phi(j - 1, z) - inverseFactorial(j - 1)) / z;
  let sum = 0;
  for (let n = 18; n >= 0; n--) sum = sum * z + inverseFactorial(n + j);
  return sum;
}

function inverseFactorial(n: number): number {
  return n < 2 ? 1 : inverseFactorial(n - 1) / n;
}

/**
 * u_t = -u u_x - u_xx - u_xxxx around a ring of length `around`, from `start`: the cosine parts of waves 1 to 21, then their sine parts.
 * The linear part is exact, the other by Runge-Kutta of order 4 with exponential differences (Cox & Matthews 2002, J Comput Phys
 * 176:430). Gives u at all points, sample after sample.
 */
export function kuramotoSivashinsky(
  around: number,
  start: Float64Array,
  { step, perSample, transient, count }: TrajectoryOptions,
): Float64Array {
  const cosines = harmonics(ownMath.cos);
  const sines = harmonics(ownMath.sin);
  const wavenumber = (i: number) => (2 * Math.PI * ((i % waves) + 1)) / around;
  /** Of each part: its rate of growth, times the step. */
  const growth = start.map((_, i) => {
    const square = wavenumber(i) * wavenumber(i);
    return step * (square - square * square);
  });
  const half = growth.map((z) => ownMath.exp(z / 2));
  const whole = growth.map((z) => ownMath.exp(z));
  const toHalf = growth.map((z) => phi(1, z / 2) / 2);
  const first = growth.map((z) => phi(1, z) - 3 * phi(2, z) + 4 * phi(3, z));
  const middle = growth.map((z) => 2 * phi(2, z) - 4 * phi(3, z));
  const last = growth.map((z) => 4 * phi(3, z) - phi(2, z));
  const u = new Float64Array(points);

  const show = (v: Float64Array) => {
    for (let j = 0; j < points; j++) {
      let sum = 0;
      for (let k = 0; k < waves; k++) sum += v[k]! * cosines[k * points + j]! + v[waves + k]! * sines[k * points + j]!;
      u[j] = sum;
    }
  };
  /** What the waves of v do to each other in a step: that of -(u^2 / 2)_x. */
  const driven = (v: Float64Array) => {
    show(v);
    const drive = new Float64Array(2 * waves);
    for (let k = 0; k < waves; k++) {
      let cosine = 0;
      let sine = 0;
      for (let j = 0; j < points; j++) {
        cosine += u[j]! * u[j]! * cosines[k * points + j]!;
        sine += u[j]! * u[j]! * sines[k * points + j]!;
      }
      drive[k] = (-step * wavenumber(k) * sine) / points;
      drive[waves + k] = (step * wavenumber(k) * cosine) / points;
    }
    return drive;
  };
  const advance = (v: Float64Array) => {
    const now = driven(v);
    const a = v.map((x, i) => half[i]! * x + toHalf[i]! * now[i]!);
    const atA = driven(a);
    const atB = driven(v.map((x, i) => half[i]! * x + toHalf[i]! * atA[i]!));
    const atC = driven(a.map((x, i) => half[i]! * x + toHalf[i]! * (2 * atB[i]! - now[i]!)));
    return v.map((x, i) => whole[i]! * x + first[i]! * now[i]! + middle[i]! * (atA[i]! + atB[i]!) + last[i]! * atC[i]!);
  };

  const samples = new Float64Array(points * count);
  let v = start;
  for (let sample = -transient; sample < count; sample++) {
    show(v);
    if (sample >= 0) samples.set(u, points * sample);
    for (let n = 0; n < perSample; n++) v = advance(v);
  }
  return samples;
}

/** Fields, of each step (0.25 time units): `value` at 64 points around the ring, `next`. From a start that is drawn; the first 100 time units are left out. */
export const kuramotoSivashinskySeries: DatasetDescription = {
  name,
  title: 'Kuramoto-Sivashinsky equation',
  licence: 'none needed: it is made',
  source:
    'Kuramoto & Tsuzuki 1976, Prog Theor Phys 55:356; Sivashinsky 1977, Acta Astronaut 4:1177; as a task: Pathak et al. 2017, Chaos 27:121102',
  file: null,
  options: {
    length: { default: 22, min: 1, max: 40, doc: 'around the ring; chaotic for most above 18' },
    ...aheadOptions({ steps: 100, train: 10, validation: 1, test: 4 }),
  },
  open: (request) => {
    const draws = new Draws(request.seed, name, 'start');
    const start = Float64Array.from({ length: 2 * waves }, (_, i) => (i % waves < 4 ? draws.normal(0, i) : 0));
    const around = request.options['length'] as number;
    return oneStepAhead(name, request, points, (count) =>
      kuramotoSivashinsky(around, start, { step: 0.125, perSample: 2, transient: 400, count }),
    );
  },
};
