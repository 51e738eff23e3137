/**
 * The shortest sequence in which each window of `length` symbols comes once, if it is repeated (de Bruijn 1946, Proc K Ned Akad Wet 49:758): all
 * Lyndon words whose length divides that of the window, in their order (Fredricksen & Maiorana 1978, Discrete Math 23:207).
 */
export function everyWindow(symbols: number, length: number): number[] {
  const sequence: number[] = [];
  const word = new Array<number>(length).fill(0);
  let size = 1;
  while (size > 0) {
    if (length % size === 0) sequence.push(...word.slice(0, size));
    for (let i = size; i < length; i++) word[i] = word[i - size]!;
    size = length;
    while (size > 0 && word[size - 1] === symbols - 1) size--;
    if (size > 0) word[size - 1]!++;
  }
  return sequence;
}
