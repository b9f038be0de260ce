/**
 * One list of the day's treatment minutes from three sources. What was said and what a timer measured make the base
 * entries, with stable ids; what a person typed lies over them. A spoken figure and a timer on the same service tell of
 * the same minutes, so they are never added: the words count, the timer supports or contradicts them.
 */
import type { LedgerChange, LedgerEntry, MinutesLedger, Provider, TimerEntry } from '../../shared/domain/billing.ts';
import type { Evidence } from '../../shared/domain/evidence.ts';
import type { Fact, MinutesFact } from '../../shared/domain/facts.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { CodeCatalogue } from '../../shared/domain/rules.ts';
import { enteredWord } from '../draft/typedValues.ts';
import { type TimedActivity, timedActivities } from './timedActivities.ts';

/** A timer may run a minute longer than what the therapist calls the treatment. */
const TIMER_TOLERANCE_MINUTES = 1;

export function buildLedger(
  facts: readonly Fact[],
  timers: readonly TimerEntry[],
  typed: readonly LedgerChange[],
  catalogue: CodeCatalogue,
  /** Who furnished what was said and timed; a typed entry names its own. */
  provider: Provider = 'therapist',
): MinutesLedger {
  const spoken = facts.filter(isMinutesOfToday);
  const timing = timedActivities(timers);
  const issues: Issue[] = [...timing.issues];
  const { told, contradictions } = compared(timing.activities, spoken, issues);
  const base: readonly LedgerEntry[] = [
    ...spoken.map((fact) => spokenEntry(fact, catalogue, contradictions.get(fact.id))),
    ...timing.activities.filter((timer) => !told.has(timer)).map((timer) => timerEntry(timer, catalogue)),
  ].map((entry, i) => ({ ...entry, ...(provider === 'assistant' ? { provider } : {}), id: `m${i}` }));
  const entries = typed.reduce((list, change, i) => applyChange(list, change, i, catalogue), base);
  return {
    entries,
    timedMinutes: sumMinutes(entries.filter((entry) => entry.timed && entry.cpt !== null)),
    treatmentMinutes: sumMinutes(entries.filter((entry) => entry.cpt !== null)),
    issues: [...issues.filter((issue) => isOpen(issue, entries)), ...otherCodes(entries, spoken)],
  };
}

/** A conflict that the therapist has settled is not told again. */
function isOpen(issue: Issue, entries: readonly LedgerEntry[]): boolean {
  if (issue.code !== 'minutes-conflict') return true;
  return entries.some(
    ({ contradictedBy, evidence }) =>
      contradictedBy !== undefined && evidence.some((item) => item.kind === 'rule' && item.inputs.includes(issue.at!)),
  );
}

export function sumMinutes(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.minutes, 0);
}

function isMinutesOfToday(fact: Fact): fact is MinutesFact {
  return fact.kind === 'minutes' && fact.polarity === 'affirmed';
}

function spokenEntry(
  fact: MinutesFact,
  catalogue: CodeCatalogue,
  timerMinutes: number | undefined,
): Omit<LedgerEntry, 'id'> {
  const approximate = fact.approximate || fact.range !== undefined;
  const typing = fact.typed === undefined ? [] : [enteredWord(fact.typed)];
  return {
    source: fact.typed === undefined ? 'spoken' : 'typed',
    cpt: fact.cpt,
    task: fact.task,
    minutes: fact.minutes,
    timed: fact.cpt === null ? fact.timed : isTimed(fact.cpt, catalogue),
    approximate,
    needsConfirmation: approximate || fact.cpt === null || fact.unsure === true || timerMinutes !== undefined,
    ...(timerMinutes === undefined ? {} : { contradictedBy: { source: 'timer', minutes: timerMinutes } as const }),
    evidence: [...fact.evidence, { kind: 'rule', ruleId: fact.rule, inputs: [fact.id] }, ...typing],
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
    needsConfirmation: timer.cpt === null || timer.isCut,
    span: timer.span,
    evidence: [{ kind: 'heard', detector: 'timer', ...timer.span }],
  };
}

interface Compared {
  /** Timers whose minutes the words tell already. */
  readonly told: ReadonlySet<TimedActivity>;
  /** Minutes of the timer, by the spoken fact it contradicts. */
  readonly contradictions: ReadonlyMap<string, number>;
}

/** Words and timer on one service tell of the same minutes: where they differ the therapist is asked, and it is said. */
function compared(timers: readonly TimedActivity[], spoken: readonly MinutesFact[], issues: Issue[]): Compared {
  const told = new Set<TimedActivity>();
  const contradictions = new Map<string, number>();
  for (const [cpt, timed] of Map.groupBy(timers, (timer) => timer.cpt)) {
    const mine = spoken.filter((fact) => fact.cpt !== null && fact.cpt === cpt);
    if (mine.length === 0) continue;
    for (const timer of timed) told.add(timer);
    const saidMinutes = mine.reduce((sum, fact) => sum + fact.minutes, 0);
    const timedMinutes = timed.reduce((sum, timer) => sum + timer.minutes, 0);
    if (Math.abs(saidMinutes - timedMinutes) <= TIMER_TOLERANCE_MINUTES) continue;
    contradictions.set(mine[0]!.id, Math.max(0, timedMinutes - saidMinutes + mine[0]!.minutes));
    const message = `${cpt}: ${saidMinutes} minutes were said, the timer measured ${timedMinutes}. Confirm the said minutes or take the timer's.`;
    issues.push({ severity: 'warning', code: 'minutes-conflict', message, at: mine[0]!.id });
  }
  return { told, contradictions };
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
      const rest = {
        approximate: false,
        needsConfirmation: false,
        ...providerOf(change),
        evidence: [entered],
      } as const;
      return [...entries, { ...added, ...rest }];
    }
    case 'remove':
      return entries.filter((entry) => entry.id !== change.entryId);
    case 'confirm':
      return entries.map((entry) =>
        entry.id === change.entryId
          ? {
              ...settled(entry),
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
              ...settled(entry),
              source: 'typed',
              cpt,
              minutes,
              timed,
              needsConfirmation: cpt === null,
              ...providerOf(change),
              evidence: [entered],
            }
          : entry,
      );
    }
  }
}

/** An entry a person has looked at: no longer approximate, no longer contradicted. */
function settled(entry: LedgerEntry): LedgerEntry {
  const { contradictedBy: _settled, ...rest } = entry;
  return { ...rest, approximate: false };
}

function providerOf({ provider }: { readonly provider?: Provider }): { readonly provider?: Provider } {
  return provider === undefined ? {} : { provider };
}
