/** The page of one run: toolbar, panels on their canvas, what can be changed beside them, and the timeline below. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { tell } from '../app/messages.ts';
import { Screen } from '../app/screen.ts';
import { t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import { AddPanel } from './add-panel.tsx';
import { CellInspector } from './cell-inspector.tsx';
import { Controls } from './controls.tsx';
import { Help } from './help.tsx';
import { NetworkList } from './network.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { Results } from './results.tsx';
import { saveFile } from './save-panel.ts';
import { Timeline } from './timeline.tsx';
import { Toolbar } from './toolbar.tsx';
import { useWorkbenchKeys } from './workbench-keys.ts';

interface Props {
  readonly workspace: Workspace;
  readonly onHome: () => void;
}

export type Overlay = 'help' | 'add-panel' | null;

export function Workbench({ workspace, onHome }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [screen, setScreen] = useState<Screen | null>(null);
  const [overlay, setOverlay] = useState<Overlay>(null);
  useEffect(() => {
    let opened: Screen | null = null;
    let closed = false;
    Screen.open(workspace, canvas.current!).then(
      (one) => {
        if (closed) return one.dispose();
        opened = one;
        setScreen(one);
      },
      (error: unknown) => tell('error', error instanceof Error ? error.message : String(error)),
    );
    return () => {
      closed = true;
      opened?.dispose();
      setScreen(null);
    };
  }, [workspace]);
  const actions = {
    home: onHome,
    addPanel: () => setOverlay('add-panel'),
    help: () => setOverlay('help'),
    copyLink: () => void copyLink(),
    saveTrace: () => void saveTrace(workspace),
  };
  useWorkbenchKeys({ workspace, screen, actions, overlay });
  const panels = workspace.panels.value;
  const about = workspace.session.about.value!;
  return (
    <div class="workbench">
      <Toolbar workspace={workspace} actions={actions} />
      <main>
        <canvas ref={canvas} />
        <div
          class="panels"
          data-count={panels.length > 12 ? 'crowd' : panels.length > 6 ? 'many' : panels.length}
          data-enlarged={workspace.enlarged.value !== null}
        >
          {panels.length === 0 && <p class="faint">{t('panel.empty')}</p>}
          {screen !== null && panels.map((open) => <PanelFrame key={open.id} screen={screen} open={open} />)}
        </div>
        {screen !== null && <Timeline screen={screen} />}
      </main>
      <aside>
        <h1>{about.title}</h1>
        <p class="faint">{about.source}</p>
        <CellInspector workspace={workspace} />
        <Controls workspace={workspace} />
        <Results workspace={workspace} />
        <NetworkList workspace={workspace} />
      </aside>
      {overlay === 'help' && <Help onClose={() => setOverlay(null)} />}
      {overlay === 'add-panel' && <AddPanel workspace={workspace} onClose={() => setOverlay(null)} />}
    </div>
  );
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    tell('notice', t('share.copied'));
  } catch {
    tell('notice', location.href);
  }
}

/** The file bears the names that find the run again. */
async function saveTrace({ session }: Workspace): Promise<void> {
  const { scenario, seed } = session.about.value!;
  tell('notice', t('save.preparing'));
  try {
    const bytes = await session.saveTrace();
    saveFile(`${scenario}-${seed}.mcap`, new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }));
  } catch (error) {
    tell('error', error instanceof Error ? error.message : String(error));
  }
}
