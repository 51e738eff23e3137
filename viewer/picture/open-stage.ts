/** The stage that this browser can have: by Pixi on WebGL, or by its 2D canvas where there is no WebGL. */
import { CanvasStage } from './canvas-stage.ts';
import { PixiStage } from './pixi-stage.ts';
import type { Stage } from './stage.ts';

/** `slow`: without WebGL, which the reader should know. */
export async function openStage(canvas: HTMLCanvasElement): Promise<{ readonly stage: Stage; readonly slow: boolean }> {
  const there = document.createElement('canvas').getContext('webgl2') !== null;
  return there ? { stage: await PixiStage.open(canvas), slow: false } : { stage: new CanvasStage(canvas), slow: true };
}
