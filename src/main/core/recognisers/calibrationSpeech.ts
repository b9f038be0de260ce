/** A minute and a half of speech with its words, for calibration: the sample session in pieces of up to 28 s, and its voice sample. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CalibrationClip } from '../../../audio/modelImport/measureCalibration.ts';
import { openWav } from '../../../audio/wav/openWav.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';

const LONGEST_S = 28;
const SAMPLE_RATE_HZ = 16000;

const scriptSchema = z.object({
  enrolment: z.object({ file: z.string().regex(/^[\w.-]+$/), text: z.string() }),
  utterances: z.array(z.object({ t0: z.number(), t1: z.number(), text: z.string() })).min(1),
});

export async function calibrationSpeech({ resources }: Installation): Promise<Result<readonly CalibrationClip[]>> {
  const folder = join(resources, 'sample/gym-session');
  const script = await readScript(join(folder, 'script.json'));
  if (!script.ok) return script;
  const { enrolment, utterances } = script.value;
  const session = await firstChannel(join(folder, 'session.wav'));
  if (!session.ok) return session;
  const voice = await firstChannel(join(folder, enrolment.file));
  if (!voice.ok) return voice;
  const pieces: { from: number; to: number; texts: string[] }[] = [];
  for (const { t0, t1, text } of [...utterances].sort((a, b) => a.t0 - b.t0)) {
    const last = pieces.at(-1);
    if (last && t1 - last.from <= LONGEST_S) {
      last.to = Math.max(last.to, t1);
      last.texts.push(text);
    } else pieces.push({ from: t0, to: t1, texts: [text] });
  }
  const at = (seconds: number): number => Math.round(seconds * SAMPLE_RATE_HZ);
  return ok([
    { samples: voice.value, text: enrolment.text },
    ...pieces.map(({ from, to, texts }) => ({ samples: session.value.slice(at(from), at(to)), text: texts.join(' ') })),
  ]);
}

async function readScript(file: string): Promise<Result<z.infer<typeof scriptSchema>>> {
  try {
    return ok(scriptSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
  } catch {
    return fail('not_found', 'The sample session is missing. Install the app again, or give --calibration.', {
      at: file,
    });
  }
}

async function firstChannel(file: string): Promise<Result<Float32Array>> {
  const wav = await openWav(file);
  if (!wav.ok) return wav;
  const [samples = new Float32Array(0)] = await wav.value.read(0, wav.value.frameCount);
  await wav.value.close();
  return ok(samples);
}
