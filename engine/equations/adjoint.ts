/**
 * The adjoint of a cell's step: from what the loss changes by with each new value, what it changes by with each old value, port and
 * parameter. Reverse accumulation over the kernel program; the result is a kernel program again.
 * Where pieces meet (select, min, max, abs) the derivative is that of the piece taken. A threshold has a surrogate's: of spikes and of
 * heaviside(), but not of what a reset chooses.
 */
import { NeurariumError } from '../errors.ts';
import { ProgramBuilder } from '../kernels/builder.ts';
import { type FunctionName, type Id, type Instruction, operandsOf, type Program, renameOperands } from '../kernels/ir.ts';
import type { Surrogate } from '../training/index.ts';
import { surrogateDerivative } from './surrogate-derivative.ts';

/** Arrays that an adjoint program reads: the new state, and the derivative of the loss by it. */
export const afterStep = (state: string) => `after ${state}`;
export const adjointAfter = (state: string) => `adjoint after ${state}`;
/** The array that it adds to: others that read the same old state have added theirs. */
export const adjointBefore = (state: string) => `adjoint before ${state}`;
/** Arrays that it overwrites. */
export const adjointOfPort = (port: string) => `adjoint of port ${port}`;
export const adjointOfParameter = (parameter: string) => `adjoint of parameter ${parameter}`;
/** The array of spikes of a step, as numbers, and that of their adjoints, which an adjoint program reads. */
export const spikesOfStep = 'spikes';
export const adjointOfSpikes = 'adjoint of spikes';

export interface AdjointRequest {
  readonly step: Program;
  /** What the step's coefficients are made of: derivatives go through it to trained parameters. */
  readonly coefficients: Program;
  readonly trained: ReadonlySet<string>;
  readonly surrogate: Surrogate;
  /** Ports whose adjoints are asked for; default: all. */
  readonly ports?: ReadonlySet<string>;
  /** Whether the adjoints of ports are added to what is there, instead of overwriting it. */
  readonly adds?: boolean;
}

/**
 * Reads state, ports, parameters, coefficients and indices as the step does, and the arrays named above, which are its scratch. Stores
 * only what can differ from zero.
 * @throws NeurariumError 'equation' for operations without a derivative that something trained goes through
 */
export function adjointOf(request: AdjointRequest): Program {
  return new Reverse(request).run();
}

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>;

class Reverse {
  readonly #instructions: readonly Instruction[];
  readonly #trained: ReadonlySet<string>;
  readonly #ports: ReadonlySet<string> | undefined;
  readonly #surrogate: Surrogate;
  readonly #adds: boolean;
  readonly #builder = new ProgramBuilder();
  /** New state whose value an instruction is. */
  readonly #stored = new Map<Id, string>();
  readonly #active: readonly boolean[];
  readonly #values = new Map<Id, Id>();
  readonly #adjoints = new Map<Id, Id>();

  constructor({ step, coefficients, trained, ports, surrogate, adds = false }: AdjointRequest) {
    this.#trained = trained;
    this.#ports = ports;
    this.#surrogate = surrogate;
    this.#adds = adds;
    this.#instructions = inlined(step, coefficients, trained);
    const active: boolean[] = [];
    this.#instructions.forEach((one, id) => {
      active[id] = this.#isWanted(one) || operandsOf(one).some((operand) => active[operand]!);
      if (one.op === 'store' && one.to === 'state') this.#stored.set(one.a, one.name);
    });
    this.#active = active;
  }

  run(): Program {
    const builder = this.#builder;
    const changed = new Set<string>();
    for (const one of this.#instructions) {
      if (one.op === 'spike') this.#backSpike(one);
      if (one.op !== 'store') continue;
      changed.add(one.name);
      this.#give(one.a, () => builder.load('scratch', adjointAfter(one.name)));
    }
    for (let id = this.#instructions.length - 1; id >= 0; id--) {
      const adjoint = this.#adjoints.get(id);
      if (adjoint !== undefined) this.#back(id, this.#instructions[id]!, adjoint);
    }
    this.#storeAll(changed);
    return builder.program();
  }

  #isWanted(one: Instruction): boolean {
    if (one.op !== 'load') return false;
    if (one.from === 'port') return this.#ports?.has(one.name) ?? true;
    return one.from === 'state' || (one.from === 'parameter' && this.#trained.has(one.name));
  }

  /** State that the step leaves alone keeps its adjoint. */
  #storeAll(changed: ReadonlySet<string>): void {
    const builder = this.#builder;
    const store = (name: string, a: Id) => builder.push({ op: 'store', to: 'scratch', name, a });
    this.#instructions.forEach((one, id) => {
      if (one.op !== 'load' || !this.#isWanted(one)) return;
      if (one.from === 'state' && !changed.has(one.name)) this.#give(id, () => builder.load('scratch', adjointAfter(one.name)));
      const found = this.#adjoints.get(id);
      if (found === undefined) return;
      const add = (name: string) => store(name, builder.add(builder.load('scratch', name), found));
      if (one.from === 'port' && this.#adds) add(adjointOfPort(one.name));
      else if (one.from === 'port') store(adjointOfPort(one.name), found);
      else if (one.from === 'parameter') store(adjointOfParameter(one.name), found);
      else add(adjointBefore(one.name));
    });
  }

  /** The value of an instruction: what the step stored, or computed anew. */
  #value(id: Id): Id {
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    const one = this.#instructions[id]!;
    const name = one.op === 'load' || one.op === 'const' ? undefined : this.#stored.get(id);
    const place =
      name !== undefined
        ? this.#builder.load('scratch', afterStep(name))
        : this.#builder.push(renameOperands(one, (operand) => this.#value(operand)));
    this.#values.set(id, place);
    return place;
  }

  #give(id: Id, adjoint: () => Id): void {
    if (!this.#active[id]) return;
    const before = this.#adjoints.get(id);
    const more = adjoint();
    this.#adjoints.set(id, before === undefined ? more : this.#builder.add(before, more));
  }

  #back(id: Id, one: Instruction, adjoint: Id): void {
    const builder = this.#builder;
    const at = (operand: Id) => this.#value(operand);
    const zero = () => builder.constant(0);
    switch (one.op) {
      case 'load':
        return;
      case 'neg':
        return this.#give(one.a, () => builder.unary('neg', adjoint));
      case 'abs':
        return this.#give(one.a, () =>
          builder.select(builder.compare('lt', at(one.a), zero()), builder.unary('neg', adjoint), adjoint),
        );
      case 'sqrt':
        return this.#give(one.a, () => builder.div(adjoint, builder.mul(builder.constant(2), at(id))));
      case 'add':
        this.#give(one.a, () => adjoint);
        return this.#give(one.b, () => adjoint);
      case 'sub':
        this.#give(one.a, () => adjoint);
        return this.#give(one.b, () => builder.unary('neg', adjoint));
      case 'mul':
        this.#give(one.a, () => builder.mul(adjoint, at(one.b)));
        return this.#give(one.b, () => builder.mul(adjoint, at(one.a)));
      case 'div':
        this.#give(one.a, () => builder.div(adjoint, at(one.b)));
        return this.#give(one.b, () => builder.unary('neg', builder.div(builder.mul(adjoint, at(id)), at(one.b))));
      case 'min':
      case 'max': {
        const mask = () =>
          one.op === 'min' ? builder.compare('lt', at(one.a), at(one.b)) : builder.compare('lt', at(one.b), at(one.a));
        this.#give(one.a, () => builder.select(mask(), adjoint, zero()));
        return this.#give(one.b, () => builder.select(mask(), zero(), adjoint));
      }
      case 'select':
        this.#give(one.a, () => builder.select(at(one.mask), adjoint, zero()));
        return this.#give(one.b, () => builder.select(at(one.mask), zero(), adjoint));
      case 'call':
        return this.#backCall(id, one, adjoint);
      case 'heaviside':
        return this.#give(one.a, () => surrogateDerivative(this.#surrogate, builder, adjoint, at(one.a)));
      case 'reduce':
        return this.#backReduce(one, adjoint);
      case 'at':
        return this.#backAt(one, adjoint);
      default:
        throw none(one.op);
    }
  }

  /** The number that a spike is, through its amplitude and through the condition. */
  #backSpike({ mask, amplitude }: Of<'spike'>): void {
    const builder = this.#builder;
    let adjoint = builder.load('scratch', adjointOfSpikes);
    if (amplitude !== undefined) {
      const whole = adjoint;
      this.#give(amplitude, () => builder.select(this.#value(mask), whole, builder.constant(0)));
      adjoint = builder.mul(whole, this.#value(amplitude));
    }
    this.#backCondition(mask, adjoint);
  }

  /** As if a condition were 1 where it holds and 0 elsewhere, with the surrogate's slope between. */
  #backCondition(id: Id, adjoint: Id): void {
    if (!this.#active[id]) return;
    const builder = this.#builder;
    const one = this.#instructions[id]!;
    switch (one.op) {
      case 'lt':
      case 'le': {
        const above = builder.sub(this.#value(one.b), this.#value(one.a));
        const slope = surrogateDerivative(this.#surrogate, builder, adjoint, above);
        this.#give(one.b, () => slope);
        return this.#give(one.a, () => builder.unary('neg', slope));
      }
      case 'and':
        this.#backCondition(one.a, builder.select(this.#value(one.b), adjoint, builder.constant(0)));
        return this.#backCondition(one.b, builder.select(this.#value(one.a), adjoint, builder.constant(0)));
      case 'or':
        this.#backCondition(one.a, builder.select(this.#value(one.b), builder.constant(0), adjoint));
        return this.#backCondition(one.b, builder.select(this.#value(one.a), builder.constant(0), adjoint));
      case 'not':
        return this.#backCondition(one.a, builder.unary('neg', adjoint));
      default:
        throw none(one.op);
    }
  }

  #backCall(id: Id, { function: name, args }: Of<'call'>, adjoint: Id): void {
    const builder = this.#builder;
    const [a, b] = args as readonly [Id, Id?];
    if (name === 'pow') return this.#backPower(id, a, b!, adjoint);
    this.#give(a, () =>
      derivatives[name](
        builder,
        adjoint,
        () => this.#value(a),
        () => this.#value(id),
      ),
    );
  }

  /** b a^(b - 1) and a^b log(a). */
  #backPower(id: Id, a: Id, b: Id, adjoint: Id): void {
    const builder = this.#builder;
    this.#give(a, () => {
      const lower = builder.call('pow', this.#value(a), builder.sub(this.#value(b), builder.constant(1)));
      return builder.mul(adjoint, builder.mul(this.#value(b), lower));
    });
    this.#give(b, () => builder.mul(adjoint, builder.mul(this.#value(id), builder.call('log', this.#value(a)))));
  }

  /** Gathering is no sum over one axis when it is turned around: several may have asked the same cell. */
  #backAt({ a }: Of<'at'>, _: Id): void {
    if (this.#active[a]) throw none('at');
  }

  #backReduce({ kind, axis, a }: Of<'reduce'>, adjoint: Id): void {
    const builder = this.#builder;
    // Piecewise constant.
    if (kind === 'argmax' || kind === 'argmin') return;
    this.#give(a, () => {
      if (kind === 'mean') return builder.push({ op: 'reduce', kind: 'mean', axis, a: adjoint });
      const all = builder.push({ op: 'reduce', kind: 'sum', axis, a: adjoint });
      if (kind === 'sum') return all;
      const best = builder.push({ op: 'reduce', kind: kind === 'max' ? 'argmax' : 'argmin', axis, a: this.#value(a) });
      return builder.select(builder.compare('eq', builder.load('index', axis), best), all, builder.constant(0));
    });
  }
}

type Derivative = (builder: ProgramBuilder, adjoint: Id, a: () => Id, result: () => Id) => Id;

const one = (builder: ProgramBuilder) => builder.constant(1);
const square = (builder: ProgramBuilder, x: Id) => builder.mul(x, x);

const derivatives: Readonly<Record<Exclude<FunctionName, 'pow'>, Derivative>> = {
  exp: (b, d, _, y) => b.mul(d, y()),
  log: (b, d, a) => b.div(d, a()),
  expm1: (b, d, _, y) => b.mul(d, b.add(y(), one(b))),
  log1p: (b, d, a) => b.div(d, b.add(one(b), a())),
  sin: (b, d, a) => b.mul(d, b.call('cos', a())),
  cos: (b, d, a) => b.unary('neg', b.mul(d, b.call('sin', a()))),
  tanh: (b, d, _, y) => b.mul(d, b.sub(one(b), square(b, y()))),
  atan: (b, d, a) => b.div(d, b.add(one(b), square(b, a()))),
  // 2 / sqrt(pi) exp(-a^2)
  erf: (b, d, a) => b.mul(d, b.mul(b.constant(1.1283791670955126), b.call('exp', b.unary('neg', square(b, a()))))),
};

/** The step with those coefficients that depend on trained parameters written out. */
function inlined(step: Program, coefficients: Program, trained: ReadonlySet<string>): readonly Instruction[] {
  const depends: boolean[] = [];
  const made = new Map<string, Id>();
  coefficients.instructions.forEach((one, id) => {
    depends[id] = (one.op === 'load' && trained.has(one.name)) || operandsOf(one).some((operand) => depends[operand]!);
    if (one.op === 'store' && depends[id]) made.set(one.name, one.a);
  });
  if (made.size === 0) return step.instructions;
  const builder = new ProgramBuilder();
  const append = (source: readonly Instruction[], known: (one: Instruction) => Id | undefined): Id[] => {
    const names: Id[] = [];
    for (const one of source) names.push(known(one) ?? builder.push(renameOperands(one, (id) => names[id]!)));
    return names;
  };
  const pure = coefficients.instructions.map((one): Instruction => (one.op === 'store' ? { op: 'const', value: 0 } : one));
  const places = append(pure, () => undefined);
  append(step.instructions, (one) =>
    one.op === 'load' && one.from === 'coefficient' && made.has(one.name) ? places[made.get(one.name)!] : undefined,
  );
  return builder.program().instructions;
}

function none(op: string): NeurariumError {
  return new NeurariumError({
    code: 'equation',
    message: `the step has no derivative: '${op}' has none, and something trained goes through it`,
    hint: 'Train other parameters, or write the equation with where(), which has the derivative of the piece that is taken.',
  });
}
