/** All pictures of the page on one canvas, by Pixi. Draws when it is told to, and keeps what it can for the next picture. */
import 'pixi.js/unsafe-eval';
import { Container, WebGLRenderer } from 'pixi.js';
import { DrawnPicture } from './drawn-picture.ts';
import type { Colour, Picture } from './picture.ts';
import { type Box, finestPixels, type Stage } from './stage.ts';

/** Smooth edges take a processor that draws by itself most of its time. */
function hasGraphicsCard(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  const names = context?.getExtension('WEBGL_debug_renderer_info') ?? null;
  if (context === null || names === null) return true;
  const name = String(context.getParameter(names.UNMASKED_RENDERER_WEBGL));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|software/i.test(name);
}

export class PixiStage implements Stage {
  readonly #renderer: WebGLRenderer;
  readonly #root = new Container();
  readonly #drawn = new Map<string, DrawnPicture>();

  private constructor(renderer: WebGLRenderer) {
    this.#renderer = renderer;
  }

  /** Rejects where the browser has no WebGL. */
  static async open(canvas: HTMLCanvasElement): Promise<PixiStage> {
    const renderer = new WebGLRenderer();
    await renderer.init({
      canvas,
      width: Math.max(1, canvas.clientWidth),
      height: Math.max(1, canvas.clientHeight),
      antialias: hasGraphicsCard(),
      autoDensity: false,
      resolution: Math.min(finestPixels, devicePixelRatio),
      backgroundAlpha: 1,
    });
    // Pixi draws up to 16 textures at once; a processor in a graphics card's place would then read 16 for each pixel. There are few here.
    renderer.limits.maxBatchableTextures = 1;
    const stage = new PixiStage(renderer);
    // Where nothing changes nobody would draw again. Pixi itself makes its things anew first.
    canvas.addEventListener('webglcontextrestored', () => requestAnimationFrame(() => stage.render()));
    return stage;
  }

  background(colour: Colour): void {
    this.#renderer.background.color = colour;
  }

  resize(width: number, height: number): void {
    const { screen, resolution } = this.#renderer;
    const wanted = Math.min(finestPixels, devicePixelRatio);
    if (screen.width === width && screen.height === height && resolution === wanted) return;
    if (width >= 1 && height >= 1) this.#renderer.resize(width, height, wanted);
  }

  /** Shows a picture in a box, in place of the one that had this id. On the screen after `render`. */
  show(id: string, picture: Picture, box: Box): void {
    let drawn = this.#drawn.get(id);
    if (drawn === undefined) {
      drawn = new DrawnPicture();
      this.#drawn.set(id, drawn);
      this.#root.addChild(drawn.container);
    }
    drawn.show(picture);
    drawn.container.position.set(Math.round(box.x), Math.round(box.y));
  }

  remove(id: string): void {
    this.#drawn.get(id)?.destroy();
    this.#drawn.delete(id);
    this.render();
  }

  render(): void {
    this.#renderer.render(this.#root);
  }

  dispose(): void {
    for (const drawn of this.#drawn.values()) drawn.destroy();
    this.#drawn.clear();
    this.#root.destroy();
    this.#renderer.destroy();
  }
}
