/** What the scenes share: a caseload to start from, and the steps that several of them take. */
import type { Page } from 'playwright-core';
import type { RecogniserTime, RecogniserView } from '../../../src/shared/contract.ts';
import { createFakeCore, type FakeCore, patient, SAMPLE_PATIENT, session } from '../../renderer/support/fakeCore.ts';
import { DUE, EXERCISES, FLOWSHEET, FOUND, PROGRESS, REVIEWER } from '../../renderer/support/fakeProgress.ts';
import { EPISODE, RECKONING } from '../../renderer/support/fakeReckoning.ts';
import { inSpanish, sampleReview } from '../../renderer/support/sampleReview.ts';

export interface Scene {
  readonly name: string;
  /** The core as it is when the page opens. */
  readonly core: () => FakeCore;
  readonly go?: (page: Page, core: FakeCore) => Promise<void>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const DRAFTED = session('s1', 'p0', 'review', { isSample: true });

export const TIMED: RecogniserTime = {
  ...{ realTimeFactor: 0.2, loadMs: 900, threads: 4, processor: 'test', measuredAt: '2026-03-02T15:05:00Z' },
};

export const imported = (name: string, more: Partial<RecogniserView> = {}): RecogniserView => ({
  ...{ name, origin: 'imported', isChosen: false, state: 'good', message: null, time: null, isOffered: false },
  ...more,
});

export function withCaseload(): FakeCore {
  const core = createFakeCore();
  core.world.patients.push(
    SAMPLE_PATIENT,
    patient('p1', 'Amara Lindqvist', {
      diagnosis: 'Left wrist fracture, after cast',
      affectedSide: 'left',
      birthDate: '1961-04-09',
      recordNumber: 'R-2041',
      payerId: 'commercial-ama',
    }),
    patient('p2', 'Benedict Osei', {
      diagnosis: 'Parkinson’s disease',
      birthDate: '1948-11-23',
      recordNumber: 'R-1987',
    }),
    patient('p3', 'Carmen Villanueva', { diagnosis: 'Left total hip replacement', affectedSide: 'left' }),
    patient('p4', 'Yusuf Demir', { diagnosis: 'Mild cognitive impairment' }),
  );
  core.world.sessions.push(
    DRAFTED,
    session('s2', 'p0', 'signed', { dateOfService: '2026-02-27', durationMs: 2_520_000 }),
    session('s3', 'p1', 'stopped', { durationMs: 2_700_000 }),
    session('s4', 'p2', 'signed', { dateOfService: '2026-02-26', durationMs: 1_980_000 }),
    session('s5', 'p3', 'signed', { dateOfService: '2026-02-25', durationMs: 2_340_000 }),
  );
  const review = sampleReview(SAMPLE_PATIENT, DRAFTED);
  core.world.reviews.set(DRAFTED.id, { ...review, record: { ...review.record, reckoning: RECKONING } });
  core.world.episode = EPISODE;
  core.world.due.push(...DUE);
  core.world.progress = PROGRESS;
  core.world.found = FOUND;
  core.world.reviewer = REVIEWER;
  return core;
}

/** With exercises told in the draft and in two visits before it. */
export function withExercises(): FakeCore {
  const core = withCaseload();
  core.world.progress = { ...PROGRESS, flowsheet: FLOWSHEET };
  const review = core.world.reviews.get(DRAFTED.id);
  if (review === undefined) throw new Error('There is no draft.');
  const facts = [...review.record.facts, ...EXERCISES];
  core.world.reviews.set(DRAFTED.id, { ...review, record: { ...review.record, facts } });
  return core;
}

/** One line of the patient's is in Spanish. */
export function withOtherLanguage(): FakeCore {
  const core = withCaseload();
  const review = core.world.reviews.get(DRAFTED.id);
  if (review === undefined) throw new Error('There is no draft.');
  core.world.reviews.set(DRAFTED.id, inSpanish(review));
  return core;
}

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();
export const openReview = async (page: Page): Promise<void> => {
  await press(page, /Review and sign/);
  await page.getByRole('heading', { name: 'Subjective' }).waitFor();
};

export async function planned(page: Page, core: FakeCore): Promise<string> {
  await page.locator('.caseload-item', { hasText: 'Benedict Osei' }).click();
  await press(page, /Start a session/);
  await page.getByRole('heading', { name: 'New session' }).waitFor();
  return core.world.sessions.at(-1)?.id ?? '';
}

export async function toVoice(page: Page, core: FakeCore): Promise<string> {
  const id = await planned(page, core);
  await press(page, 'They agreed');
  await press(page, 'Continue');
  await page.getByRole('heading', { name: /Ten seconds/ }).waitFor();
  return id;
}
