/** The eigenvalues of a population's connections to itself in the complex plane, with the unit circle: what lies within it fades, what lies beyond grows. */
import type { Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber } from './cell-numbers.ts';
import { type ChartFrame, noticePicture } from './chart-frame.ts';
import type { Hit, PanelDrawing, PanelView, Table } from './panel.ts';
import { shortNumber } from './short-number.ts';
import { squareFrame } from './square-frame.ts';

export type SpectrumPanel = Extract<Panel, { readonly panel: 'plane'; readonly spectrum: string }>;

interface Spectrum {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly radius: number;
}

/** A point that is farther from the pointer is not meant, in px. */
const near = 12;
const corners = 120;

export class SpectrumPlane implements PanelDrawing {
  readonly #panel: SpectrumPanel;

  constructor(panel: SpectrumPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const found = this.#spectrum(view);
    if (typeof found === 'string') return noticePicture(theme, width, height, found);
    const { real, imaginary, radius } = found;
    const frame = frameOf(view, found);
    const discs = Float32Array.from({ length: 3 * real.length }, (_, k) => {
      const at = Math.floor(k / 3);
      return [frame.x(real[at]!), frame.y(imaginary[at]!), 2.6][k % 3]!;
    });
    const colours = Uint32Array.from(real, (_, k) =>
      Math.hypot(real[k]!, imaginary[k]!) > 1 ? theme.accent : theme.populations[0]!,
    );
    const items: PictureItem[] = [
      ...frame.items,
      circle(frame, 1, theme.ink, 1.4),
      circle(frame, radius, theme.faint, 1),
      { kind: 'discs', discs, colours },
      {
        kind: 'text',
        x: frame.left + theme.text,
        y: theme.text * 0.8,
        text: t('spectrum.radius', { radius: shortNumber(radius) }),
        size: theme.text,
        colour: theme.ink,
        bold: true,
      },
    ];
    return { width, height, items };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const found = this.#spectrum(view);
    if (typeof found === 'string') return null;
    const { real, imaginary } = found;
    const frame = frameOf(view, found);
    let [best, least] = [-1, near];
    real.forEach((value, k) => {
      const distance = Math.hypot(frame.x(value) - x, frame.y(imaginary[k]!) - y);
      if (distance < least) [best, least] = [k, distance];
    });
    if (best < 0) return null;
    const [a, b] = [real[best]!, imaginary[best]!];
    const lines = [
      `${shortNumber(a)} ${b < 0 ? '−' : '+'} ${shortNumber(Math.abs(b))} i`,
      `|λ| = ${shortNumber(Math.hypot(a, b))}`,
    ];
    return { lines, cell: null, step: null };
  }

  table(view: PanelView): Table {
    const found = this.#spectrum(view);
    return typeof found === 'string' ? {} : { real: [...found.real], imaginary: [...found.imaginary] };
  }

  timeAxis(): null {
    return null;
  }

  /** Or the reason why there is none. */
  #spectrum({ about, ask, t }: PanelView): Spectrum | string {
    const population = populationNumber(about, this.#panel.spectrum);
    if (population < 0) return t('panel.none', { name: this.#panel.spectrum });
    const { answer, why } = ask({ of: 'spectrum', population });
    if (why !== null) return t('panel.unknown', { why });
    if (answer?.of !== 'spectrum') return t('panel.waiting');
    const { real, imaginary } = answer.spectrum;
    return { real, imaginary, radius: real.reduce((most, value, k) => Math.max(most, Math.hypot(value, imaginary[k]!)), 0) };
  }
}

function frameOf(view: PanelView, { radius }: Spectrum): ChartFrame {
  const high = 1.15 * Math.max(1, radius);
  const { t } = view;
  return squareFrame(view, { label: t('spectrum.real'), low: -high, high }, { label: t('spectrum.imaginary'), low: -high, high });
}

function circle(frame: ChartFrame, radius: number, colour: number, width: number): PictureItem {
  const points = Float32Array.from({ length: 2 * (corners + 1) }, (_, k) => {
    const angle = (2 * Math.PI * Math.floor(k / 2)) / corners;
    return k % 2 === 0 ? frame.x(radius * Math.cos(angle)) : frame.y(radius * Math.sin(angle));
  });
  return { kind: 'polyline', points, colour, width };
}
