/** Fonts of pictures, on the screen and saved: the same as those of the page. */
export const textFont = 'system-ui, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
export const monoFont = 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';
