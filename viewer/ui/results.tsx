/** What the run came to: metrics as they are, and at the end what was expected and what came out. */
import { t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import { formatNumber } from './format.ts';

export function Results({ workspace }: { readonly workspace: Workspace }) {
  const result = workspace.session.result.value;
  if (result === null) return null;
  return (
    <section aria-labelledby="result-title">
      <h2 id="result-title">{t('result.title')}</h2>
      <dl class="state">
        {Object.entries(result.metrics).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      <ul class="expected">
        {result.expect.map(({ of, measure, value, between, pass, why }) => (
          <li key={`${of} ${measure} ${why}`} data-pass={String(pass)} title={why}>
            <span>{pass === null ? '·' : pass ? '✓' : '✗'}</span> {of === null ? '' : `${of} `}
            {measure} {value === null ? '–' : formatNumber(value)}
            <span class="faint">
              {' '}
              ({between[0] ?? '−∞'} … {between[1] ?? '∞'}){pass !== null && ` ${t(pass ? 'result.pass' : 'result.fail')}`}
            </span>
          </li>
        ))}
      </ul>
      {result.spikeHash !== null && <p class="faint mono hash">spike_hash {result.spikeHash}</p>}
    </section>
  );
}
