/** Small drawings for buttons, in the colour of the text around them. */

const paths = {
  run: 'M5 3l8 5-8 5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M3 3l6 5-6 5zM10 3h2.5v10H10z',
  reset: 'M8 3a5 5 0 1 1-4.6 3l-1.6.7 1-4.2 4 1.6-1.7.7A3.5 3.5 0 1 0 8 4.5z',
  close: 'M4 3l4 4 4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4-4-4z',
  larger: 'M3 3h4v1.5H4.5V7H3zM13 13H9v-1.5h2.5V9H13z',
  save: 'M7 2h2v6h2.5L8 12 4.5 8H7zM3 13h10v1.5H3z',
  add: 'M7 3h2v4h4v2H9v4H7V9H3V7h4z',
  link: 'M6 5H4a3 3 0 0 0 0 6h2V9.5H4a1.5 1.5 0 0 1 0-3h2zM10 5h2a3 3 0 0 1 0 6h-2V9.5h2a1.5 1.5 0 0 0 0-3h-2zM5.5 7.2h5v1.6h-5z',
  home: 'M8 2l6 5.5-1 1-1-.9V13H9V9.5H7V13H4V7.6l-1 .9-1-1z',
  bolt: 'M9 1L4 9h3l-1 6 6-8.5H8.5z',
  sound: 'M2 6h3l4-3v10l-4-3H2zM11 5.5a4 4 0 0 1 0 5z',
  muted: 'M2 6h3l4-3v10l-4-3H2zM10.5 6l1-1 1.5 1.5L14.5 5l1 1L14 7.5 15.5 9l-1 1L13 8.5 11.5 10l-1-1L12 7.5z',
  contrast: 'M8 2a6 6 0 1 0 .01 0zm0 1.6v8.8a4.4 4.4 0 0 1 0-8.8z',
  hall: 'M2 12l3.2-9h1.9l3.2 9H8.6l-.7-2.1H4.5L3.8 12zM5 8.5h2.4L6.2 4.9zM12 4h1.4v1.9h1.9v1.4h-1.9v1.9H12V7.3h-1.9V5.9H12z',
  dice: 'M3 3h10v10H3zm2.5 2a1 1 0 1 0 .01 0zm5 0a1 1 0 1 0 .01 0zM8 7a1 1 0 1 0 .01 0zm-2.5 2a1 1 0 1 0 .01 0zm5 0a1 1 0 1 0 .01 0z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** The key that does the same. */
  readonly shortcut?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A button with a drawing; its label is read aloud and shown on hover. */
export function IconButton({ icon, label, shortcut, pressed, disabled, onClick }: IconButtonProps) {
  const title = shortcut === undefined ? label : `${label} (${shortcut})`;
  return (
    <button
      type="button"
      class="icon-button"
      title={title}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
