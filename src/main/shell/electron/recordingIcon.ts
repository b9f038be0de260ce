/** The tray's picture while a recording goes on: a red disc with a white rim, drawn here, so it is there in any shell. */

export const ICON_SIZE = 32;
const RADIUS = 14;
const RIM = 2;
const RED_BGRA = [0x2b, 0x2b, 0xd3, 0xff];
const WHITE_BGRA = [0xff, 0xff, 0xff, 0xff];

/** Pixels as Electron's createFromBitmap takes them: four bytes each, blue first. */
export function recordingIconPixels(): Uint8Array {
  const pixels = new Uint8Array(ICON_SIZE * ICON_SIZE * 4);
  const middle = (ICON_SIZE - 1) / 2;
  for (let y = 0; y < ICON_SIZE; y += 1) {
    for (let x = 0; x < ICON_SIZE; x += 1) {
      const distance = Math.hypot(x - middle, y - middle);
      if (distance > RADIUS) continue;
      pixels.set(distance > RADIUS - RIM ? WHITE_BGRA : RED_BGRA, (y * ICON_SIZE + x) * 4);
    }
  }
  return pixels;
}
