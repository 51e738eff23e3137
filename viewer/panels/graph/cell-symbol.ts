/** Which symbol of the zoo a population's cells bear, read from what is known of the network. Draws nothing. */
import type { About } from '../../../engine/index.ts';
import { type CellSymbol, type SymbolFamily, type SymbolMark, zooSymbols } from '../../picture/symbols.ts';

const complex: Readonly<Record<string, CellSymbol>> = {
  memory: zooSymbols.memory,
  kernel: zooSymbols.kernel,
  capsule: zooSymbols.capsule,
  convolution: zooSymbols.convolution,
};
const chance = /\b(uniform|normal|bernoulli|poisson)\s*\(|\bxi\b/;

/** A source is an input, what nothing follows an output, and values that only feed themselves an input that is fed back. */
export function symbolOf(about: About, population: number): CellSymbol {
  const { name, spikes, equations, spike } = about.populations[population]!;
  const own = ofComplexity(about, name);
  if (own !== null) return own;
  const { projections } = about;
  const takes = projections.some(({ from, to }) => to === name && from !== name);
  const gives = projections.some(({ from, to }) => from === name && to !== name);
  const itself = projections.some(({ from, to }) => from === name && to === name);
  const marks: SymbolMark[] = [];
  if (chance.test(equations) || (spike !== undefined && chance.test(spike.when))) marks.push('ring');
  if (spikes) marks.push('triangle');
  const backfed = itself && !takes && !gives && !spikes;
  if (backfed && !marks.includes('ring')) marks.push('ring');
  return { family: familyOf(takes, gives, itself, spikes, backfed), marks };
}

/** What the tags of the network call more than plain. */
function ofComplexity({ tags }: About, name: string): CellSymbol | null {
  const value: unknown = (tags?.cells[name] as Readonly<Record<string, unknown>> | undefined)?.['complexity'];
  return typeof value === 'string' && Object.hasOwn(complex, value) ? complex[value]! : null;
}

function familyOf(takes: boolean, gives: boolean, itself: boolean, spikes: boolean, backfed: boolean): SymbolFamily {
  if (backfed || (gives && !takes && !itself)) return 'input';
  // Spiking cells bear the chart's own symbol, in a loop or not.
  if (itself && !spikes) return 'recurrent';
  return takes && !gives && !itself ? 'output' : 'hidden';
}
