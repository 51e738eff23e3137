/** The door of pictures that needs no screen: colours, ticks, files. The stage has its own, so that pages without one do not load it. */
export { toCsv } from './csv.ts';
export { css, paintPicture } from './paint.ts';
export { themeOf } from './palette.ts';
export { toPng } from './png.ts';
export { toSvg } from './svg.ts';
export { timeTicks } from './time-ticks.ts';
