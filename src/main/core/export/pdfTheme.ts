/** Measures and colours of the printed note, in points. Ink and accent keep 4.5:1 contrast on white. */
const MARGIN = 60;

export const PAGE = {
  size: 'LETTER',
  margins: { top: 88, bottom: 66, left: MARGIN, right: MARGIN },
  width: 612 - 2 * MARGIN,
  height: 792,
} as const;

export const SIZE = {
  title: 18,
  heading: 12,
  body: 10,
  field: 9.5,
  small: 8.5,
  lineGap: 1.5,
  gap: 6,
  signatureBlock: 96,
} as const;
export const FONT = { regular: 'note-regular', bold: 'note-bold' } as const;
export const COLOUR = {
  ink: '#1b2430',
  muted: '#5a6675',
  accent: '#1f5673',
  open: '#8a4b08',
  draft: '#a3271f',
  rule: '#c9d1da',
} as const;
