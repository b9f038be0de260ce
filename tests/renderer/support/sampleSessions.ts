/** Two signed sessions of the made-up patient, as a new report is filled in from them. */
import type { CarriedSession } from '../../../src/main/core/reports/carriedSession.ts';
import type { Fact } from '../../../src/shared/domain/facts.ts';

const EVIDENCE = [{ kind: 'spoken', utteranceId: 'u0', from: 0, to: 1 }] as const;
const KNOWN = { certainty: 'stated', polarity: 'affirmed', rule: 'test', evidence: EVIDENCE } as const;

function transfer(id: string, assistLevel: 'ModA' | 'MinA'): Fact {
  const what = { kind: 'observation', task: 'toilet transfer', fimItem: 'transferToilet', assistLevel } as const;
  return { ...KNOWN, id, source: 'therapist', ...what };
}

function pain(id: string, score: number): Fact {
  const what = { kind: 'pain', score, when: 'activity', bodyPart: 'shoulder', side: 'right' } as const;
  return { ...KNOWN, id, source: 'patient', ...what };
}

function cues(id: string, count: number): Fact {
  const what = { kind: 'cue', type: 'verbal', count, intensity: null, task: 'toilet transfer' } as const;
  return { ...KNOWN, id, source: 'therapist', ...what };
}

function carried(sessionId: string, date: string, facts: readonly Fact[]): CarriedSession {
  const entry = {
    source: 'spoken',
    timed: true,
    approximate: false,
    needsConfirmation: false,
    evidence: EVIDENCE,
  } as const;
  const entries = [
    { ...entry, id: 'm0', cpt: '97530', task: 'toilet transfers', minutes: 15 },
    { ...entry, id: 'm1', cpt: '97535', task: 'grooming at the sink', minutes: 23 },
  ];
  const ledger = { entries, timedMinutes: 38, treatmentMinutes: 38 };
  return { sessionId, date, facts, transcript: { utterances: [], gaps: [] }, ledger };
}

export const SIGNED_SESSIONS: readonly CarriedSession[] = [
  carried('s8', '2026-02-20', [transfer('f0', 'ModA'), pain('f1', 5), cues('f2', 4)]),
  carried('s2', '2026-02-27', [
    ...[transfer('f0', 'MinA'), pain('f1', 2), cues('f2', 2)],
    {
      ...KNOWN,
      id: 'f3',
      source: 'caregiver',
      kind: 'subjective',
      who: 'caregiver',
      gist: 'he stands up alone at home',
    },
    { ...KNOWN, id: 'f4', source: 'therapist', kind: 'education', who: 'caregiver', gist: 'guarding on the weak side' },
  ]),
];
