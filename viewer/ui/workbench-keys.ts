/** Connects the keys with what they do to a workspace. */
import { useEffect, useRef } from 'preact/hooks';
import { type Action, actionOf } from '../app/keyboard.ts';
import { kindOf } from '../app/open-panels.ts';
import type { Screen } from '../app/screen.ts';
import { change, settings, t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import { type SavedAs, savePanel } from './save-panel.ts';
import { anotherSeed, type ToolbarActions } from './toolbar.tsx';

interface Connected {
  readonly workspace: Workspace;
  readonly screen: Screen | null;
  readonly actions: ToolbarActions;
  /** While one is open, its own keys alone work. */
  readonly overlay: unknown;
}

export function useWorkbenchKeys(connected: Connected): void {
  const latest = useRef(connected);
  latest.current = connected;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const action = latest.current.overlay === null ? actionOf(event) : null;
      if (action === null) return;
      event.preventDefault();
      act(action, latest.current);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function act(action: Action, connected: Connected): void {
  const { workspace, actions } = connected;
  const { session, selected, tool } = workspace;
  const { from, to } = workspace.window;
  const span = to - from;
  const acts: Partial<Record<Action, () => void>> = {
    'run-or-pause': () => workspace.runOrPause(),
    step: () => session.step(1),
    reset: () => session.reset(),
    slower: () => workspace.slower(),
    faster: () => workspace.faster(),
    fastest: () => workspace.setSpeed('fastest'),
    'new-seed': () => session.reset(anotherSeed()),
    follow: () => workspace.follow(),
    whole: () => workspace.whole(),
    back: () => workspace.seek(workspace.window.cursor - span / 20),
    forward: () => workspace.seek(workspace.window.cursor + span / 20),
    'far-back': () => workspace.seek(workspace.window.cursor - span),
    'far-forward': () => workspace.seek(workspace.window.cursor + span),
    closer: () => workspace.zoom(0.7),
    wider: () => workspace.zoom(1 / 0.7),
    'next-panel': () => nextPanel(workspace),
    enlarge: () => {
      workspace.enlarged.value = workspace.enlarged.value === null ? workspace.focused.value : null;
    },
    'add-panel': actions.addPanel,
    'close-panel': () => {
      if (workspace.focused.value !== null) workspace.close(workspace.focused.value);
    },
    'next-cell': () => nextCell(workspace, 1),
    'previous-cell': () => nextCell(workspace, -1),
    stimulate: () => {
      if (selected.value !== null) workspace.stimulate(selected.value.population, [selected.value.cell]);
    },
    tool: () => {
      tool.value = tool.value === 'stimulate' ? 'select' : 'stimulate';
    },
    deselect: () => workspace.select(null),
    'save-png': () => save(connected, 'png'),
    'save-svg': () => save(connected, 'svg'),
    'save-csv': () => save(connected, 'csv'),
    'save-trace': actions.saveTrace,
    'copy-link': actions.copyLink,
    theme: () => change({ dark: !settings.value.dark }),
    hall: () => change({ hall: !settings.value.hall }),
    language: () => change({ language: settings.value.language === 'en' ? 'zh' : 'en' }),
    home: actions.home,
    help: actions.help,
  };
  acts[action]?.();
}

function nextPanel({ panels, focused, enlarged }: Workspace): void {
  const ids = panels.value.map(({ id }) => id);
  if (ids.length === 0) return;
  const next = ids[(ids.indexOf(focused.value ?? '') + 1) % ids.length]!;
  focused.value = next;
  if (enlarged.value !== null) enlarged.value = next;
}

function nextCell(workspace: Workspace, by: number): void {
  const { population, cell } = workspace.selected.value ?? { population: 0, cell: by > 0 ? -1 : 0 };
  const { size } = workspace.session.about.value!.populations[population]!;
  workspace.select({ population, cell: (cell + by + size) % size });
}

function save({ workspace, screen }: Connected, as: SavedAs): void {
  const open = workspace.panels.value.find(({ id }) => id === workspace.focused.value) ?? workspace.panels.value[0];
  if (open === undefined || screen === null) return;
  void savePanel(screen, open, kindOf(open.panel).title(open.panel, workspace.session.about.value!, t), as);
}
