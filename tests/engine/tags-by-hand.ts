/** What the tags of the scenarios' networks should be, written by looking at them: every scenario of the index has a line here. */
import type { Generation } from '../../engine/index.ts';

interface ByHand {
  readonly generation: Generation;
  /** Connections that lie on a circle, by 'source->target'. */
  readonly feedback: readonly string[];
}

/** An excitatory and an inhibitory population, each of which feeds both. */
const balanced = ['E->E', 'E->I', 'I->E', 'I->I'];

/** Eight populations of which each reaches each other: all connections between them. */
const layers = ['L23E', 'L23I', 'L4E', 'L4I', 'L5E', 'L5I', 'L6E', 'L6I'];
/** Pairs that have none: table 5 of Potjans & Diesmann 2014 has a 0 there. */
const unconnected = [
  ...['L5I', 'L6I'].map((from) => `${from}->L23E`),
  ...['L5I', 'L6I'].map((from) => `${from}->L23I`),
  'L6I->L4E',
  ...['L5I', 'L6I'].map((from) => `${from}->L4I`),
  'L6I->L5E',
  'L6I->L5I',
];

export const byHand: Readonly<Record<string, ByHand>> = {
  brunel: { generation: '3G', feedback: balanced },
  coba: { generation: '3G', feedback: balanced },
  cobahh: { generation: '3G', feedback: balanced },
  cuba: { generation: '3G', feedback: balanced },
  digits: { generation: '3G', feedback: balanced },
  hello: { generation: '3G', feedback: [] },
  izhikevich: { generation: '3G', feedback: balanced },
  'echo-state': { generation: '2G', feedback: ['x->x', 'y->u', 'u->x', 'u->y', 'x->y'] },
  'principal-components': { generation: '2G', feedback: [] },
  'self-organising-digits': { generation: '2G', feedback: [] },
  'self-organising-map': { generation: '2G', feedback: [] },
  'echo-state-live': { generation: '2G', feedback: ['x->x', 'y->u', 'u->x', 'u->y', 'x->y'] },
  conceptors: {
    generation: '2G',
    feedback: ['s->x', 'y->u', 'u->x', 's->y', ...[0, 1, 2, 3].flatMap((k) => [`x->c${k}`, `c${k}->g${k}`, `g${k}->s`])],
  },
  'edge-of-chaos': { generation: '2G', feedback: ['x->x'] },
  'extreme-learning': { generation: '2G', feedback: [] },
  'extreme-learning-digits': { generation: '2G', feedback: [] },
  force: { generation: '2G', feedback: ['x->x', 'y->u', 'u->x', 'x->y'] },
  'markov-chain': { generation: '2G-prob', feedback: ['state->state'] },
  'markov-text': { generation: '2G', feedback: [] },
  formula: { generation: '1G', feedback: ['units->units'] },
  automaton: { generation: '1G', feedback: ['units->units'] },
  'nets-with-circles': { generation: '1G', feedback: ['units->units'] },
  'restricted-boltzmann': { generation: '2G-prob', feedback: ['v->h', 'h->v'] },
  'deep-belief': { generation: '2G-prob', feedback: ['v1->h1', 'h1->v1', 'v2->h2', 'h2->v2'] },
  'restricted-boltzmann-digits': { generation: '2G-prob', feedback: ['v->h', 'h->v'] },
  'restricted-boltzmann-dreams': { generation: '2G-prob', feedback: ['v->h', 'h->v'] },
  'deep-belief-dreams': {
    generation: '2G-prob',
    feedback: ['v1->h1', 'h1->v2', 'v2->h2', 'label->h2', 'h2->v2', 'h2->label', 'h1->down', 'v2->down', 'down->v1'],
  },
  'memory-capacity': { generation: '2G', feedback: ['x->x'] },
  hopfield: { generation: '1G', feedback: ['units->units'] },
  'deep-echo-state-alone': {
    generation: '2G',
    feedback: [
      'y->u',
      'u->y',
      'u->x1',
      ...[1, 2, 3, 4].flatMap((k) => [`x${k}->x${k}`, `x${k}->y`, ...(k < 4 ? [`x${k}->x${k + 1}`] : [])]),
    ],
  },
  'deep-echo-state': { generation: '2G', feedback: Array.from({ length: 10 }, (_, k) => `x${k + 1}->x${k + 1}`) },
  sunspots: { generation: '2G', feedback: ['x->x'] },
  nvar: {
    generation: '2G',
    feedback: ['u->l', 'u->l', 'l->p2', 'l->p2', 'l->change', 'p2->change', 'u->y', 'change->y', 'y->u'],
  },
  annealing: { generation: '2G-prob', feedback: ['units->units'] },
  'boltzmann-encoder': { generation: '2G-prob', feedback: ['units->units'] },
  boltzmann: { generation: '2G-prob', feedback: ['units->units'] },
  'hopfield-digits': { generation: '1G', feedback: ['units->units'] },
  'modern-hopfield': { generation: '2G', feedback: ['u->m', 'm->y', 'y->u'] },
  'hopfield-drawing': { generation: '1G', feedback: ['units->units'] },
  'echo-state-plasticity': { generation: '2G', feedback: ['x->x'] },
  narma: { generation: '2G', feedback: ['x->x'] },
  forecast: { generation: '2G', feedback: ['x->x'] },
  'liquid-memory': { generation: '3G', feedback: balanced },
  'liquid-product': { generation: '3G', feedback: balanced },
  'liquid-separation': { generation: '3G', feedback: balanced },
  'liquid-touch': { generation: '3G', feedback: balanced },
  'liquid-state-machine': { generation: '3G', feedback: balanced },
  logic: { generation: '1G', feedback: ['units->units', 'units->units'] },
  meanfield: { generation: '2G-prob', feedback: ['units->asSpikes', 'asSpikes->units', 'theory->theory'] },
  microcircuit: {
    generation: '3G',
    feedback: layers.flatMap((to) => layers.map((from) => `${from}->${to}`)).filter((pair) => !unconnected.includes(pair)),
  },
  patterns: { generation: '3G', feedback: [] },
  ring: { generation: '3G', feedback: ['E->E', 'E->I', 'I->E'] },
  stdp: { generation: '3G', feedback: [] },
  synfire: { generation: '3G', feedback: [] },
  perceptron: { generation: '1G', feedback: [] },
  'perceptron-moons': { generation: '1G', feedback: [] },
  retina: { generation: '1G', feedback: [] },
  'two-three-one': { generation: '2G', feedback: [] },
  'study-hours': { generation: '2G', feedback: [] },
  'radial-basis': { generation: '2G', feedback: [] },
  'radial-interpolation': { generation: '2G', feedback: [] },
  'radial-digits': { generation: '2G', feedback: [] },
  'feed-forward': { generation: '2G', feedback: [] },
  playground: { generation: '2G', feedback: [] },
  'universal-approximation': { generation: '2G', feedback: [] },
  'deep-feed-forward': { generation: '2G', feedback: [] },
  elman: { generation: '2G', feedback: ['h->h'] },
  reber: { generation: '2G', feedback: ['h->h'] },
  'elman-letters': { generation: '2G', feedback: ['h->h'] },
  'gradients-in-time': { generation: '2G', feedback: ['h->h'] },
  'elman-adding': { generation: '2G', feedback: ['h->h'] },
  lstm: { generation: '2G', feedback: Array.from({ length: 4 }, () => 'h->h') },
  'embedded-reber': { generation: '2G', feedback: Array.from({ length: 4 }, () => 'h->h') },
  'gru-waves': { generation: '2G', feedback: Array.from({ length: 3 }, () => 'h->h') },
  gru: { generation: '2G', feedback: Array.from({ length: 3 }, () => 'h->h') },
  'moby-dick': { generation: '2G', feedback: Array.from({ length: 4 }, () => 'h->h') },
  optimisers: { generation: '2G', feedback: [] },
  'vanishing-gradient': { generation: '2G', feedback: [] },
  'spiking-digits': { generation: '3G', feedback: [] },
  'recurrent-perceptron': { generation: '2G', feedback: ['h1->h1', 'h2->h2', 'y->y'] },
};
