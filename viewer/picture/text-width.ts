/** How wide a text is, about: enough to place it without asking a screen. */

/** In px, for a sans-serif face; Chinese characters are as wide as they are high. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text)
    width += letter > '\u2e7f' ? 1 : /[ijltf.,:;'|()!\s]/.test(letter) ? 0.32 : /[mwMW@%]/.test(letter) ? 0.86 : 0.56;
  return width * size;
}
