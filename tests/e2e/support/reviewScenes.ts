/** The draft, its signature, and what stands under it. */
import type { Page } from 'playwright-core';
import { PASTED } from '../../renderer/support/fakeCompare.ts';
import { type FakeCore, PASSPHRASE } from '../../renderer/support/fakeCore.ts';
import { LAST_VISIT } from '../../renderer/support/fakeLastVisit.ts';
import { ADDENDUM_SCENES, settle, signed } from './addendumScenes.ts';
import { openReview, press, type Scene, withCaseload } from './sceneSteps.ts';

function withColleague(): FakeCore {
  const core = withCaseload();
  const sam = { id: 'u9', name: 'Sam Rivera', credentials: 'COTA/L', licence: 'A-20871' };
  core.world.colleagues.push({ ...sam, isAssistant: true, isStudent: false, isUser: false });
  return core;
}

/** The grooming becomes the assistant's. */
async function settleWithAssistant(page: Page): Promise<void> {
  await settle(page);
  await page.getByRole('tab', { name: /Minutes/ }).click();
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  await page.getByRole('radio', { name: 'Assistant' }).check({ force: true });
  await page.getByRole('tabpanel').getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByText(/by an assistant/).waitFor();
}

async function openContribution(page: Page): Promise<void> {
  await settleWithAssistant(page);
  await press(page, /^Assistant signs/);
  await page.getByRole('dialog').getByText('Sam Rivera').first().waitFor();
}

async function signContribution(page: Page): Promise<void> {
  await openContribution(page);
  await page.getByText(/I furnished the services listed/).click();
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await press(page, 'Sign the contribution');
  await page.getByText(/Not final/).waitFor();
}

/** Some words were hard to hear, and a sentence that was typed lost its basis. */
function withDoubt(): FakeCore {
  const core = withCaseload();
  const review = core.world.reviews.get('s1')!;
  const { transcript } = review.record;
  const doubtful = /shoulder|wobbling|moderate/;
  const utterances = transcript.utterances.map((line) => ({
    ...line,
    words: line.words.map((word) => (doubtful.test(word.text) ? { ...word, p: 0.3 } : word)),
  }));
  const text = 'Shoulder pain eased with rest.';
  core.world.reviews.set('s1', {
    ...review,
    record: { ...review.record, transcript: { ...transcript, utterances } },
    setAside: [{ position: 3, what: 'sentence', text, before: null, sectionId: 'subjective' }],
    issues: [
      ...review.issues,
      {
        ...({ severity: 'warning', code: 'set-aside', at: 'set-aside-3' } as const),
        message: `The words under a sentence you had typed changed: “${text}”`,
      },
    ],
  });
  return core;
}

export const REVIEW_SCENES: readonly Scene[] = [
  { name: 'review', core: withCaseload, go: openReview },
  {
    name: 'review-evidence',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('button', { name: 'Mod A' }).click();
      await page.getByText('two verbal cues').first().waitFor();
    },
  },
  {
    name: 'review-correct-minutes',
    core: withCaseload,
    go: async (page) => {
      await signed(page);
      await press(page, 'Add an addendum');
      await page.getByRole('radio', { name: 'Correction' }).check({ force: true });
      await press(page, 'Correct minutes too');
      await page.getByLabel(/97530.*were signed/).fill('20');
      await page.getByText('Corrected:').waitFor();
    },
  },
  {
    name: 'review-last-visit',
    core: () => {
      const core = withCaseload();
      core.world.lastVisits.set('s1', LAST_VISIT);
      return core;
    },
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Last visit/ }).click();
      await page.getByText('Word for word as last time').waitFor();
      await page.getByText('New today').click();
    },
  },
  {
    name: 'review-pulled',
    core: () => {
      const core = withCaseload();
      core.world.lastVisits.set('s1', LAST_VISIT);
      return core;
    },
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Last visit/ }).click();
      await press(page, /Bring forward.*Max A/);
      await page.getByText('Patient required ___ for toilet transfer.').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'review-minutes',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Minutes/ }).click();
      await page.locator('.charges summary').first().click();
    },
  },
  {
    name: 'review-threshold',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Minutes/ }).click();
      await page.getByRole('button', { name: 'Attest and add KX' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'review-findings',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Findings/ }).click();
    },
  },
  {
    name: 'review-checklist',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Findings/ }).click();
      await page.getByText('Functional items', { exact: true }).scrollIntoViewIfNeeded();
      await page.getByText('Medical necessity', { exact: true }).click();
    },
  },
  {
    name: 'review-heard-again',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: 'Transcript' }).click();
      const line = page.getByRole('listitem').filter({ hasText: 'wobbling' });
      await line.getByRole('button', { name: /^Hear the line at/ }).click();
      await press(page, 'Hear with whisper-base');
      await page.getByRole('button', { name: 'Take these words' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'review-transcript',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByText('Toilet transfer required').click();
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Transcript' }).click();
    },
  },
  {
    name: 'review-speaker',
    core: withDoubt,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: 'Transcript' }).click();
      await page.getByRole('button', { name: 'Patient at 0:06: change the speaker' }).press('Enter');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'review-corrected',
    core: withDoubt,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: 'Transcript' }).click();
      await page.getByRole('button', { name: 'Patient at 0:06: change the speaker' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Caregiver' }).first().press('Enter');
      await page.getByText('First heard as Patient').waitFor();
      await press(page, 'Correct the words at 0:40');
      await page.getByRole('textbox', { name: 'Words at 0:40' }).fill('Four out of ten.');
      await page.keyboard.press('Control+Enter');
      await page.getByText('First heard as “Two out of ten.”').waitFor();
      await press(page, 'Correct the words at 0:04');
      await page.getByText('could not be written down safely').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'review-history',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('6');
      await page.getByText('Sentence changed').waitFor();
    },
  },
  {
    name: 'review-side-by-side',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('6');
      await press(page, 'Draft and note side by side');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'review-consent',
    core: () => {
      const core = withCaseload();
      const review = core.world.reviews.get('s1')!;
      const at = '2026-03-02T14:00:00Z';
      const consent = { kind: 'given', at, by: 'patient', method: 'verbal', scriptVersion: 'test' } as const;
      const record = { ...review.record, session: { ...review.record.session, consent } };
      core.world.reviews.set('s1', { ...review, record });
      return core;
    },
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /History/ }).click();
      await press(page, 'Consent was taken back');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'review-compare',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('6');
      await press(page, 'Compare with your own note');
      await page.getByLabel('Your note of this session').fill(PASTED);
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByText(/3 differences/).waitFor();
      await page.getByRole('heading', { name: 'Beside your own note' }).evaluate((at) => at.scrollIntoView());
    },
  },
  {
    name: 'review-left-out',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Left out/ }).click();
    },
  },
  {
    name: 'review-edit',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Sentence' }).waitFor();
    },
  },
  {
    name: 'review-unfinished',
    core: () => {
      const core = withCaseload();
      const statement = core.world.reviews.get('s1')?.note.sections[0]?.statements[0]?.id ?? '';
      core.world.typing.set(
        's1',
        new Map([[`sentence:${statement}`, 'Patient reports pain 2/10 in the right shoulder, less than y']]),
      );
      return core;
    },
    go: async (page) => {
      await openReview(page);
      await page.getByText(/You were typing this/).waitFor();
    },
  },
  {
    name: 'review-narrow',
    core: withCaseload,
    viewport: { width: 683, height: 768 },
    go: async (page) => {
      await openReview(page);
      await page.getByRole('button', { name: 'Mod A' }).click();
    },
  },
  {
    name: 'sign-refused',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.locator('h1').first().click();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'sign',
    core: withCaseload,
    go: async (page) => {
      await settle(page);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'contribution-first',
    core: withCaseload,
    go: async (page) => {
      await settleWithAssistant(page);
      await press(page, /^Assistant signs/);
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'contribution', core: withColleague, go: openContribution },
  {
    name: 'contribution-signed',
    core: withColleague,
    go: async (page) => {
      await signContribution(page);
      await page.getByText(/Not final/).evaluate((text) => text.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'co-sign',
    core: withColleague,
    go: async (page) => {
      await signContribution(page);
      await press(page, /^Sign/);
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'signed', core: withCaseload, go: signed },
  ...ADDENDUM_SCENES,
];
