/** Coloured triangles on the graphics card: one draw call for any number of shapes. */
import { Buffer, BufferUsage, Geometry, Mesh, Shader } from 'pixi.js';
import type { PictureItem } from './picture.ts';
import { cornerWords, Triangles } from './triangles.ts';

const vertex = `
in vec2 aPosition;
in vec4 aColour;
out vec4 vColour;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  mat3 place = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((place * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
  vColour = vec4(aColour.rgb * aColour.a, aColour.a);
}`;
const fragment = `
in vec4 vColour;
void main() {
  gl_FragColor = vColour;
}`;

/** Draws the first corners of its buffer only: the rest is room to grow. */
class ShapeGeometry extends Geometry {
  corners = 0;

  override get vertexCount(): number {
    return this.corners;
  }
}

let shader: Shader | null = null;

export class Shapes {
  readonly #triangles = new Triangles();
  #mesh: Mesh<ShapeGeometry, Shader> | null = null;
  #buffer: Buffer | null = null;

  begin(): void {
    this.#triangles.clear();
  }

  add(item: PictureItem): void {
    this.#triangles.add(item);
  }

  /** What was added since `begin`. Another object after it has grown. */
  end(): Mesh<ShapeGeometry, Shader> {
    const { buffer, corners } = this.#triangles;
    if (this.#mesh === null || this.#buffer!.data !== buffer) this.#make(buffer);
    const mesh = this.#mesh!;
    mesh.geometry.corners = corners;
    mesh.visible = corners > 0;
    this.#buffer!.update(corners * cornerWords * 4);
    return mesh;
  }

  destroy(): void {
    this.#mesh?.geometry.destroy(true);
    this.#mesh?.destroy();
    this.#mesh = null;
    this.#buffer = null;
  }

  #make(data: Float32Array): void {
    this.destroy();
    const buffer = new Buffer({ data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
    const stride = cornerWords * 4;
    const geometry = new ShapeGeometry({
      attributes: {
        aPosition: { buffer, format: 'float32x2', stride, offset: 0 },
        aColour: { buffer, format: 'unorm8x4', stride, offset: 8 },
      },
    });
    shader ??= Shader.from({ gl: { vertex, fragment }, resources: {} });
    this.#buffer = buffer;
    this.#mesh = new Mesh({ geometry, shader });
  }
}
