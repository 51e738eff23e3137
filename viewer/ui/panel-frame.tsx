/** A panel's place on the page: its title, its buttons, and what the pointer does over it. The picture itself lies on the canvas below. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { kindOf } from '../app/open-panels.ts';
import type { OpenPanel } from '../app/panel-desk.ts';
import { PanelPointer } from '../app/panel-pointer.ts';
import type { Screen } from '../app/screen.ts';
import { t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import type { Hit } from '../panels/panel.ts';
import { IconButton } from './icons.tsx';
import { type SavedAs, savePanel } from './save-panel.ts';

interface Props {
  readonly screen: Screen;
  readonly open: OpenPanel;
}

interface Tip {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
}

export function PanelFrame({ screen, open }: Props) {
  const { workspace } = screen;
  const body = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const { id } = open;
  const title = kindOf(open.panel).title(open.panel, workspace.session.about.value!, t);
  useEffect(() => {
    const element = body.current!;
    screen.desk.place(open, element);
    screen.desk.measure();
    const pointer = new PanelPointer(screen, open, element, (hit, x, y) => setTip(hit === null ? null : { hit, x, y }));
    return () => {
      pointer.dispose();
      screen.desk.remove(id);
    };
  }, [screen, open, id]);
  const enlarged = workspace.enlarged.value === id;
  const hidden = workspace.enlarged.value !== null && !enlarged;
  return (
    <section
      class="panel"
      data-kind={open.panel.panel}
      data-enlarged={enlarged}
      data-focused={workspace.focused.value === id}
      aria-label={title}
      hidden={hidden}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys act on the panel that has the focus.
      tabIndex={0}
      onFocusIn={() => {
        workspace.focused.value = id;
      }}
    >
      <header>
        <h2>{title}</h2>
        <Options workspace={workspace} open={open} />
        <SaveMenu onSave={(as) => void savePanel(screen, open, title, as)} />
        <IconButton
          icon="larger"
          label={t(enlarged ? 'panel.smaller' : 'panel.larger')}
          shortcut="Enter"
          pressed={enlarged}
          onClick={() => {
            workspace.enlarged.value = enlarged ? null : id;
          }}
        />
        <IconButton icon="close" label={t('panel.close')} shortcut="Delete" onClick={() => workspace.close(id)} />
      </header>
      <div class="panel-body" ref={body} role="img" aria-label={title}>
        {tip !== null && (
          <div class="tip" style={{ left: tip.x, top: tip.y }}>
            {tip.hit.lines.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

/** How the panel may look; nothing where there is no choice. */
function Options({ workspace, open }: { readonly workspace: Workspace; readonly open: OpenPanel }) {
  const options = kindOf(open.panel).options?.(open.panel, workspace.session.about.value!, t) ?? [];
  if (options.length < 2) return null;
  return (
    <select
      class="panel-options"
      aria-label={t('panel.options')}
      value={options.findIndex(({ chosen }) => chosen)}
      onChange={(event) => workspace.change(open.id, options[Number(event.currentTarget.value)]!.panel)}
    >
      {options.map(({ label }, k) => (
        <option key={label} value={k}>
          {label}
        </option>
      ))}
    </select>
  );
}

function SaveMenu({ onSave }: { readonly onSave: (as: SavedAs) => void }) {
  const details = useRef<HTMLDetailsElement>(null);
  const item = (as: SavedAs) => (
    <button
      type="button"
      onClick={() => {
        details.current!.open = false;
        onSave(as);
      }}
    >
      {t(`panel.${as}`)}
    </button>
  );
  return (
    <details class="menu" ref={details}>
      <summary aria-label={t('panel.menu')} title={t('panel.menu')}>
        ⤓
      </summary>
      <div>
        {item('png')}
        {item('svg')}
        {item('csv')}
      </div>
    </details>
  );
}
