/** The review again: exercises beside the minutes, and what else lies beside the draft. */
import { openReview, type Scene, withCaseload, withExercises, withOtherLanguage } from './sceneSteps.ts';

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
    name: 'review-instruct',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('i');
      await page.keyboard.type('shorter');
      await page.keyboard.press('Enter');
      await page.getByText('As it would read').waitFor();
      await page.getByRole('heading', { name: 'Subjective' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'review-instruct-refused',
    core: withCaseload,
    go: async (page) => {
      await openReview(page);
      await page.keyboard.press('i');
      await page.keyboard.type('make it sound better');
      await page.keyboard.press('Enter');
      await page.getByText(/not understood/).waitFor();
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
