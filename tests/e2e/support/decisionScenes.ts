/** What follows by rules from a session under review, and what the therapist decides about it. */
import { openReview, type Scene, withCaseload } from './sceneSteps.ts';

export const DECISION_SCENES: readonly Scene[] = [
  {
    name: 'review-override',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Findings/ }).click();
      await page.getByText('Toilet transfer (GG0170F)').click();
      await page.getByRole('button', { name: 'Another score for Toilet transfer' }).click();
      await page.getByLabel('Why this score').fill('Two helpers for the pivot back.');
      await page.getByRole('button', { name: 'Keep this score' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'review-group',
    core: () => {
      const core = withCaseload();
      const state = core.world.reviews.get('s1')!;
      const company = {
        ...({ mode: 'group', patients: 3, minutes: null, askedMinutes: 23, groupCode: '97150' } as const),
        why: {
          ...{ ruleId: 'company/group', source: 'CMS Transmittal 1753', inputs: [] },
          text: 'Two patients at once are a group, and 97150 is billed once for each.',
        },
      };
      const reckoning = { ...state.record.reckoning!, company };
      core.world.reviews.set('s1', { ...state, record: { ...state.record, reckoning } });
      return core;
    },
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Minutes/ }).click();
      await page.getByText('Group of 3').scrollIntoViewIfNeeded();
      await page.getByText('Group of 3').click();
    },
  },
];
