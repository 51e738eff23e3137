/** The choice between an axis of equal differences and one of equal factors. */
import type { Panel, PanelScale } from '../../engine/index.ts';
import type { PanelOption, Translate } from './panel.ts';

const scales: readonly PanelScale[] = ['linear', 'log'];

export function linearOrLog(panel: Panel & { readonly scale?: PanelScale }, t: Translate): PanelOption[] {
  const now = panel.scale ?? 'linear';
  return scales.map((scale) => ({ label: t(`scale.${scale}`), panel: { ...panel, scale }, chosen: scale === now }));
}
