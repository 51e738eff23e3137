/** A reader who follows links at random, and now and then opens any page: a Markov chain, whose time on each page is the rank of the page. */
import { largestDeviation, scenario, stationaryDistribution, totalVariation } from '../../engine/index.ts';
import { markovChain } from '../../models/index.ts';

const pages = ['home', 'news', 'shop', 'help', 'blog', 'about'];
/** Where the links of each page lead. */
const links = [[1, 2, 4], [0, 4], [0, 3], [2], [0, 1, 5], [0]];
/** Share of the steps in which a link is followed. */
const follows = 0.85;

const n = pages.length;
const transitions = Float64Array.from(
  links.flatMap((to) => pages.map((_, page) => (1 - follows) / n + (to.includes(page) ? follows / to.length : 0))),
);
const ranks = stationaryDistribution(transitions, n);
const steps = 1_000_000;
/** Of how often each move was seen: a share p of the N pi_i steps from page i. */
const errors = transitions.map((p, k) => Math.sqrt((p * (1 - p)) / (steps * ranks[Math.floor(k / n)]!)));

export default scenario({
  id: 'markov-chain',
  title: 'Markov chain: a reader among six pages',
  source: 'Markov 1906, Izv Fiz-Matem Obsch Kazan Univ 15:135; Brin & Page 1998, Comput Netw 30:107 (ranks of pages)',
  controls: {
    prior: { default: 0, min: 0, max: 1000, doc: 'moves of each kind that count as seen before any was (Laplace)' },
  },
  duration: steps,
  network: ({ prior }) => markovChain(transitions, { prior }),
  panels: [
    { panel: 'graph', of: ['state'], layout: 'circular' },
    { panel: 'bars', of: 'visits', variable: 'average', labels: pages },
    { panel: 'image-grid', of: 'moves', variable: 'average', shape: [n, n] },
    { panel: 'matrix', of: 'state', variable: 'y' },
    {
      panel: 'text',
      text: pages
        .map((page, i) => `${page}: rank ${ranks[i]!.toFixed(3)}, links to ${links[i]!.map((k) => pages[k]).join(', ')}`)
        .join('\n'),
    },
  ],
  metrics: {
    distance: totalVariation('visits.average', ranks),
    errors: largestDeviation('moves.average', transitions, errors),
  },
  expect: ({ prior }) => [
    {
      measure: 'distance',
      atMost: 0.005,
      why: 'total variation between time on the pages and their ranks, after a million steps',
    },
    ...(prior === 0
      ? [{ measure: 'errors' as const, atMost: 4, why: 'standard errors by which any move was counted too often or too rarely' }]
      : []),
  ],
});
