/** Every key of the viewer, in one table: the help overlay is drawn from it. */
import type { TextKey } from '../texts/index.ts';

export type Action =
  | 'run-or-pause'
  | 'step'
  | 'reset'
  | 'slower'
  | 'faster'
  | 'fastest'
  | 'new-seed'
  | 'follow'
  | 'whole'
  | 'back'
  | 'forward'
  | 'far-back'
  | 'far-forward'
  | 'closer'
  | 'wider'
  | 'next-panel'
  | 'enlarge'
  | 'add-panel'
  | 'close-panel'
  | 'next-cell'
  | 'previous-cell'
  | 'stimulate'
  | 'tool'
  | 'deselect'
  | 'save-png'
  | 'save-svg'
  | 'save-csv'
  | 'save-trace'
  | 'copy-link'
  | 'theme'
  | 'hall'
  | 'language'
  | 'search'
  | 'home'
  | 'help';

export interface Key {
  /** As KeyboardEvent.key. */
  readonly key: string;
  readonly shown: string;
  readonly action: Action;
  readonly text: TextKey;
}

export const keys: readonly Key[] = [
  { key: ' ', shown: 'Space', action: 'run-or-pause', text: 'key.run' },
  { key: '.', shown: '.', action: 'step', text: 'run.step' },
  { key: 'r', shown: 'R', action: 'reset', text: 'run.reset' },
  { key: '[', shown: '[', action: 'slower', text: 'key.slower' },
  { key: ']', shown: ']', action: 'faster', text: 'key.faster' },
  { key: '\\', shown: '\\', action: 'fastest', text: 'run.fastest' },
  { key: 'n', shown: 'N', action: 'new-seed', text: 'run.newSeed' },
  { key: 'End', shown: 'End', action: 'follow', text: 'time.follow' },
  { key: 'Home', shown: 'Home', action: 'whole', text: 'time.whole' },
  { key: 'ArrowLeft', shown: '←', action: 'back', text: 'key.back' },
  { key: 'ArrowRight', shown: '→', action: 'forward', text: 'key.forward' },
  { key: 'PageUp', shown: 'Page ↑', action: 'far-back', text: 'key.farBack' },
  { key: 'PageDown', shown: 'Page ↓', action: 'far-forward', text: 'key.farForward' },
  { key: '+', shown: '+', action: 'closer', text: 'key.closer' },
  { key: '-', shown: '−', action: 'wider', text: 'key.wider' },
  { key: 'p', shown: 'P', action: 'next-panel', text: 'key.nextPanel' },
  { key: 'Enter', shown: 'Enter', action: 'enlarge', text: 'panel.larger' },
  { key: 'a', shown: 'A', action: 'add-panel', text: 'panel.add' },
  { key: 'Delete', shown: 'Del', action: 'close-panel', text: 'panel.close' },
  { key: 'ArrowDown', shown: '↓', action: 'next-cell', text: 'key.nextCell' },
  { key: 'ArrowUp', shown: '↑', action: 'previous-cell', text: 'key.previousCell' },
  { key: 'b', shown: 'B', action: 'stimulate', text: 'key.stimulate' },
  { key: 'd', shown: 'D', action: 'tool', text: 'cell.dragStimulate' },
  { key: 'Escape', shown: 'Esc', action: 'deselect', text: 'cell.close' },
  { key: 'g', shown: 'G', action: 'save-png', text: 'panel.png' },
  { key: 'v', shown: 'V', action: 'save-svg', text: 'panel.svg' },
  { key: 'c', shown: 'C', action: 'save-csv', text: 'panel.csv' },
  { key: 's', shown: 'S', action: 'save-trace', text: 'save.trace' },
  { key: 'l', shown: 'L', action: 'copy-link', text: 'share.link' },
  { key: 't', shown: 'T', action: 'theme', text: 'key.theme' },
  { key: 'h', shown: 'H', action: 'hall', text: 'look.hall' },
  { key: 'z', shown: 'Z', action: 'language', text: 'key.language' },
  { key: '/', shown: '/', action: 'search', text: 'key.search' },
  { key: 'Backspace', shown: '⌫', action: 'home', text: 'app.home' },
  { key: '?', shown: '?', action: 'help', text: 'help.open' },
];

/** What a key does here; null inside a field that takes text, and with the browser's own modifiers. */
export function actionOf(event: KeyboardEvent): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target;
  if (target instanceof HTMLElement) {
    if (target.matches('input:not([type=range],[type=checkbox]), textarea, select')) return null;
    // What the element itself does with the key comes first.
    if (target.matches('button, a, summary') && (event.key === ' ' || event.key === 'Enter')) return null;
    if (target.matches('input[type=range], [role=slider]') && /^(Arrow|Home|End|Page)/.test(event.key)) return null;
    if (target.matches('input[type=checkbox]') && event.key === ' ') return null;
  }
  return keys.find(({ key }) => key === event.key || key === event.key.toLowerCase())?.action ?? null;
}
