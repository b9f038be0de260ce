import type { IsoDate } from '../time.ts';

export interface RuleSource {
  readonly title: string;
  readonly section: string;
  readonly retrieved: IsoDate;
}

/** One line to print beside a result. */
export function citation({ title, section }: RuleSource): string {
  return `${title}, ${section}`;
}
