/** A quiet tone as a WAV file, base64: something real for the audio element to play. */
const RATE_HZ = 8000;
const TONE_HZ = 220;
const LOUDNESS = 2000;

export function toneWav(durationMs: number): string {
  const frames = Math.max(1, Math.round((durationMs / 1000) * RATE_HZ));
  const file = Buffer.alloc(44 + frames * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + frames * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE_HZ, 24);
  file.writeUInt32LE(RATE_HZ * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(frames * 2, 40);
  for (let frame = 0; frame < frames; frame += 1) {
    file.writeInt16LE(Math.round(LOUDNESS * Math.sin((2 * Math.PI * TONE_HZ * frame) / RATE_HZ)), 44 + frame * 2);
  }
  return file.toString('base64');
}
