/** Products of matrices by numpy, in one thread, timed by Python's own clock. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runChild } from '../child.ts';
import type { Contestant, Measured } from '../interleave.ts';
import type { Absent } from './brian2.ts';

export interface Product {
  /** Which factor is stored transposed: none, the left (T.) or the right (.T) one. */
  readonly kind: 'NN' | 'TN' | 'NT';
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** Debian's, whose numpy takes the BLAS that Debian's alternatives name. */
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('matrix_numpy.py', import.meta.url));

function args({ kind, rows, inner, columns }: Product, repetitions: number): string[] {
  // `env` sets the number of threads for this program alone.
  const program = ['OPENBLAS_NUM_THREADS=1', 'OMP_NUM_THREADS=1', python, script];
  return [...program, kind, ...[rows, inner, columns, repetitions].map(String)];
}

/** Version of numpy and its BLAS, or why there is none. */
export function numpyAbout(): { readonly about: string } | Absent {
  const probe = spawnSync('env', args({ kind: 'NN', rows: 8, inner: 8, columns: 8 }, 1), { encoding: 'utf8' });
  if (probe.status === 0) return JSON.parse(probe.stdout) as { about: string };
  return { absent: `numpy is not installed for ${python}; on Debian: apt-get install python3-numpy libopenblas0` };
}

export function numpyProduct(name: string, product: Product, repetitions: number, amount: number): Contestant {
  const run = async (): Promise<Measured> => {
    const { stdout, waited } = await runChild('env', args(product, repetitions));
    const { seconds } = JSON.parse(stdout) as { seconds: number };
    return { seconds, amount, waited };
  };
  return { name, run };
}
