/**
 * Markov chain of a higher order, as a network: of a layer of units one is active, the one whose symbols came last, in their order; the shares of
 * what comes next are its weights. Shannon 1948, Bell Syst Tech J 27:379, section 3.
 */
import { allToAll, type Network, NeurariumError, network, pairs, steps } from '../../engine/index.ts';
import { inputUnit, softmaxUnit, thresholdUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';

const mostContexts = 200_000;

/** What counts train. */
export const contextCounts: readonly string[] = ['context->y:input#0'];

/**
 * `symbols`, of which one is active in each step in population x; `order`: how many of them are looked back at. Populations x, context and y; unit
 * u of context has symbol u mod symbols now, the next digit one step before, and so on.
 */
export function contextChain({ symbols, order }: { readonly symbols: number; readonly order: number }): Network {
  let contexts = 1;
  for (let back = 0; back < order; back++) contexts *= symbols;
  if (contexts > mostContexts)
    throw new NeurariumError({
      code: 'description',
      message: `${contexts} contexts of ${order} of ${symbols} symbols, expected at most ${mostContexts}`,
      hint: 'Look back at fewer.',
    });
  const units = Array.from({ length: contexts }, (_, unit) => unit);
  let place = 1;
  const hears = Array.from({ length: order }, (_, back): Connection => {
    const digit = units.map((unit) => Math.floor(unit / place) % symbols);
    place *= symbols;
    return { from: 'x', to: 'context', port: 'input', wiring: pairs(digit, units), weight: 1, delay: steps(back) };
  });
  const populations: Populations = {
    x: inputUnit.of(symbols),
    context: thresholdUnit.of(contexts, { theta: order - 0.5 }),
    y: softmaxUnit.of(symbols),
  };
  return network(populations, [...hears, { from: 'context', to: 'y', port: 'input', wiring: allToAll(), weight: 0 }]);
}
