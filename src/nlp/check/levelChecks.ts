/** Levels that contradict what else is told of the same task, as a payer's reviewer would read it. */
import type { Issue } from '../../shared/domain/issue.ts';
import { groupActivities } from '../draft/activities.ts';
import { statementsOf } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';
import { isTyped } from './numberLock.ts';

/** Independent means that nobody else had to do anything; a cue is something (IRF-PAI manual, level 5). */
export function cuedButIndependent(context: CheckContext): readonly Issue[] {
  const { wording } = context.rules;
  const today = context.facts.filter(({ polarity }) => polarity === 'affirmed');
  const statements = statementsOf(context.note).filter((statement) => !isTyped(statement, context));
  return groupActivities(today, wording.activities).activities.flatMap(({ observation, cues }): Issue[] => {
    const { assistLevel } = observation;
    if (cues.length === 0 || (assistLevel !== 'I' && assistLevel !== 'ModI')) return [];
    const told = statements.find(({ factIds }) => [observation, ...cues].every(({ id }) => factIds.includes(id)));
    if (told === undefined) return [];
    const { short } = wording.levels[assistLevel];
    const message = `The level here is ${short}, and cues were needed: a task that takes cues is supervision or more help. Check the level, or which task the cues were for.`;
    return [{ severity: 'hint', code: 'cued-but-independent', message, at: told.id }];
  });
}
