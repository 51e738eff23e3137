import { describe, expect, it } from 'vitest';
import { createProgress, type ProgressOptions } from '../../../cli/terminal/index.ts';
import { displayWidth } from '../../../cli/terminal/text.ts';

function recorded(output: { isTTY?: boolean; columns?: number }, options: ProgressOptions) {
  const written: string[] = [];
  return { written, progress: createProgress({ ...output, write: (text) => written.push(text) }, options) };
}

describe('progress', () => {
  it('redraws one line on a terminal, at most ten times a second, and takes it away', () => {
    const { written, progress } = recorded({ isTTY: true, columns: 80 }, { dt: 0.1 });
    progress.update({ done: 2500, total: 10_000, wall: 0.5 });
    progress.update({ done: 2600, total: 10_000, wall: 0.55 });
    progress.update({ done: 5000, total: 10_000, wall: 1 });
    progress.clear();
    progress.clear();
    expect(written).toEqual([
      `\r${'━'.repeat(8)}${'─'.repeat(22)} 0.250 s of 1 s · 0.500 × real time · 1.50 s left\u001b[K`,
      expect.stringContaining('0.500 s of 1 s · 0.500 × real time · 1.00 s left'),
      '\r\u001b[K',
    ]);
  });

  it('never fills a terminal to its edge', () => {
    for (const columns of [10, 40, 60, 200]) {
      const { written, progress } = recorded({ isTTY: true, columns }, { dt: 0.1 });
      progress.update({ done: 123_456, total: 1_000_000, wall: 4000 }, 'training, epoch 2 of 5');
      const line = written[0]!.replace('\r', '').replace('\u001b[K', '');
      expect(displayWidth(line)).toBeLessThan(columns);
    }
  });

  it('writes a plain line every two seconds in a pipe, and none for a short run', () => {
    const { written, progress } = recorded({}, { dt: null });
    for (let i = 0; i <= 45; i++) progress.update({ done: i, total: 50, wall: i / 10 }, 'epoch 1 of 2');
    progress.clear();
    expect(written).toEqual([
      '40 %, epoch 1 of 2, 20 of 50 steps, 10.0 steps/s, 3.00 s left\n',
      '80 %, epoch 1 of 2, 40 of 50 steps, 10.0 steps/s, 1.00 s left\n',
    ]);
  });

  it('goes on when a second run has its time begin anew', () => {
    const { written, progress } = recorded({}, { dt: null });
    progress.update({ done: 1, total: 4, wall: 9 });
    progress.update({ done: 1, total: 4, wall: 0.1 });
    progress.update({ done: 2, total: 4, wall: 2.5 });
    expect(written).toHaveLength(2);
  });

  it('writes nothing when silent', () => {
    const { written, progress } = recorded({ isTTY: true }, { dt: 0.1, silent: true });
    progress.update({ done: 1, total: 2, wall: 10 });
    progress.clear();
    expect(written).toEqual([]);
  });
});
