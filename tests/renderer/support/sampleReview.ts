/** A session as the core would hand it to the review screen, made from a short made-up dialogue with word times. */
import type { ReviewState } from '../../../src/shared/contract.ts';
import type { ChargeProposal, LedgerEntry, MinutesLedger } from '../../../src/shared/domain/billing.ts';
import type { Issue } from '../../../src/shared/domain/issue.ts';
import type { Anchor, NoteDraft, Section, Statement } from '../../../src/shared/domain/note.ts';
import type { Patient, SessionHeader, SessionRecord, Therapist } from '../../../src/shared/domain/record.ts';
import type { NonEmpty } from '../../../src/shared/nonEmpty.ts';
import { FACTS, spoken, UTTERANCES } from './sampleFacts.ts';

export const THERAPIST: Therapist = { id: 'th0', name: 'Dana Okafor', credentials: 'OTR/L', licence: 'OT-104233' };

function statement(
  id: string,
  kind: Statement['kind'],
  text: string,
  quotes: NonEmpty<string>,
  anchors: readonly (readonly [string, string, string?])[] = [],
): Statement {
  const [first, ...rest] = quotes;
  return {
    id,
    kind,
    text,
    factIds: anchors.flatMap(([, , factId]) => (factId === undefined ? [] : [factId])),
    evidence: [spoken(first), ...rest.map(spoken)],
    anchors: anchors.map(([shown, quote, factId]): Anchor => {
      const from = text.indexOf(shown);
      if (from < 0) throw new Error(`"${shown}" is not in "${text}"`);
      const field = /^(Mod|Min) A$/.test(shown) ? 'level.short' : undefined;
      return { from, to: from + shown.length, factId, field, evidence: [spoken(quote)] };
    }),
  };
}

const minutesEvidence = [{ kind: 'rule', ruleId: 'minutes/total', inputs: ['m0', 'm1'] }] as const;

const SECTIONS: readonly Section[] = [
  {
    id: 'subjective',
    heading: 'Subjective',
    statements: [
      statement(
        's0',
        'heard',
        'Patient reports right shoulder pain 2/10.',
        ["My shoulder's a little sore. The right one.", 'Two out of ten.'],
        [
          ['right', "My shoulder's a little sore. The right one."],
          ['2/10', 'Two out of ten.', 'f3'],
        ],
      ),
      statement('s1', 'heard', 'Patient wants to do his own bathroom mornings.', [
        'I just want to do my own bathroom mornings.',
      ]),
    ],
  },
  {
    id: 'objective',
    heading: 'Objective',
    statements: [
      statement(
        's2',
        'heard',
        'Toilet transfer required Mod A: hips guided at the grab bars, with 2 verbal cues for hand placement.',
        [
          'toilet transfer was moderate assist.',
          'I guided his hips at the grab bars,',
          'two verbal cues for hand placement.',
        ],
        [
          ['Mod A', 'moderate assist.', 'f0'],
          ['2 verbal cues', 'two verbal cues', 'f2'],
        ],
      ),
      statement(
        's3',
        'heard',
        'Patient was unsteady during the transfer.',
        ['he was unsteady,'],
        [['unsteady', 'he was unsteady,', 'f1']],
      ),
      statement(
        's4',
        'heard',
        'Grooming at the sink required Min A with a built-up handle toothbrush.',
        ['Grooming at the sink, min assist,', 'the built-up handle toothbrush.'],
        [
          ['Min A', 'min assist,', 'f4'],
          ['built-up handle toothbrush', 'built-up handle toothbrush.', 'f5'],
        ],
      ),
      {
        id: 's5',
        kind: 'timed',
        text: 'Therapeutic activities 12 minutes, self-care training 11 minutes; 23 timed minutes in total.',
        factIds: ['f6', 'f7'],
        evidence: minutesEvidence,
        anchors: [
          { from: 23, to: 33, factId: 'f6', evidence: [spoken('About twelve minutes')] },
          { from: 54, to: 64, factId: 'f7', evidence: [spoken('eleven minutes')] },
          { from: 66, to: 82, evidence: minutesEvidence },
        ],
      },
    ],
  },
  {
    id: 'assessment',
    heading: 'Assessment',
    statements: [
      statement(
        's6',
        'heard',
        'Patient remains a fall risk.',
        ['He is still a fall risk.'],
        [['fall risk', 'a fall risk.']],
      ),
      {
        id: 's7',
        kind: 'record',
        text: 'Working toward: toilet transfer with supervision within 4 weeks.',
        factIds: [],
        evidence: [{ kind: 'rule', ruleId: 'record/plan-of-care', inputs: ['g0'] }],
        anchors: [],
      },
    ],
  },
  {
    id: 'plan',
    heading: 'Plan',
    statements: [
      statement('s8', 'heard', 'Next visit: continue the transfers and try the reacher.', [
        'Next visit we continue the transfers, and we try the reacher.',
      ]),
      {
        id: 's9',
        kind: 'standard',
        text: 'Continue per plan of care.',
        factIds: [],
        evidence: [{ kind: 'rule', ruleId: 'template/plan-of-care', inputs: [] }],
        anchors: [],
      },
    ],
  },
];

const ENTRIES: readonly LedgerEntry[] = [
  {
    id: 'm0',
    source: 'spoken',
    cpt: '97530',
    task: 'Transfer training',
    minutes: 12,
    timed: true,
    approximate: true,
    needsConfirmation: true,
    evidence: [spoken('About twelve minutes of transfer training,')],
  },
  {
    id: 'm1',
    source: 'spoken',
    cpt: '97535',
    task: 'Self-care, grooming',
    minutes: 11,
    timed: true,
    approximate: false,
    needsConfirmation: false,
    evidence: [spoken('eleven minutes of self-care, the grooming.')],
  },
];

const LEDGER: MinutesLedger = { entries: ENTRIES, timedMinutes: 23, treatmentMinutes: 23 };

const CHARGES: ChargeProposal = {
  rule: 'cms',
  ruleSource: 'Medicare Claims Processing Manual, chapter 5, section 20.2',
  result: {
    timedMinutes: 23,
    units: 2,
    lines: [
      { code: '97530', minutes: 12, units: 1 },
      { code: '97535', minutes: 11, units: 1 },
    ],
    ties: [],
  },
  lines: [
    {
      code: '97530',
      minutes: 12,
      units: 1,
      modifiers: ['GO'],
      timed: true,
      basis: [spoken('About twelve minutes')],
      why: '23 timed minutes give 2 units (23 to 37 minutes). 12 minutes of this service take the first.',
    },
    {
      code: '97535',
      minutes: 11,
      units: 1,
      modifiers: ['GO'],
      timed: true,
      basis: [spoken('eleven minutes')],
      why: '23 timed minutes give 2 units (23 to 37 minutes). 11 minutes of this service take the second.',
    },
  ],
  issues: [],
};

export const ISSUES: readonly Issue[] = [
  {
    severity: 'hint',
    code: 'left-out',
    message: 'One thing that was heard is in no sentence.',
  },
  {
    severity: 'blocker',
    code: 'minutes-approximate',
    message: '“About twelve minutes” has to be confirmed before it is billed.',
    at: 'm0',
  },
  {
    severity: 'blocker',
    code: 'required-blank',
    message: 'How did the patient respond to treatment?',
    at: 'ask-response',
  },
  {
    severity: 'warning',
    code: 'unsure-value',
    message: 'The pain score was hard to hear. Listen before you sign.',
    at: 'f3',
  },
];

export function sampleReview(patient: Patient, session: SessionHeader): ReviewState {
  const note: NoteDraft = {
    type: 'daily',
    sections: SECTIONS,
    questions: [
      {
        id: 'ask-response',
        sectionId: 'assessment',
        prompt: 'How did the patient respond to treatment?',
        required: true,
      },
      { id: 'ask-frequency', sectionId: 'plan', prompt: 'Does the frequency of visits change?', required: false },
    ],
    leftOut: ['f10'],
    issues: [],
    stamp: { app: '0.1.0', rules: 'test', models: 'test', template: 'daily' },
  };
  const record: SessionRecord = {
    format: 'ot-scribe-record',
    version: 1,
    therapist: THERAPIST,
    patient,
    session,
    tracks: [
      {
        ...{ id: 'track-0', source: 'microphone', channelCount: 4, sampleRateHz: 16_000, frameCount: 1_280_000 },
        ...{ geometry: null, gaps: [] },
      },
    ],
    frontEnd: null,
    transcript: { utterances: UTTERANCES, gaps: [{ startMs: 18_400, endMs: 21_000, reason: 'no_words' }] },
    facts: FACTS,
    ledger: LEDGER,
    charges: CHARGES,
    note,
    signature: null,
  };
  return {
    revision: 1,
    record,
    note,
    issues: ISSUES,
    played: [],
    setAside: [],
    canUndo: false,
    canRedo: false,
    signature: null,
  };
}

/** The same session with one line of the patient's in Spanish, which the recogniser wrote in English words. */
export function inSpanish(review: ReviewState): ReviewState {
  const lines = review.record.transcript.utterances;
  const utterances = lines.map((line) => (line.id === 'u4' ? { ...line, language: 'es' } : line));
  const message = 'Speech at 0:12 is not in English and nothing was taken from it: listen, and type what it means.';
  const issues: Issue[] = [...review.issues, { severity: 'hint', code: 'other-language', message, at: 'u4' }];
  const transcript = { ...review.record.transcript, utterances };
  return { ...review, issues, record: { ...review.record, transcript } };
}
