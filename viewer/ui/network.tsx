/** Populations and projections of the network, each with its switch to mute it. */
import { settings, t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import { projectionLabel } from '../panels/projection-label.ts';
import { css, themeOf } from '../picture/index.ts';
import { formatCount } from './format.ts';
import { IconButton } from './icons.tsx';

export function NetworkList({ workspace }: { readonly workspace: Workspace }) {
  const about = workspace.session.about.value!;
  const { populations, projections, mode } = about;
  const muted = workspace.muted.value;
  const live = mode === 'live';
  const colours = themeOf(settings.value).populations.map(css);
  return (
    <section aria-labelledby="network-title">
      <h2 id="network-title">{t('network.title')}</h2>
      <ul class="network">
        {populations.map(({ name, size, model }, population) => {
          const out = projections.flatMap(({ from, kind }, k) => (from === name && kind === 'event' ? [k] : []));
          const silent = out.length > 0 && out.every((k) => muted.has(k));
          return (
            <li key={name}>
              <span class="dot" style={{ background: colours[population % colours.length]! }} />
              <span class="name">{name}</span>
              <span class="faint">
                {size === 1 ? t('network.oneCell', { model }) : t('network.cells', { count: formatCount(size), model })}
              </span>
              {live && out.length > 0 && (
                <MuteButton name={name} muted={silent} onClick={() => out.forEach((k) => workspace.mute(k, !silent))} />
              )}
            </li>
          );
        })}
        {projections.map(({ name, synapses, kind }, projection) => (
          <li key={name} class="projection">
            <span class="name" title={name}>
              {projectionLabel(about, name)}
            </span>
            <span class="faint">{t('network.synapses', { count: formatCount(synapses) })}</span>
            {live && kind === 'event' && (
              <MuteButton
                name={name}
                muted={muted.has(projection)}
                onClick={() => workspace.mute(projection, !muted.has(projection))}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MuteProps {
  readonly name: string;
  readonly muted: boolean;
  readonly onClick: () => void;
}

function MuteButton({ name, muted, onClick }: MuteProps) {
  return (
    <IconButton icon={muted ? 'muted' : 'sound'} label={`${t('network.mute')}: ${name}`} pressed={muted} onClick={onClick} />
  );
}
