/** A list of all panels that this network can have. */
import { addablePanels, kindOf } from '../app/open-panels.ts';
import { t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import { Dialog } from './dialog.tsx';

interface Props {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

export function AddPanel({ workspace, onClose }: Props) {
  const about = workspace.session.about.value!;
  return (
    <Dialog title={t('panel.add')} onClose={onClose}>
      <ul class="choices">
        {addablePanels(about).map((panel) => (
          <li key={JSON.stringify(panel)}>
            <button
              type="button"
              data-kind={panel.panel}
              onClick={() => {
                workspace.add(panel);
                onClose();
              }}
            >
              {kindOf(panel).title(panel, about, t)}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
