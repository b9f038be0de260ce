/** "3 times a week for 6 weeks" → visits per week and how many weeks; null when the frequency is worded otherwise. */
import type { IsoDate } from '../../../shared/time.ts';

export interface VisitPlan {
  readonly perWeek: number;
  readonly weeks: number | null;
}

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ once: 1, one: 1, twice: 2, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7 },
  ...{ eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 },
};
const COUNT = `(\\d{1,2}|${Object.keys(NUMBERS).join('|')})`;
const PER_WEEK = new RegExp(
  `\\b${COUNT}\\s*(?:x|×|times|visits|sessions)?\\s*(?:a|per|each|/)?\\s*(?:week|wk)(?:ly)?\\b`,
  'i',
);
const WEEKS = new RegExp(`(?:for|x|×|,)\\s*${COUNT}\\s*(?:weeks?|wks?)\\b`, 'i');
const MOST_PER_WEEK = 7;
const DAY_MS = 86_400_000;

export function readVisitPlan(frequency: string | null): VisitPlan | null {
  if (frequency === null) return null;
  const perWeek = numberOf(PER_WEEK.exec(frequency)?.[1]);
  if (perWeek === null || perWeek < 1 || perWeek > MOST_PER_WEEK) return null;
  return { perWeek, weeks: numberOf(WEEKS.exec(frequency)?.[1]) };
}

/** The day of the n-th visit from today on, spread evenly over the week: an estimate, no appointment. */
export function visitDate(today: IsoDate, visit: number, { perWeek }: VisitPlan): IsoDate {
  const days = Math.round((visit * 7) / perWeek);
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return NUMBERS[text.toLowerCase()] ?? Number(text);
}
