// @vitest-environment node
/** The contrast of every pairing of colours that the pages use, computed from tokens.css itself (WCAG 2.2, 1.4.3 and 1.4.11). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(fileURLToPath(new URL('../../src/renderer/ui/tokens.css', import.meta.url)), 'utf8');
const TEXT = 4.5;
const PARTS = 3;

type Theme = 'light' | 'dark';

const TOKENS = new Map(
  [...CSS.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

function colour(name: string, theme: Theme): string {
  const pair = TOKENS.get(name);
  if (pair === undefined) throw new Error(`tokens.css has no colour pair --${name}`);
  return pair[theme];
}

/** Relative luminance as WCAG defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const PAIRS: readonly (readonly [string, readonly string[], number])[] = [
  ['ink', [...GROUNDS, 'heard', 'heard-now'], TEXT],
  ['ink-soft', GROUNDS, TEXT],
  ['ink-muted', GROUNDS, TEXT],
  ['canvas', ['ink'], TEXT],
  ['on-accent', ['accent', 'accent-hover'], TEXT],
  ['on-record', ['record'], TEXT],
  ['accent-ink', [...GROUNDS, 'accent-soft'], TEXT],
  ['attention-ink', [...GROUNDS, 'attention-soft'], TEXT],
  ['danger-ink', [...GROUNDS, 'danger-soft'], TEXT],
  ['accent', ['canvas', 'surface', 'raised', 'sunken'], PARTS],
  ['attention', ['canvas', 'surface', 'sunken', 'attention-soft'], PARTS],
  ['danger', ['canvas', 'surface', 'sunken', 'danger-soft'], PARTS],
  ['record', ['canvas', 'surface'], PARTS],
  ['line-strong', ['canvas', 'surface', 'raised', 'sunken'], PARTS],
  ['focus', GROUNDS, PARTS],
];

const CASES = PAIRS.flatMap(([front, grounds, least]) =>
  grounds.flatMap((ground) => (['light', 'dark'] as const).map((theme) => ({ theme, front, ground, least }))),
);

describe('the colour tokens', () => {
  it('come in pairs that were all read', () => {
    expect(TOKENS.size).toBeGreaterThan(20);
  });

  it.each(CASES)('$theme: $front on $ground has at least $least : 1', ({ theme, front, ground, least }) => {
    expect(contrast(colour(front, theme), colour(ground, theme))).toBeGreaterThanOrEqual(least);
  });

  it('would notice a pale grey', () => {
    expect(contrast('#9a9a9a', '#ffffff')).toBeLessThan(TEXT);
  });
});
