/** Evaluates the engine's own functions on the host, in float64, by the same operations as the kernels. Knows no cell. */
import { NeurariumError } from '../errors.ts';
import { functionPrograms, normalQuantileProgram } from './functions/index.ts';
import type { FunctionName, Program } from './ir.ts';
import { newValues, pureOperation } from './pure-operations.ts';

/** Of one or two arguments; the second is ignored where there is none. */
type Evaluate = (a: number, b?: number) => number;

let quantile: Evaluate | undefined;

const compiled = new Map<FunctionName, Evaluate>();

/** Value of a function at its arguments (one, or two for `pow`). */
export function evaluateFunction(name: FunctionName, ...args: readonly number[]): number {
  return compiledFunction(name)(args[0]!, args[1]);
}

/** The function itself, compiled on its first use. */
export function compiledFunction(name: FunctionName): Evaluate {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const evaluate = compile(name, functionPrograms[name]);
  compiled.set(name, evaluate);
  return evaluate;
}

/** The standard normal number below which one lies with probability p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  quantile ??= compile('the normal quantile', normalQuantileProgram);
  return quantile(p);
}

function compile(name: string, { instructions }: Program): Evaluate {
  const values = newValues(instructions.length);
  const { numbers } = values;
  const operations: (() => void)[] = [];
  const places: [number, number] = [-1, -1];
  instructions.forEach((instruction, id) => {
    switch (instruction.op) {
      case 'const':
        numbers[id] = instruction.value;
        return;
      case 'argument':
        places[instruction.index] = id;
        return;
      case 'load':
      case 'step':
      case 'dt':
      case 'call':
      case 'uniform':
      case 'normal':
      case 'poisson':
      case 'refractory':
      case 'reduce':
      case 'at':
      case 'expm':
      case 'store':
      case 'spike':
        throw new NeurariumError({
          code: 'run',
          message: `the program of the function '${name}' has the instruction '${instruction.op}', expected arithmetic only`,
        });
      default:
        operations.push(pureOperation(instruction, id, values));
    }
  });
  const [first, second] = places;
  const result = instructions.length - 1;
  return (a, b) => {
    numbers[first] = a;
    if (second >= 0) numbers[second] = b!;
    for (let i = 0; i < operations.length; i++) operations[i]!();
    return numbers[result]!;
  };
}
