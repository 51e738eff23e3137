/** What the symbols of cells mean. */
import { useEffect, useRef } from 'preact/hooks';
import { settings, t } from '../app/settings.ts';
import { css, paintPicture, themeOf } from '../picture/index.ts';
import { type CellSymbol, symbolItems } from '../picture/symbols.ts';

const entries = [
  { symbol: { family: 'input', marks: [] }, text: 'zoo.legend.input' },
  { symbol: { family: 'hidden', marks: [] }, text: 'zoo.legend.hidden' },
  { symbol: { family: 'output', marks: [] }, text: 'zoo.legend.output' },
  { symbol: { family: 'hidden', marks: ['triangle'] }, text: 'zoo.legend.spikes' },
  { symbol: { family: 'hidden', marks: ['ring'] }, text: 'zoo.legend.random' },
] as const satisfies readonly { readonly symbol: CellSymbol; readonly text: string }[];

export function Legend() {
  return (
    <ul class="legend" aria-label={t('zoo.cells')}>
      {entries.map(({ symbol, text }) => (
        <li key={text}>
          <SymbolImage symbol={symbol} />
          {t(text)}
        </li>
      ))}
    </ul>
  );
}

function SymbolImage({ symbol }: { readonly symbol: CellSymbol }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { dark } = settings.value;
  useEffect(() => {
    const context = canvas.current!.getContext('2d');
    if (context === null) return;
    const theme = themeOf({ dark, hall: false });
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.fillStyle = css(theme.background);
    context.fillRect(0, 0, 20, 20);
    paintPicture(context, { items: symbolItems(symbol, 10, 10, 8, theme.ink, 0x1d2430) });
  }, [symbol, dark]);
  return <canvas ref={canvas} width={40} height={40} />;
}
