/** What the pipeline heard and found: front end, transcript, facts with their evidence, minutes. */
import type { FrontEndResult } from '../../../../shared/domain/audio.ts';
import type { LedgerEntry, MinutesLedger } from '../../../../shared/domain/billing.ts';
import type { Fact } from '../../../../shared/domain/facts.ts';
import type { Transcript, TranscriptGap, Utterance } from '../../../../shared/domain/utterance.ts';
import { type Db, transaction } from '../openDatabase.ts';

type UtteranceRow = Omit<Utterance, 'words' | 'beam' | 'heardAs' | 'language'> & {
  words: string;
  beam: Utterance['beam'] | null;
  heardAs: string | null;
  language: string | null;
};
type EntryRow = {
  id: string;
  source: LedgerEntry['source'];
  cpt: string | null;
  task: string;
  minutes: number;
  timed: number;
  approximate: number;
  needs_confirmation: number;
  start_ms: number | null;
  end_ms: number | null;
  evidence: string;
};

type TotalsRow = { timed_minutes: number; treatment_minutes: number; issues: string };

export interface Findings {
  readonly frontEnd: FrontEndResult | null;
  readonly transcript: Transcript;
  readonly facts: readonly Fact[];
  readonly ledger: MinutesLedger;
}

export function findingsIn(db: Db) {
  const clear = ['fact_evidence', 'fact', 'utterance', 'transcript_gap', 'front_end', 'ledger_entry', 'ledger'].map(
    (table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE session_id = ?`),
  );
  const addFrontEnd = db.prepare('INSERT INTO front_end (session_id, mode, result) VALUES (?, ?, ?)');
  const addUtterance = db.prepare(`INSERT INTO utterance
    (session_id, id, position, start_ms, end_ms, speaker, speaker_p, set_by, beam, text, words, heard_as, language)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const addGap = db.prepare(
    'INSERT INTO transcript_gap (session_id, position, start_ms, end_ms, reason) VALUES (?, ?, ?, ?, ?)',
  );
  const addFact =
    db.prepare(`INSERT INTO fact (session_id, id, position, kind, certainty, polarity, source, rule, unsure,
      task, fim_item, assist_level, cpt, minutes, score, measure, body)
    VALUES (@sessionId, @id, @position, @kind, @certainty, @polarity, @source, @rule, @unsure,
      @task, @fimItem, @assistLevel, @cpt, @minutes, @score, @measure, @body)`);
  const addEvidence = db.prepare(`INSERT INTO fact_evidence
    (session_id, fact_id, position, utterance_id, from_token, to_token) VALUES (?, ?, ?, ?, ?, ?)`);
  const addEntry = db.prepare(`INSERT INTO ledger_entry (session_id, id, position, source, cpt, task, minutes, timed,
    approximate, needs_confirmation, start_ms, end_ms, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const frontEnd = db.prepare<[string], { result: string }>('SELECT result FROM front_end WHERE session_id = ?');
  const utterances = db.prepare<[string], UtteranceRow>(`SELECT id, start_ms AS startMs, end_ms AS endMs, speaker,
    speaker_p AS speakerP, set_by AS setBy, beam, text, words, heard_as AS heardAs, language FROM utterance WHERE session_id = ? ORDER BY position`);
  const gaps = db.prepare<[string], TranscriptGap>(`SELECT start_ms AS startMs, end_ms AS endMs, reason
    FROM transcript_gap WHERE session_id = ? ORDER BY position`);
  const facts = db.prepare<[string], { body: string }>('SELECT body FROM fact WHERE session_id = ? ORDER BY position');
  const oneFact = db.prepare<[string, string], { body: string }>(
    'SELECT body FROM fact WHERE session_id = ? AND id = ?',
  );
  const addTotals = db.prepare(
    'INSERT INTO ledger (session_id, timed_minutes, treatment_minutes, issues) VALUES (?, ?, ?, ?)',
  );
  const totals = db.prepare<[string], TotalsRow>('SELECT * FROM ledger WHERE session_id = ?');
  const entries = db.prepare<[string], EntryRow>('SELECT * FROM ledger_entry WHERE session_id = ? ORDER BY position');

  const loadLedger = (sessionId: string): MinutesLedger => {
    const sums = totals.get(sessionId);
    return {
      entries: entries.all(sessionId).map(toEntry),
      timedMinutes: sums?.timed_minutes ?? 0,
      treatmentMinutes: sums?.treatment_minutes ?? 0,
      issues: JSON.parse(sums?.issues ?? '[]') as MinutesLedger['issues'],
    };
  };

  return {
    save: transaction(db, (sessionId: string, found: Findings) => {
      for (const statement of clear) statement.run(sessionId);
      if (found.frontEnd) addFrontEnd.run(sessionId, found.frontEnd.mode, JSON.stringify(found.frontEnd));
      found.transcript.utterances.forEach((u, at) => {
        const words = JSON.stringify(u.words);
        addUtterance.run(
          sessionId,
          u.id,
          at,
          u.startMs,
          u.endMs,
          u.speaker,
          u.speakerP,
          u.setBy,
          u.beam ?? null,
          u.text,
          words,
          u.heardAs === undefined ? null : JSON.stringify(u.heardAs),
          u.language ?? null,
        );
      });
      found.transcript.gaps.forEach((gap, at) => {
        addGap.run(sessionId, at, gap.startMs, gap.endMs, gap.reason);
      });
      found.facts.forEach((fact, at) => {
        addFact.run({ sessionId, position: at, ...columnsOf(fact) });
        fact.evidence.forEach((span, index) => {
          addEvidence.run(sessionId, fact.id, index, span.utteranceId, span.from, span.to);
        });
      });
      const { entries: listed, ...totals } = found.ledger;
      addTotals.run(sessionId, totals.timedMinutes, totals.treatmentMinutes, JSON.stringify(totals.issues ?? []));
      listed.forEach((entry, at) => {
        const flags = [entry.timed, entry.approximate, entry.needsConfirmation].map(Number);
        const span = [entry.span?.startMs ?? null, entry.span?.endMs ?? null];
        const named = [entry.id, at, entry.source, entry.cpt, entry.task, entry.minutes];
        addEntry.run(sessionId, ...named, ...flags, ...span, JSON.stringify(entry.evidence));
      });
    }),
    fact: (sessionId: string, id: string): Fact | null => {
      const row = oneFact.get(sessionId, id);
      return row === undefined ? null : (JSON.parse(row.body) as Fact);
    },
    /** Channels without a fault, for listening: the rest of what was found is not read for it. */
    goodChannels: (sessionId: string): readonly number[] => {
      const row = frontEnd.get(sessionId);
      const health = row === undefined ? [] : (JSON.parse(row.result) as FrontEndResult).health;
      return health.filter(({ verdict }) => verdict === 'good').map(({ channel }) => channel);
    },
    load: (sessionId: string): Findings => {
      const front = frontEnd.get(sessionId);
      return {
        frontEnd: front === undefined ? null : (JSON.parse(front.result) as FrontEndResult),
        transcript: { utterances: utterances.all(sessionId).map(toUtterance), gaps: gaps.all(sessionId) },
        facts: facts.all(sessionId).map((row) => JSON.parse(row.body) as Fact),
        ledger: loadLedger(sessionId),
      };
    },
  };
}

/** The fields that are asked for over sessions; the rest of the fact is in its body. */
function columnsOf(fact: Fact) {
  return {
    id: fact.id,
    kind: fact.kind,
    certainty: fact.certainty,
    polarity: fact.polarity,
    source: fact.source,
    rule: fact.rule,
    unsure: fact.unsure ? 1 : 0,
    task: 'task' in fact ? fact.task : null,
    fimItem: 'fimItem' in fact ? fact.fimItem : null,
    assistLevel: 'assistLevel' in fact ? fact.assistLevel : null,
    cpt: fact.kind === 'minutes' ? fact.cpt : null,
    minutes: fact.kind === 'minutes' ? Math.round(fact.minutes) : null,
    score: fact.kind === 'pain' ? Math.round(fact.score) : null,
    measure: fact.kind === 'measure' ? fact.measure : null,
    body: JSON.stringify(fact),
  };
}

function toUtterance({ beam, words, heardAs, language, ...row }: UtteranceRow): Utterance {
  return {
    ...{ ...row, words: JSON.parse(words) as Utterance['words'], ...(beam === null ? {} : { beam }) },
    ...(language === null ? {} : { language }),
    ...(heardAs === null ? {} : { heardAs: JSON.parse(heardAs) as NonNullable<Utterance['heardAs']> }),
  };
}

function toEntry(row: EntryRow): LedgerEntry {
  const span =
    row.start_ms === null || row.end_ms === null ? {} : { span: { startMs: row.start_ms, endMs: row.end_ms } };
  return {
    id: row.id,
    source: row.source,
    cpt: row.cpt,
    task: row.task,
    minutes: row.minutes,
    timed: row.timed === 1,
    approximate: row.approximate === 1,
    needsConfirmation: row.needs_confirmation === 1,
    ...span,
    evidence: JSON.parse(row.evidence) as LedgerEntry['evidence'],
  };
}
