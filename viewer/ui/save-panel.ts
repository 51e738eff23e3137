/** Saves a panel as a picture or its numbers, as a file of the reader's browser. */
import type { OpenPanel } from '../app/panel-desk.ts';
import type { Screen } from '../app/screen.ts';
import { toCsv, toPng, toSvg } from '../picture/index.ts';

export type SavedAs = 'png' | 'svg' | 'csv';

export async function savePanel(screen: Screen, open: OpenPanel, title: string, as: SavedAs): Promise<void> {
  const view = screen.desk.viewOf(open.id, screen.sharedView());
  if (view === null) return;
  const { scenario, seed } = view.about;
  const name = `${scenario}-${seed}-${title}`.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  if (as === 'csv') {
    saveFile(`${name}.csv`, new Blob([toCsv(open.drawing.table(view))], { type: 'text/csv' }));
    return;
  }
  const picture = open.drawing.draw(view);
  const { background } = view.theme;
  if (as === 'svg') saveFile(`${name}.svg`, new Blob([await toSvg(picture, background)], { type: 'image/svg+xml' }));
  else saveFile(`${name}.png`, await toPng(picture, background));
}

export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(content);
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
