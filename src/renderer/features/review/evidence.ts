/**
 * From evidence to what can be shown and heard: words of the transcript, stretches of sound, rules, typed entries.
 * Evidence by rule names facts and ledger entries; these are followed down to what was said. Pure.
 */
import type { EnteredEvidence, Evidence, HeardEvidence, RuleEvidence } from '../../../shared/domain/evidence.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { Utterance } from '../../../shared/domain/utterance.ts';
import type { Span } from '../../../shared/time.ts';

/** An utterance with the words that count: numbers of the text's tokens, split at white space. */
export interface EvidenceLine {
  readonly utterance: Utterance;
  readonly tokens: ReadonlySet<number>;
}

export interface ResolvedEvidence {
  readonly lines: readonly EvidenceLine[];
  readonly heard: readonly HeardEvidence[];
  readonly rules: readonly RuleEvidence[];
  readonly entered: readonly EnteredEvidence[];
  /** What to play, in order of time, with a little of what stands around it. */
  readonly clips: readonly Span[];
}

const BEFORE_MS = 800;
const AFTER_MS = 500;
const JOIN_MS = 1500;

export function tokensOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((token) => token !== '');
}

/** The time of words [from, to); the whole utterance where the transcript has no word times. */
export function spanOfWords(utterance: Utterance, from: number, to: number): Span {
  const first = utterance.words[from];
  const last = utterance.words[to - 1];
  if (first === undefined || last === undefined || utterance.words.length !== tokensOf(utterance.text).length)
    return utterance;
  return { startMs: first.startMs, endMs: Math.max(last.endMs, first.startMs + 1) };
}

function joined(spans: readonly Span[], durationMs: number): readonly Span[] {
  const padded = spans
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(0, Math.round(startMs - BEFORE_MS)),
      endMs: Math.round(durationMs > 0 ? Math.min(durationMs, endMs + AFTER_MS) : endMs + AFTER_MS),
    }))
    .filter((span) => span.endMs > span.startMs)
    .sort((a, b) => a.startMs - b.startMs);
  const clips: Span[] = [];
  for (const span of padded) {
    const last = clips.at(-1);
    if (last !== undefined && span.startMs - last.endMs <= JOIN_MS)
      clips[clips.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, span.endMs) };
    else clips.push(span);
  }
  return clips;
}

/** Adds what a rule worked from: evidence of the facts and ledger entries it names, each once. */
function expand(evidence: readonly Evidence[], record: SessionRecord): readonly Evidence[] {
  const seen = new Set<string>();
  const all: Evidence[] = [];
  const visit = (item: Evidence): void => {
    all.push(item);
    if (item.kind !== 'rule') return;
    for (const id of item.inputs) {
      if (seen.has(id)) continue;
      seen.add(id);
      const source =
        record.facts.find((fact) => fact.id === id) ?? record.ledger.entries.find((entry) => entry.id === id);
      for (const input of source?.evidence ?? []) visit(input);
    }
  };
  for (const item of evidence) visit(item);
  return all;
}

/** Something of it was said or timed: also a figure that was typed over words has their sound. */
export function hasSound({ evidence }: { readonly evidence: readonly Evidence[] }): boolean {
  return evidence.some(({ kind }) => kind === 'spoken' || kind === 'heard');
}

export function resolveEvidence(evidence: readonly Evidence[], record: SessionRecord): ResolvedEvidence {
  const all = expand(evidence, record);
  const tokens = new Map<string, Set<number>>();
  const spans: Span[] = [];
  for (const item of all) {
    if (item.kind === 'heard') spans.push(item);
    if (item.kind !== 'spoken') continue;
    const utterance = record.transcript.utterances.find((entry) => entry.id === item.utteranceId);
    if (utterance === undefined) continue;
    const marked = tokens.get(utterance.id) ?? new Set<number>();
    for (let index = item.from; index < item.to; index += 1) marked.add(index);
    tokens.set(utterance.id, marked);
    spans.push(spanOfWords(utterance, item.from, item.to));
  }
  return {
    lines: record.transcript.utterances.flatMap((utterance) => {
      const marked = tokens.get(utterance.id);
      return marked === undefined ? [] : [{ utterance, tokens: marked }];
    }),
    heard: all.filter((item) => item.kind === 'heard'),
    rules: all.filter((item) => item.kind === 'rule'),
    entered: all.filter((item) => item.kind === 'entered'),
    clips: joined(spans, record.session.durationMs),
  };
}
