/**
 * Small stand-ins for the parts round the core: a microphone that delivers what it is told, a pipeline that answers at
 * once, rules with two codes. The sealed sound is the real one.
 */

import { ownTermFault } from '../../src/audio/transcribe/ownTerms.ts';
import { memoryPcmSource } from '../../src/audio/wav/memoryPcmSource.ts';
import { createSealedSounds } from '../../src/main/core/adapters/sealedSounds.ts';
import type {
  CaptureListener,
  CapturePort,
  ClinicalPort,
  DocumentPort,
  HearAgainPort,
  HeardReadings,
  PipelinePort,
  ProcessedSession,
  RecogniserPort,
  ReviewInput,
  SealedSound,
} from '../../src/main/core/ports.ts';
import { compareNotes } from '../../src/nlp/check/clonedText.ts';
import type { LedgerChange, LedgerEntry } from '../../src/shared/domain/billing.ts';
import type { Edit, NoteDraft, Statement } from '../../src/shared/domain/note.ts';
import { fail, ok } from '../../src/shared/result.ts';

export const sealedSounds = createSealedSounds(() => 1_700_000_000_000);

/** A canary: no file of the data folder may hold it in the clear. */
export const SPOKEN = 'zebrafinch toilet transfer moderate assist';

/** The bundled recogniser alone. */
export const fakeRecognisers: RecogniserPort = {
  list: async () => [
    {
      ...{ name: 'whisper-base', origin: 'bundled', isChosen: true, state: 'good', message: null, time: null },
      isOffered: true,
    },
  ],
  time: async () =>
    ok({ realTimeFactor: 0.1, loadMs: 800, threads: 1, processor: 'test', measuredAt: '2026-03-02T14:00:00Z' }),
  ownTermFault: async (term) => ownTermFault(term, { decisive: ['mod'], neverChanged: ['left', 'two'] }),
  choose: async (name) =>
    name === 'whisper-base' ? ok(null) : fail('not_found', `There is no model "${name}". There is: whisper-base.`),
};

/** Hears every line as these readings. */
export function fakeHearAgain(readings: HeardReadings['readings'], asked: unknown[] = []): HearAgainPort {
  return {
    hear: async ({ recogniser, span, ownTerms }) => {
      asked.push({ recogniser, span, ownTerms });
      return ok({ recogniser: recogniser ?? 'whisper-base', readings });
    },
  };
}

export const CODES = [
  { code: '97530', label: 'Therapeutic activities', timed: true },
  { code: '97535', label: 'Self-care training', timed: true },
] as const;

const HEARD: Statement = {
  id: 's0',
  kind: 'heard',
  text: `Patient performed ${SPOKEN}.`,
  factIds: ['f0'],
  evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 0, to: 3 }],
  anchors: [],
};

export function processedSession(more: Partial<ProcessedSession> = {}): ProcessedSession {
  const entries: readonly LedgerEntry[] = [
    {
      id: 'm0',
      source: 'spoken',
      cpt: '97530',
      task: 'toilet transfers',
      minutes: 12,
      timed: true,
      approximate: true,
      needsConfirmation: true,
      evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 0, to: 2 }],
    },
  ];
  return {
    frontEnd: {
      mode: 'array',
      durationMs: 2000,
      health: [
        { channel: 0, verdict: 'good', rmsDbFs: -30, dcOffset: 0, clippedShare: 0 },
        { channel: 1, verdict: 'dead', rmsDbFs: -90, dcOffset: 0, clippedShare: 0 },
      ],
      notices: [],
      segments: [],
      dropped: [],
    },
    transcript: {
      utterances: [
        {
          id: 'u0',
          startMs: 0,
          endMs: 900,
          speaker: 'therapist',
          speakerP: 0.9,
          setBy: 'model',
          text: SPOKEN,
          words: [{ text: 'zebrafinch', startMs: 0, endMs: 400, p: 0.9 }],
        },
      ],
      gaps: [],
    },
    facts: [
      {
        id: 'f0',
        kind: 'observation',
        task: 'toilet transfer',
        fimItem: 'transferToilet',
        assistLevel: 'ModA',
        certainty: 'stated',
        polarity: 'affirmed',
        source: 'therapist',
        rule: 'assistLevel/named',
        evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 1, to: 5 }],
      },
    ],
    ledger: { entries, timedMinutes: 12, treatmentMinutes: 12 },
    charges: noCharges(12),
    note: draftNote(),
    ...more,
  };
}

function draftNote(): NoteDraft {
  return {
    type: 'daily',
    sections: [
      { id: 'subjective', heading: 'Subjective', statements: [] },
      { id: 'objective', heading: 'Objective', statements: [HEARD] },
    ],
    questions: [{ id: 'q0', sectionId: 'subjective', prompt: 'What did the patient say?', required: true }],
    leftOut: [],
    issues: [],
    stamp: { app: '0', rules: '0', models: '0', template: '0' },
  };
}

function noCharges(timedMinutes: number) {
  const units = Math.floor((timedMinutes + 7) / 15);
  const result = { timedMinutes, units, lines: [], ties: [{ codes: ['97530', '97535'], units: 1, reason: 'equal' }] };
  return { rule: 'cms', ruleSource: 'test', result, lines: [], issues: [] } as const;
}

export function fakePipeline(answer: () => ProcessedSession = processedSession): PipelinePort {
  return {
    async process({ onProgress, checkpoints, signal }) {
      onProgress({ stage: 'hear', stageIndex: 0, stageCount: 2, share: 1 });
      await checkpoints.save('hear', 'k', new Float32Array([1, 2]));
      if (signal.aborted) return fail('cancelled', 'Cancelled.');
      return ok(answer());
    },
  };
}

/** Blockers: an unanswered question, minutes that nobody confirmed. Both can be settled by the therapist. */
export const fakeClinical: ClinicalPort = {
  minutes: () => processedSession().ledger,
  carry: () => ok({ ids: {}, heard: {}, sections: {}, lost: [] }),
  payers: () => [
    {
      id: 'medicare-part-b',
      name: 'Medicare Part B',
      unitRule: 'cms',
      modifiers: ['GO'],
      effectiveFrom: '2026-01-01',
      effectiveTo: null,
      source: { title: 'test', section: '1', retrieved: '2026-01-01' },
    },
  ],
  codes: () => CODES,
  glossary: () => [],
  timed: () => [],
  live: () => ['0 timed minutes.'],
  decisionFault: () => null,
  episode: ({ context }) =>
    ok({
      ...{ clocks: [], threshold: null, thresholdFault: null },
      ...{ amounts: context.accruals, events: context.events },
    }),
  trial: () => [],
  payerBook: () => ({ profiles: [], sections: [], unitRules: [] }),
  readPayer: () => ({ payer: null, faults: [{ at: 'name', message: 'Enter a name.' }] }),
  trialOf: () => ({ payerId: '', payerName: '', units: 0, lines: [], ties: [] }),
  isFreeWording: () => true,
  valuesIn: () => [],
  blanked: (text) => text,
  series: () => [],
  progress: () => ({ trends: [], goals: [], flowsheet: [] }),
  compare: compareNotes,
  isStudent: ({ credentials }) => credentials.startsWith('OTS'),
  isTherapist: ({ credentials }) => /^OT(R|D)/.test(credentials),
  isAssistant: ({ credentials }) => credentials.startsWith('COTA'),
  readFees: () => fail('invalid_input', 'The file holds no fees.'),
  readPairs: () => fail('invalid_input', 'The file holds no code pairs.'),
  review(input: ReviewInput) {
    const sections = input.draft.note.sections.map((section) => ({
      ...section,
      statements: input.edits.reduce(
        (list, edit) => edited(list, edit, section.id, input.draft.note),
        section.statements,
      ),
    }));
    const answered = new Set(input.edits.flatMap((edit) => (edit.kind === 'answer' ? [edit.questionId] : [])));
    const questions = input.draft.note.questions.filter(({ id }) => !answered.has(id));
    const entries = input.minutesChanges.reduce(changed, input.draft.ledger.entries);
    const timedMinutes = entries.reduce((sum, { minutes, timed }) => sum + (timed ? minutes : 0), 0);
    return ok({
      ledger: { entries, timedMinutes, treatmentMinutes: timedMinutes },
      charges: noCharges(timedMinutes),
      note: { ...input.draft.note, sections, questions },
      issues: [
        ...questions.map(({ id, prompt }) => ({
          severity: 'blocker' as const,
          code: 'required',
          message: prompt,
          at: id,
        })),
        ...entries
          .filter(({ needsConfirmation }) => needsConfirmation)
          .map(({ id }) => ({
            severity: 'blocker' as const,
            code: 'minutes',
            message: 'Confirm the minutes.',
            at: id,
          })),
      ],
    });
  },
};

function changed(entries: readonly LedgerEntry[], change: LedgerChange): readonly LedgerEntry[] {
  if (change.kind === 'add') return entries;
  return entries.map((entry) =>
    entry.id === change.entryId
      ? { ...entry, needsConfirmation: false, minutes: change.kind === 'change' ? change.minutes : entry.minutes }
      : entry,
  );
}

function edited(list: readonly Statement[], edit: Edit, sectionId: string, draft: NoteDraft): readonly Statement[] {
  const typed = (id: string, text: string): Statement => ({
    id,
    kind: 'typed',
    text,
    factIds: [],
    evidence: [{ kind: 'entered', by: edit.by, at: edit.at, field: 'review.statement' }],
    anchors: [],
  });
  switch (edit.kind) {
    case 'replace':
      return list.map((one) => (one.id === edit.statementId ? typed(one.id, edit.text) : one));
    case 'remove':
      return list.filter(({ id }) => id !== edit.statementId);
    case 'add':
      return edit.sectionId === sectionId ? [...list, typed(edit.statementId, edit.text)] : list;
    case 'answer': {
      const question = draft.questions.find(({ id }) => id === edit.questionId);
      return question?.sectionId === sectionId ? [...list, typed(edit.statementId, edit.text)] : list;
    }
    default:
      return list;
  }
}

export const fakeDocuments: DocumentPort = {
  text: (record, sectionId) => {
    const sections = record.note.sections.filter(({ id }) => sectionId === null || id === sectionId);
    const lines = sections.flatMap(({ statements }) => statements.map(({ text }) => text));
    return ok([record.signature === null ? 'DRAFT' : 'SIGNED', ...lines].join('\n'));
  },
  markdown: (record) => ok({ fileName: 'note.md', text: `# Note ${record.session.dateOfService}` }),
  pdf: async () => ok({ fileName: 'note.pdf', bytes: Buffer.from('%PDF-1.7') }),
  audit: async ({ signed }) =>
    ok({ fileName: 'audit.zip', bytes: Buffer.from(signed === null ? 'PK draft' : `PK ${signed.chain}`) }),
};

export interface FakeMicrophone extends CapturePort {
  /** The listener of the recording that runs. */
  listener(): CaptureListener | null;
  setElapsedMs(ms: number): void;
  /** What the next take delivers. */
  setTake(channels: readonly Float32Array[]): void;
}

/** Seals two seconds of a tone when it is stopped. */
export function fakeMicrophone(): FakeMicrophone {
  let listening: CaptureListener | null = null;
  let elapsedMs = 0;
  let take: readonly Float32Array[] = [];
  return {
    listener: () => listening,
    setElapsedMs: (ms) => {
      elapsedMs = ms;
    },
    setTake: (channels) => {
      take = channels;
    },
    devices: async () => ok([{ id: 'array', label: 'Chest array', maxChannels: 4 }]),
    start: async (request, listener) => {
      if (request.deviceId === 'missing') return fail('device_unavailable', 'There is no such microphone.');
      listening = listener;
      const { channels } = request;
      // The key must be copied: the caller may zero its own at any time.
      const sealed: SealedSound = { ...request, sessionKey: request.sessionKey.slice() };
      return ok({
        elapsedMs: () => elapsedMs,
        pause: async () => ok(null),
        resume: async () => ok(null),
        mark: () => undefined,
        stop: async () => {
          listening = null;
          return sealedSounds.seal(memoryPcmSource(Array.from({ length: channels }, () => tone(2))), sealed);
        },
      });
    },
    listen: async () => ok(take),
  };
}

export function tone(seconds: number, level = 0.3): Float32Array {
  return Float32Array.from({ length: seconds * 16_000 }, (_, i) => level * Math.sin(i / 10));
}
