/** Closures for the instructions whose value depends on earlier values alone. Knows no cell: neither memory, nor draws, nor effects. */
import { exponentOf, mantissaOf, nearestInteger, powerOfTwo } from './float-bits.ts';
import type { BinaryOp, CompareOp, Id, Instruction, UnaryOp } from './ir.ts';

/** Values of a program's instructions, by index: numbers and masks apart. */
export interface Values {
  readonly numbers: Float64Array;
  readonly masks: boolean[];
}

export type PureInstruction = Extract<
  Instruction,
  { op: UnaryOp | BinaryOp | CompareOp | 'and' | 'or' | 'not' | 'select' | 'pow2' | 'exponent' | 'mantissa' }
>;

type UnaryName = UnaryOp | 'pow2' | 'exponent' | 'mantissa';

const unary: Readonly<Record<UnaryName, (a: number) => number>> = {
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  nearest: nearestInteger,
  heaviside: (a) => (a > 0 ? 1 : 0),
  pow2: powerOfTwo,
  exponent: exponentOf,
  mantissa: mantissaOf,
};

export function newValues(length: number): Values {
  return { numbers: new Float64Array(length), masks: new Array<boolean>(length).fill(false) };
}

/** Computes the instruction's value, not yet rounded to the run's precision, into its place. */
export function pureOperation(instruction: PureInstruction, id: Id, values: Values): () => void {
  const { numbers, masks } = values;
  switch (instruction.op) {
    case 'neg':
    case 'abs':
    case 'sqrt':
    case 'floor':
    case 'nearest':
    case 'heaviside':
    case 'pow2':
    case 'exponent':
    case 'mantissa': {
      const { a } = instruction;
      const operation = unary[instruction.op];
      return () => {
        numbers[id] = operation(numbers[a]!);
      };
    }
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'min':
    case 'max':
      return binaryOperation(instruction, id, numbers);
    case 'lt':
    case 'le':
    case 'eq':
      return comparison(instruction, id, values);
    case 'and':
    case 'or':
    case 'not':
      return logic(instruction, id, masks);
    case 'select': {
      const { mask, a, b } = instruction;
      return () => {
        numbers[id] = numbers[masks[mask]! ? a : b]!;
      };
    }
    default:
      return instruction satisfies never;
  }
}

function binaryOperation({ op, a, b }: Extract<Instruction, { op: BinaryOp }>, id: Id, numbers: Float64Array): () => void {
  switch (op) {
    case 'add':
      return () => {
        numbers[id] = numbers[a]! + numbers[b]!;
      };
    case 'sub':
      return () => {
        numbers[id] = numbers[a]! - numbers[b]!;
      };
    case 'mul':
      return () => {
        numbers[id] = numbers[a]! * numbers[b]!;
      };
    case 'div':
      return () => {
        numbers[id] = numbers[a]! / numbers[b]!;
      };
    case 'min':
      return () => {
        numbers[id] = numbers[numbers[a]! < numbers[b]! ? a : b]!;
      };
    case 'max':
      return () => {
        numbers[id] = numbers[numbers[a]! > numbers[b]! ? a : b]!;
      };
    default:
      return op satisfies never;
  }
}

function comparison({ op, a, b }: Extract<Instruction, { op: CompareOp }>, id: Id, { numbers, masks }: Values): () => void {
  switch (op) {
    case 'lt':
      return () => {
        masks[id] = numbers[a]! < numbers[b]!;
      };
    case 'le':
      return () => {
        masks[id] = numbers[a]! <= numbers[b]!;
      };
    case 'eq':
      return () => {
        masks[id] = numbers[a]! === numbers[b]!;
      };
    default:
      return op satisfies never;
  }
}

function logic(instruction: Extract<Instruction, { op: 'and' | 'or' | 'not' }>, id: Id, masks: boolean[]): () => void {
  const { a } = instruction;
  if (instruction.op === 'not')
    return () => {
      masks[id] = !masks[a]!;
    };
  const { op, b } = instruction;
  if (op === 'and')
    return () => {
      masks[id] = masks[a]! && masks[b]!;
    };
  return () => {
    masks[id] = masks[a]! || masks[b]!;
  };
}
