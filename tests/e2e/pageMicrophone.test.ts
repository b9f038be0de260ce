/**
 * Recording through the page itself, as on systems without a recorder program: the browser's fake device plays a file,
 * the audio thread hands it over untouched, and what is stored is held against the file, channel by channel.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWavBytes } from '../../src/audio/wav/openWav.ts';
import { wavBytes } from '../../src/audio/wav/writeWav.ts';
import type { Core } from '../../src/main/core/createCore.ts';
import { openCore } from '../../src/main/core/openCore.ts';
import type { AppEvent, CallInput, CallName, CallOutput } from '../../src/shared/contract.ts';
import { CHROMIUM, launchBrowser } from './support/browser.ts';
import { buildPages, type OpenApp, openApp, ROOT } from './support/openApp.ts';

const PERSON = { name: 'Dana Okafor', credentials: 'OTR/L', licence: null, passphrase: 'lantern otter gravel tulip' };
const CHANNELS = 2;
const RATE = 16_000;

/** The first two microphones of the bundled session. */
async function played(): Promise<Float32Array[]> {
  const wav = await openWavBytes(readFileSync(join(ROOT, 'resources/sample/gym-session/session.wav')), 'sample');
  if (!wav.ok) throw new Error(wav.error.message);
  return (await wav.value.read(0, wav.value.frameCount)).slice(0, CHANNELS);
}

/** Where `piece` lies in `whole`, and how alike the two are there. */
function place(piece: Float32Array, whole: Float32Array): { readonly at: number; readonly likeness: number } {
  let best = { at: 0, likeness: -1 };
  for (let at = 0; at + piece.length <= whole.length; at += 1) {
    let product = 0;
    let own = 1e-12;
    let other = 1e-12;
    for (let i = 0; i < piece.length; i += 4) {
      product += piece[i]! * whole[at + i]!;
      own += piece[i]! ** 2;
      other += whole[at + i]! ** 2;
    }
    const likeness = product / Math.sqrt(own * other);
    if (likeness > best.likeness) best = { at, likeness };
  }
  return best;
}

describe.skipIf(CHROMIUM === null)('a session recorded by the page itself', () => {
  let browser: Browser;
  let core: Core;
  let app: OpenApp;
  let page: Page;
  let folder: string;
  let sound: Float32Array[];
  const events: AppEvent[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-e2e-'));
    sound = await played();
    const file = join(folder, 'microphones.wav');
    writeFileSync(file, wavBytes(sound));
    await buildPages();
    browser = await launchBrowser([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
    ]);
    const opened = await openCore({ shell: 'test', dataFolder: join(folder, 'data') });
    if (!opened.ok) throw new Error(opened.error.message);
    core = opened.value;
    core.onEvent((event) => void events.push(event));
    await must('security.setUp', PERSON);
    const patient = await must('patients.save', {
      ...{ id: null, name: 'Walter Example', birthDate: null, recordNumber: null, diagnosis: null },
      ...{ affectedSide: null, precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
      ...{ certificationStart: null, certificationEnd: null },
    });
    expect(patient.name).toBe('Walter Example');
    app = await openApp(browser, core);
    page = app.page;
  });

  afterAll(async () => {
    await app?.close();
    await browser?.close();
    await core?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function must<N extends CallName>(name: N, body: CallInput<N>): Promise<CallOutput<N>> {
    const result = await core.call(name, body);
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
    return result.value;
  }

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const elapsedMs = async (): Promise<number> => (await must('app.status', {})).recording?.elapsedMs ?? 0;

  it('offers the microphones of the window after consent', async () => {
    await button(/^Walter Example/).click();
    await button(/Start a session/).click();
    await button('They agreed').click();
    await page.getByRole('heading', { name: 'Microphones' }).waitFor();
    const ask = button('Also look through this window');
    const device = page.getByRole('button', { name: /Device/ });
    await ask.or(device).first().waitFor();
    if (await ask.isVisible()) await ask.click();
    await device.click();
    await page
      .getByRole('option', { name: /through this window/ })
      .first()
      .click();
    await page.getByRole('radio', { name: String(CHANNELS), exact: true }).check({ force: true });
    await button('Continue').click();
  });

  it('records it, lets go of it in a pause, and takes it up again', async () => {
    await button('Skip and record').click();
    await page.getByRole('timer').waitFor();
    await expect.poll(elapsedMs, { timeout: 30_000 }).toBeGreaterThan(6000);
    expect((await must('app.status', {})).microphone).toMatchObject({ channels: CHANNELS });
    await button(/^Pause/).click();
    await page.getByText('Nothing is being recorded.').waitFor();
    expect((await must('app.status', {})).microphone).toBeNull();
    const before = await elapsedMs();
    await page.waitForTimeout(1500);
    expect(await elapsedMs()).toBe(before);
    await button(/^Resume/).click();
    await expect.poll(elapsedMs, { timeout: 20_000 }).toBeGreaterThan(before + 4000);
  });

  it('goes on while the app is locked', async () => {
    const before = await elapsedMs();
    await button('Lock').click();
    await page.getByLabel('Passphrase').waitFor();
    await expect.poll(elapsedMs, { timeout: 20_000 }).toBeGreaterThan(before + 2000);
    await page.getByLabel('Passphrase').fill(PERSON.passphrase);
    await button(/Unlock/).click();
    await page.getByRole('timer').waitFor();
  });

  it('has stored what the microphones heard, unprocessed and in order, with the pause as a gap', async () => {
    const { sessionId } = await must('recording.stop', {});
    const patients = await must('patients.list', {});
    const session = patients.flatMap(({ sessions }) => sessions).find(({ id }) => id === sessionId);
    expect(session?.state).toBe('stopped');
    await must('pipeline.run', { sessionId });
    await expect
      .poll(() => events.find(({ kind }) => kind === 'processed' || kind === 'failed')?.kind, { timeout: 200_000 })
      .toBe('processed');
    const { record } = await must('review.get', { sessionId });
    const [track] = record.tracks;
    expect(track).toMatchObject({ channelCount: CHANNELS, sampleRateHz: RATE });
    expect(track!.gaps.map(({ reason }) => reason)).toEqual(['paused']);
    const clip = await must('review.play', { sessionId, startMs: 2000, endMs: 3000, heard: [] });
    const heard = await openWavBytes(Buffer.from(clip.wavBase64, 'base64'), 'clip');
    if (!heard.ok) throw new Error(heard.error.message);
    const [first] = await heard.value.read(0, RATE);
    const whole = sound[0]!.subarray(0, 12 * RATE);
    expect(place(first!, whole).likeness).toBeGreaterThan(0.97);
    expect(app.faults).toEqual([]);
  });
});
