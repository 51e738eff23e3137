/** Colours of pictures. Background and ink are those of the page, ui/base.css; the accent is none of a population's. */
import type { Theme } from '../panels/panel.ts';

/** After Okabe and Ito (2008), darker or lighter where the background asks for it. */
const onDark = [0x56b4e9, 0xe69f00, 0x2bb58f, 0xf0e442, 0xcc79a7, 0xd55e00, 0x8da0cb, 0xb3b3b3] as const;
const onLight = [0x0072b2, 0xc77700, 0x00845f, 0x8a7a00, 0xb8558a, 0xc24e00, 0x4f68a8, 0x666666] as const;

const dark: Theme = {
  dark: true,
  background: 0x12151b,
  ink: 0xe8ebf0,
  faint: 0x9aa5b4,
  accent: 0xffd54a,
  populations: onDark,
  text: 12,
};
const light: Theme = {
  dark: false,
  background: 0xfbfbf9,
  ink: 0x1d2430,
  faint: 0x5f6b7a,
  accent: 0xb03a00,
  populations: onLight,
  text: 12,
};

export function themeOf({ dark: isDark, hall }: { readonly dark: boolean; readonly hall: boolean }): Theme {
  const theme = isDark ? dark : light;
  return hall ? { ...theme, faint: theme.ink, text: 18 } : theme;
}
