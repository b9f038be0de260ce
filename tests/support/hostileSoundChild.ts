/** Reads each sound file it is given to its end and says what came of it, and how much memory all of it took. */
import { openWav } from '../../src/audio/wav/openWav.ts';

const BLOCK_FRAMES = 16_000;

for (const file of process.argv.slice(2)) {
  const opened = await openWav(file);
  if (!opened.ok) {
    process.stdout.write(`${JSON.stringify({ code: opened.error.code, message: opened.error.message })}\n`);
    continue;
  }
  const { frameCount, channelCount } = opened.value;
  let read = 0;
  let areNumbers = true;
  for (let at = 0; at < frameCount; at += BLOCK_FRAMES) {
    const channels = await opened.value.read(at, BLOCK_FRAMES);
    read += channels[0]?.length ?? 0;
    areNumbers &&= channels.every((samples) => samples.every(Number.isFinite));
  }
  await opened.value.close();
  process.stdout.write(`${JSON.stringify({ frameCount, channelCount, read, areNumbers })}\n`);
}
process.stdout.write(`${JSON.stringify({ peakMegabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
