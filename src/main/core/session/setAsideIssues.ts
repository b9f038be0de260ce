/** What lost its place when the transcript was corrected, as open points: the therapist puts it back or drops it. */
import type { SetAside } from '../../../shared/contract.ts';
import type { Issue } from '../../../shared/domain/issue.ts';

export function setAsideIssues(setAside: readonly SetAside[]): readonly Issue[] {
  return setAside.map((each) => ({
    severity: 'warning',
    code: 'set-aside',
    message: messageOf(each),
    at: `set-aside-${each.position}`,
  }));
}

function messageOf({ what, text, before }: SetAside): string {
  switch (what) {
    case 'sentence':
      return `The words under a sentence you had typed changed: “${text}”`;
    case 'removal':
      return `A sentence you had taken out reads differently now: “${before ?? ''}”`;
    case 'answer':
      return `What you had answered is not asked any more: “${text}”`;
    case 'level':
      return `A level you had entered (${text}) is about words that changed.`;
    case 'minutes':
      return `Minutes you had settled (${text}) are about words that changed: look at the minutes again.`;
    case 'decision':
      return 'A decision of yours is about something that is not asked any more: look at the findings again.';
  }
}
