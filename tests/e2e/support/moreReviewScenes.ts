/** The review again: exercises beside the minutes, and what else lies beside the draft. */
import { openReview, type Scene, withExercises, withOtherLanguage } from './sceneSteps.ts';

export const MORE_REVIEW_SCENES: readonly Scene[] = [
  {
    name: 'review-exercises',
    core: withExercises,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Minutes/ }).click();
      await page.getByText('Feb 27, 2026: 2 × 10, 2 lb').waitFor();
      await page.getByRole('heading', { name: 'Exercises' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'review-other-language',
    core: withOtherLanguage,
    go: async (page) => {
      await openReview(page);
      await page.getByRole('tab', { name: /Transcript/ }).click();
      await page.getByText('Not in English: probably Spanish').waitFor();
    },
  },
];
