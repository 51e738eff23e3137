/** One picture as objects of Pixi, which stay for the next picture where they can: shapes, images and texts, in their order. */
import { BitmapText, BufferImageSource, Container, Graphics, Sprite, Texture } from 'pixi.js';
import { glyphs } from './glyphs.ts';
import type { ClipItem, ImageItem, Picture, PictureItem, TextItem } from './picture.ts';
import { Shapes } from './shapes.ts';

/** Texts that no picture has shown for so many pictures are given up. */
const keepTexts = 120;

interface KeptText {
  readonly text: BitmapText;
  used: number;
}

class KeptImage {
  readonly sprite: Sprite;
  readonly #source: BufferImageSource;
  #stamp: object | undefined;

  constructor({ columns, rows, smooth = false }: ImageItem) {
    this.#source = new BufferImageSource({
      resource: new Uint8Array(columns * rows * 4),
      width: columns,
      height: rows,
      alphaMode: 'premultiply-alpha-on-upload',
      scaleMode: smooth ? 'linear' : 'nearest',
    });
    this.sprite = new Sprite(new Texture({ source: this.#source }));
  }

  fits({ columns, rows, smooth = false }: ImageItem): boolean {
    const { pixelWidth, pixelHeight, scaleMode } = this.#source;
    return pixelWidth === columns && pixelHeight === rows && scaleMode === (smooth ? 'linear' : 'nearest');
  }

  show({ x, y, width, height, rgba, stamp }: ImageItem): void {
    if (stamp === undefined || stamp !== this.#stamp) {
      (this.#source.resource as Uint8Array).set(rgba);
      this.#source.update();
    }
    this.#stamp = stamp;
    this.sprite.position.set(x, y);
    this.sprite.setSize(width, height);
  }

  destroy(): void {
    this.sprite.destroy({ texture: true, textureSource: true });
  }
}

/** What the items of a picture, or of a clip in it, have become. */
class Layer {
  readonly container = new Container();
  readonly #shapes: Shapes[] = [];
  readonly #images: KeptImage[] = [];
  readonly #clips: { readonly layer: Layer; readonly mask: Graphics }[] = [];
  readonly #texts = new Map<string, KeptText[]>();
  #shown = 0;

  show(items: readonly PictureItem[]): void {
    this.#shown++;
    this.container.removeChildren();
    const used = { shapes: 0, images: 0, clips: 0 };
    let open: Shapes | null = null;
    const endShapes = (): void => {
      if (open !== null) this.container.addChild(open.end());
      open = null;
    };
    for (const item of items) {
      if (item.kind === 'text') {
        endShapes();
        this.#text(item);
      } else if (item.kind === 'image') {
        endShapes();
        this.#image(item, used.images++);
      } else if (item.kind === 'clip') {
        endShapes();
        this.#clip(item, used.clips++);
      } else {
        if (open === null) {
          open = this.#shapes[used.shapes] ??= new Shapes();
          used.shapes++;
          open.begin();
        }
        open.add(item);
      }
    }
    endShapes();
    this.#giveUp(used);
  }

  destroy(): void {
    this.#giveUp({ shapes: 0, images: 0, clips: 0 });
    for (const texts of this.#texts.values()) for (const { text } of texts) text.destroy();
    this.#texts.clear();
    this.container.destroy();
  }

  #image(item: ImageItem, place: number): void {
    if (item.columns < 1 || item.rows < 1) return;
    let image = this.#images[place];
    if (image === undefined || !image.fits(item)) {
      image?.destroy();
      image = new KeptImage(item);
      this.#images[place] = image;
    }
    image.show(item);
    this.container.addChild(image.sprite);
  }

  #clip(item: ClipItem, place: number): void {
    let clip = this.#clips[place];
    if (clip === undefined) {
      clip = { layer: new Layer(), mask: new Graphics() };
      clip.layer.container.mask = clip.mask;
      this.#clips[place] = clip;
    }
    const { layer, mask } = clip;
    layer.show(item.items);
    mask.clear().rect(item.x, item.y, item.width, item.height).fill(0xffffff);
    this.container.addChild(mask, layer.container);
  }

  /** A text that was shown before is moved: laying one out anew takes longer. */
  #text(item: TextItem): void {
    const { text: words, size, bold = false, mono = false } = item;
    const key = `${size} ${bold} ${mono} ${words}`;
    let kept = this.#texts.get(key);
    if (kept === undefined) {
      kept = [];
      this.#texts.set(key, kept);
    }
    let free = kept.find(({ used }) => used !== this.#shown);
    if (free === undefined) {
      const style = { fontFamily: glyphs(size, bold, mono), fontSize: size, fill: 0xffffff };
      free = { text: new BitmapText({ text: words, style, roundPixels: true }), used: 0 };
      kept.push(free);
    }
    free.used = this.#shown;
    place(free.text, item);
    this.container.addChild(free.text);
  }

  #giveUp(used: { readonly shapes: number; readonly images: number; readonly clips: number }): void {
    for (const shapes of this.#shapes.splice(used.shapes)) shapes.destroy();
    for (const image of this.#images.splice(used.images)) image.destroy();
    for (const { layer, mask } of this.#clips.splice(used.clips)) {
      layer.container.mask = null;
      layer.destroy();
      mask.destroy();
    }
    if (this.#shown % keepTexts !== 0) return;
    for (const [key, texts] of this.#texts) {
      const kept = texts.filter(({ used: last }) => this.#shown - last < keepTexts);
      for (const one of texts) if (!kept.includes(one)) one.text.destroy();
      if (kept.length === 0) this.#texts.delete(key);
      else this.#texts.set(key, kept);
    }
  }
}

function place(text: BitmapText, { x, y, colour, align = 'start', baseline = 'middle', upwards = false }: TextItem): void {
  text.tint = colour;
  text.anchor.set(align === 'start' ? 0 : align === 'middle' ? 0.5 : 1, baseline === 'top' ? 0 : baseline === 'middle' ? 0.5 : 1);
  text.rotation = upwards ? -Math.PI / 2 : 0;
  text.position.set(x, y);
}

export class DrawnPicture {
  readonly #layer = new Layer();

  get container(): Container {
    return this.#layer.container;
  }

  show({ items }: Picture): void {
    this.#layer.show(items);
  }

  destroy(): void {
    this.#layer.container.removeFromParent();
    this.#layer.destroy();
  }
}
