/**
 * One list of the day's treatment minutes from three sources. What was said and what a timer measured make the base
 * entries, with stable ids; what a person typed lies over them. A spoken figure and a timer on the same service tell of
 * the same minutes, so they are never added: the words count, the timer supports or contradicts them.
 */
import type { LedgerChange, LedgerEntry, MinutesLedger, TimerEntry } from '../../shared/domain/billing.ts';
import type { Evidence } from '../../shared/domain/evidence.ts';
import type { Fact, MinutesFact } from '../../shared/domain/facts.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { CodeCatalogue } from '../../shared/domain/rules.ts';
import { type TimedActivity, timedActivities } from './timedActivities.ts';

/** A timer may run a minute longer than what the therapist calls the treatment. */
const TIMER_TOLERANCE_MINUTES = 1;

export function buildLedger(
  facts: readonly Fact[],
  timers: readonly TimerEntry[],
  typed: readonly LedgerChange[],
  catalogue: CodeCatalogue,
): MinutesLedger {
  const spoken = facts.filter(isMinutesOfToday);
  const timing = timedActivities(timers);
  const issues: Issue[] = [...timing.issues];
  const base: readonly LedgerEntry[] = [
    ...spoken.map((fact) => spokenEntry(fact, catalogue)),
    ...timing.activities.filter((timer) => !isTold(timer, spoken, issues)).map((timer) => timerEntry(timer, catalogue)),
  ].map((entry, i) => ({ ...entry, id: `m${i}` }));
  const entries = typed.reduce((list, change, i) => applyChange(list, change, i, catalogue), base);
  return {
    entries,
    timedMinutes: sumMinutes(entries.filter((entry) => entry.timed && entry.cpt !== null)),
    treatmentMinutes: sumMinutes(entries.filter((entry) => entry.cpt !== null)),
    issues: [...issues, ...otherCodes(entries, spoken)],
  };
}

export function sumMinutes(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.minutes, 0);
}

function isMinutesOfToday(fact: Fact): fact is MinutesFact {
  return fact.kind === 'minutes' && fact.polarity === 'affirmed';
}

function spokenEntry(fact: MinutesFact, catalogue: CodeCatalogue): Omit<LedgerEntry, 'id'> {
  const approximate = fact.approximate || fact.range !== undefined;
  return {
    source: 'spoken',
    cpt: fact.cpt,
    task: fact.task,
    minutes: fact.minutes,
    timed: fact.cpt === null ? fact.timed : isTimed(fact.cpt, catalogue),
    approximate,
    needsConfirmation: approximate || fact.cpt === null || fact.unsure === true,
    evidence: [...fact.evidence, { kind: 'rule', ruleId: fact.rule, inputs: [fact.id] }],
  };
}

function timerEntry(timer: TimedActivity, catalogue: CodeCatalogue): Omit<LedgerEntry, 'id'> {
  return {
    source: 'timer',
    cpt: timer.cpt,
    task: timer.task,
    minutes: timer.minutes,
    timed: timer.cpt === null || isTimed(timer.cpt, catalogue),
    approximate: false,
    needsConfirmation: timer.cpt === null,
    span: timer.span,
    evidence: [{ kind: 'heard', detector: 'timer', ...timer.span }],
  };
}

/** True when the words already tell these minutes; says so where the two figures differ. */
function isTold(timer: TimedActivity, spoken: readonly MinutesFact[], issues: Issue[]): boolean {
  const told = spoken.filter((fact) => fact.cpt !== null && fact.cpt === timer.cpt);
  if (told.length === 0) return false;
  const saidMinutes = told.reduce((sum, fact) => sum + fact.minutes, 0);
  if (Math.abs(saidMinutes - timer.minutes) > TIMER_TOLERANCE_MINUTES)
    issues.push({
      severity: 'warning',
      code: 'minutes-conflict',
      message: `${timer.cpt}: ${saidMinutes} minutes were said, the timer measured ${timer.minutes}. The said minutes are used; correct them if the timer is right.`,
      at: told[0]!.id,
    });
  return true;
}

/** A toilet transfer may be an activity or self-care training: the choice is told until a person has looked at it. */
function otherCodes(entries: readonly LedgerEntry[], spoken: readonly MinutesFact[]): Issue[] {
  return entries
    .filter((entry) => entry.source === 'spoken' && !entry.evidence.some((item) => item.kind === 'entered'))
    .flatMap((entry) => {
      const factIds = entry.evidence.flatMap((item) => (item.kind === 'rule' ? item.inputs : []));
      const others = spoken.filter((fact) => factIds.includes(fact.id)).flatMap((fact) => fact.cptAlternatives);
      if (others.length === 0) return [];
      const message = `${entry.task}: counted as ${entry.cpt}; ${others.join(' or ')} could fit as well. Change the code if it does.`;
      return [{ severity: 'hint', code: 'code-alternatives', message, at: entry.id }];
    });
}

function isTimed(code: string, catalogue: CodeCatalogue): boolean {
  return catalogue.codes.find((entry) => entry.code === code)?.counting === 'timed15';
}

function applyChange(
  entries: readonly LedgerEntry[],
  change: LedgerChange,
  index: number,
  catalogue: CodeCatalogue,
): readonly LedgerEntry[] {
  const entered: Evidence = { kind: 'entered', by: change.by, at: change.at, field: 'ledger' };
  switch (change.kind) {
    case 'add': {
      const { cpt, task, minutes } = change;
      const added = { id: `t${index}`, source: 'typed', cpt, task, minutes, timed: isTimed(cpt, catalogue) } as const;
      return [...entries, { ...added, approximate: false, needsConfirmation: false, evidence: [entered] }];
    }
    case 'remove':
      return entries.filter((entry) => entry.id !== change.entryId);
    case 'confirm':
      return entries.map((entry) =>
        entry.id === change.entryId
          ? {
              ...entry,
              approximate: false,
              needsConfirmation: entry.cpt === null,
              evidence: [...entry.evidence, entered],
            }
          : entry,
      );
    case 'change': {
      const { cpt, minutes } = change;
      const timed = cpt !== null && isTimed(cpt, catalogue);
      return entries.map((entry) =>
        entry.id === change.entryId
          ? {
              ...entry,
              source: 'typed',
              cpt,
              minutes,
              timed,
              approximate: false,
              needsConfirmation: cpt === null,
              evidence: [entered],
            }
          : entry,
      );
    }
  }
}
