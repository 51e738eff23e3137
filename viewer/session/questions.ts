/** Questions that panels ask of a run, each frame anew: asked once, answered from what is known, and asked again when that is old. */
import type { About, Answer, Question, RemoteError } from '../../engine/index.ts';

interface Known {
  answer: Answer | null;
  why: string | null;
  /** When it was asked, in ms, and the step that came next then; -1: never. */
  asked: number;
  edge: number;
  waiting: boolean;
}

/** Wall time after which an answer is old, in ms. */
const valuesLast = 100;
const surfacesLast = 100;
const answersLast = 400;
const textLasts = 1500;
/** Of weights, the more the longer: they are read one by one. */
const [weightsLast, longestLast, perSynapse] = [150, 1000, 0.02];

export class Questions {
  readonly #send: (id: number, question: Question) => void;
  readonly #known = new Map<string, Known>();
  readonly #byId = new Map<number, Known>();
  #next = 0;
  #answers = 0;

  constructor(send: (id: number, question: Question) => void) {
    this.#send = send;
  }

  /** Grows with each answer. */
  get answers(): number {
    return this.#answers;
  }

  /** The same object until another answer comes. `edge`: the step that comes next; `now`: wall time in ms. */
  ask(
    question: Question,
    about: About,
    edge: number,
    now: number,
  ): { readonly answer: Answer | null; readonly why: string | null } {
    const key = JSON.stringify(question);
    let known = this.#known.get(key);
    if (known === undefined) {
      known = { answer: null, why: null, asked: 0, edge: -1, waiting: false };
      this.#known.set(key, known);
    }
    const old = known.edge < 0 || (known.edge !== edge && now - known.asked > lasts(question, about));
    if (!known.waiting && old && known.why === null) {
      Object.assign(known, { asked: now, edge, waiting: true });
      this.#next++;
      this.#byId.set(this.#next, known);
      this.#send(this.#next, question);
    }
    return known;
  }

  answered(id: number, answer: Answer): void {
    const known = this.#take(id);
    if (known !== null) known.answer = answer;
  }

  refused(id: number, { message }: RemoteError): void {
    const known = this.#take(id);
    if (known !== null) known.why = message;
  }

  /** All that is known is of another run, or of other weights. */
  forget(): void {
    this.#known.clear();
    this.#byId.clear();
    this.#answers++;
  }

  #take(id: number): Known | null {
    const known = this.#byId.get(id) ?? null;
    this.#byId.delete(id);
    if (known === null) return null;
    known.waiting = false;
    this.#answers++;
    return known;
  }
}

/** Weights change where something learns; otherwise an answer holds until they are set. Data stay what they are. */
function lasts(question: Question, about: About): number {
  switch (question.of) {
    case 'values':
    case 'lanes':
      return valuesLast;
    case 'surface':
      return surfacesLast;
    case 'energies':
    case 'confusion':
      return answersLast;
    case 'generated':
      return textLasts;
    case 'examples':
      return Number.POSITIVE_INFINITY;
    default: {
      const learning = askedOf(question, about).filter(({ plastic }) => plastic);
      const synapses = learning.reduce((sum, one) => sum + one.synapses, 0);
      return learning.length === 0 ? Number.POSITIVE_INFINITY : Math.min(longestLast, weightsLast + perSynapse * synapses);
    }
  }
}

/** Of a question about weights: whose they are. */
function askedOf(question: Question, { projections, populations }: About): About['projections'] {
  if ('projection' in question) return projections.slice(question.projection, question.projection + 1);
  if (question.of !== 'spectrum') return projections;
  const name = populations[question.population]?.name;
  return projections.filter(({ from, to }) => from === name && to === name);
}
