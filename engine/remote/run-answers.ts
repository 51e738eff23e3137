/** Answers a client's questions about one run: of its state as it is, of its data, and of what its network would say. Changes nothing. */
import { NeurariumError } from '../errors.ts';
import type { Experiment } from '../experiment/index.ts';
import { answer, numbered, valuesNow } from './answers.ts';
import { generated } from './generated.ts';
import type { Answer, Generated, Question } from './messages.ts';
import { Spaced } from './spaced.ts';
import { Surfaces } from './surfaces.ts';
import { Twin } from './twin.ts';

type GeneratedQuestion = Extract<Question, { readonly of: 'generated' }>;

export class RunAnswers {
  readonly #experiment: Experiment;
  readonly #now: () => number;
  readonly #surfaces: Surfaces;
  readonly #generated = new Map<string, { readonly spaced: Spaced; told: Generated | null }>();
  #twin: Twin | null = null;

  /** `now`: wall time in ms. */
  constructor(experiment: Experiment, now: () => number) {
    this.#experiment = experiment;
    this.#now = now;
    this.#surfaces = new Surfaces(now);
  }

  /** A promise for what must be loaded first. @throws NeurariumError where there is no answer */
  answer(question: Question): Answer | Promise<Answer> {
    const { simulation } = this.#experiment;
    switch (question.of) {
      case 'surface': {
        this.#check(question);
        const port = this.#port(question.inputs);
        const surface = this.#surfaces.answer(question, this.#followed(), port, simulation.nextStep);
        return { of: 'surface', surface };
      }
      case 'lanes': {
        const { population, variable, limit } = question;
        const one = valuesNow(simulation.plan, population, variable);
        const { name } = simulation.plan.populations[population]!;
        return { of: 'lanes', values: this.#experiment.lanes(name, variable, limit) ?? Float32Array.from(one) };
      }
      case 'generated':
        this.#check(question);
        return { of: 'generated', generated: this.#write(question) };
      case 'confusion': {
        const { metric } = question;
        const metrics = this.#experiment.description.metrics;
        const kind = Object.hasOwn(metrics, metric) ? metrics[metric]!.kind : null;
        if (kind === 'class-accuracy' || kind === 'accuracy')
          return { of: 'confusion', confusion: this.#experiment.confusion(metric) };
        throw new NeurariumError({ code: 'usage', message: `'${metric}' is no metric of right answers` });
      }
      case 'energies': {
        const energies = this.#experiment.energies(question.metric, question.bins);
        if (energies !== null) return { of: 'energies', energies };
        throw new NeurariumError({ code: 'usage', message: `'${question.metric}' is no distance from Boltzmann's distribution` });
      }
      case 'examples': {
        const population = numbered(simulation.plan.populations, question.inputs, 'population').name;
        return this.#experiment.examples({ ...question, population }).then((examples) => ({ of: 'examples', examples }));
      }
      default:
        return answer(this.#experiment, question);
    }
  }

  #write(question: GeneratedQuestion): Generated {
    const key = JSON.stringify(question);
    const known = this.#generated.get(key) ?? { spaced: new Spaced(this.#now), told: null };
    this.#generated.set(key, known);
    known.spaced.run(this.#experiment.simulation.nextStep, () => {
      known.told = generated(question, this.#followed(), this.#port(question.inputs));
    });
    return known.told!;
  }

  #followed(): Twin {
    this.#twin ??= new Twin(this.#experiment.description.network, this.#experiment.simulation.plan);
    return this.#twin;
  }

  /** The port that data enter, or else the first that takes values. */
  #port(index: number): string {
    const { name, model } = this.#experiment.simulation.plan.populations[index]!;
    const encoding = this.#experiment.description.encode.find((one) => one.population === name && 'port' in one);
    if (encoding !== undefined && 'port' in encoding) return encoding.port;
    const port = Object.keys(model.ports).find((one) => model.ports[one]!.on === undefined);
    if (port !== undefined) return port;
    throw new NeurariumError({ code: 'usage', message: `${name} takes no values` });
  }

  #check({ inputs, population, variable, ...question }: Extract<Question, { readonly of: 'surface' | 'generated' }>): void {
    const { populations } = this.#experiment.simulation.plan;
    const { name, size } = numbered(populations, inputs, 'population');
    const { name: other, state } = numbered(populations, population, 'population');
    if (!Object.hasOwn(state, variable)) refuse(`no state variable '${variable}'`, `population ${other}`);
    if (question.of === 'generated') {
      const beyond = question.prompt.find((cell) => cell >= size);
      if (beyond !== undefined) refuse(`no cell ${beyond}`, `population ${name}`);
    } else if (size > 2) refuse(`a surface over ${size} cells, expected one or two`, `population ${name}`);
  }
}

function refuse(message: string, where: string): never {
  throw new NeurariumError({ code: 'usage', message, where });
}
