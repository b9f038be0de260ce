/** What is chosen on the review screen, and what the keys do. */
import { useState } from 'react';
import type { CorrectionInput, ReviewState } from '../../../shared/contract.ts';
import type { Evidence } from '../../../shared/domain/evidence.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { Anchor, NoteDraft, Statement } from '../../../shared/domain/note.ts';
import type { Span } from '../../../shared/time.ts';
import { type KeptTyping, useKeptTyping } from '../../state/KeptTyping.tsx';
import { useShortcuts } from '../../state/useShortcuts.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { resolveEvidence } from './evidence.ts';
import type { Selection } from './NotePane.tsx';
import { type OpenPoint, openPoints } from './openPoints.ts';
import { usePlayer } from './usePlayer.ts';
import type { ReviewCommands } from './useReview.ts';

/** In the order they stand: the digits choose them. */
export const SIDE_TABS = ['evidence', 'minutes', 'findings', 'leftOut', 'transcript', 'history', 'lastVisit'] as const;
export type SideTab = (typeof SIDE_TABS)[number];

export function useReviewDesk(sessionId: string, state: ReviewState, commands: ReviewCommands) {
  const { record, note, signature } = state;
  const kept = useKeptTyping();
  const [unfinished] = useState(() => (signature === null ? unfinishedSentence(note, kept) : null));
  const [selection, setSelection] = useState<Selection | null>(
    unfinished === null ? null : { statementId: unfinished, anchor: null },
  );
  const [editingId, setEditingId] = useState(unfinished);
  const [generation, setGeneration] = useState(kept.generation);
  if (generation !== kept.generation) {
    setGeneration(kept.generation);
    setEditingId(signature === null ? unfinishedSentence(note, kept) : null);
  }
  const [tab, setTab] = useState<SideTab>('evidence');
  const [currentPointKey, setCurrentPointKey] = useState<string | null>(null);
  const [isSigning, setSigning] = useState(false);
  const [isContributing, setContributing] = useState(false);
  const [isInstructing, setInstructing] = useState(false);
  const player = usePlayer(sessionId);
  const announce = useAnnounce();

  const isLocked = signature !== null;
  const statements = note.sections.flatMap((section) => section.statements);
  const statement = statements.find((entry) => entry.id === selection?.statementId) ?? null;
  const points = openPoints(state);
  const evidence: readonly Evidence[] = selection?.anchor?.evidence ?? statement?.evidence ?? [];
  const anchor = selection?.anchor ?? null;
  const quote = statement !== null && anchor !== null ? statement.text.slice(anchor.from, anchor.to) : null;

  const playEvidence = (target: Statement, part: Anchor | null): void => {
    const { clips } = resolveEvidence(part?.evidence ?? target.evidence, record);
    const factIds = part === null ? target.factIds : part.factId === undefined ? [] : [part.factId];
    if (clips.length > 0) player.play(clips, part === null ? [target.id, ...factIds] : [...factIds]);
  };
  const select = (target: Statement, part: Anchor | null, isPlayed: boolean): void => {
    setSelection({ statementId: target.id, anchor: part });
    if (tab !== 'transcript') setTab('evidence');
    player.stop();
    if (isPlayed) playEvidence(target, part);
  };
  const move = (step: number): void => {
    const at = statements.findIndex((entry) => entry.id === selection?.statementId);
    const next = statements[at === -1 ? 0 : at + step];
    if (next !== undefined) select(next, null, false);
  };
  const playFact = (fact: Fact): void => player.play(resolveEvidence(fact.evidence, record).clips, [fact.id]);
  const playLine = (span: Span): void => player.play([span], []);
  const correct = async (correction: CorrectionInput): Promise<void> => {
    if (await commands.correct(correction)) announce({ text: 'Corrected. The note was drafted again.' });
  };

  const goTo = (point: OpenPoint): void => {
    setCurrentPointKey(point.key);
    const { resolution } = point;
    if (resolution.kind === 'confirm' || resolution.kind === 'tie' || resolution.kind === 'minutes') setTab('minutes');
    if (resolution.kind === 'answer') focusQuestion(resolution.questionId);
    if (resolution.kind !== 'show' && resolution.kind !== 'listen' && resolution.kind !== 'accept') return;
    const target = statements.find((entry) => entry.id === resolution.statementId);
    if (target) select(target, null, false);
    else if (point.code === 'left-out') setTab('leftOut');
    else if (point.code === 'other-language') setTab('transcript');
  };
  const resolve = (point: OpenPoint): void => {
    goTo(point);
    const { resolution } = point;
    if (resolution.kind === 'confirm') void commands.ledger({ kind: 'confirm', entryId: resolution.entryId });
    if (resolution.kind === 'listen') player.play(resolution.clips, resolution.heard);
    if (resolution.kind === 'accept') {
      void commands.edit({ kind: 'replace', statementId: resolution.statementId, text: resolution.text });
    }
    if (resolution.kind === 'contribute') setContributing(true);
    if (resolution.kind === 'tie') focusCodes(point.key);
    if (resolution.kind === 'settle') void commands.settle(resolution.position, resolution.canKeep);
  };
  const nextPoint = (): void => {
    const at = points.findIndex((point) => point.key === currentPointKey);
    const next = points[at + 1] ?? points[0];
    if (next) goTo(next);
  };

  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    e: () => {
      if (statement) playEvidence(statement, anchor);
    },
    escape: player.stop,
    n: nextPoint,
    ...Object.fromEntries(SIDE_TABS.map((each, index) => [String(index + 1), () => setTab(each)])),
    ...(isLocked
      ? {}
      : {
          a: () => {
            const current = points.find((point) => point.key === currentPointKey) ?? points[0];
            if (current) resolve(current);
          },
          i: () => setInstructing(true),
          enter: () => setEditingId(statement?.id ?? null),
          x: () => {
            if (statement) void commands.edit({ kind: 'remove', statementId: statement.id });
          },
          'mod+z': () => void commands.undo(),
          'mod+shift+z': () => void commands.redo(),
          'mod+y': () => void commands.redo(),
          'mod+enter': () => setSigning(true),
        }),
  });

  return {
    selection,
    statement,
    evidence,
    quote,
    editingId,
    setEditingId,
    tab,
    setTab,
    points,
    currentPointKey,
    isSigning,
    setSigning,
    isContributing,
    setContributing,
    isInstructing,
    setInstructing,
    player,
    select,
    goTo,
    resolve,
    playFact,
    playLine,
    correct: (correction: CorrectionInput) => void correct(correction),
    playSelected: () => {
      if (statement) playEvidence(statement, anchor);
    },
  };
}

/** The sentence that was being typed over when the page went away. */
function unfinishedSentence(note: NoteDraft, kept: KeptTyping): string | null {
  const isUnfinished = ({ id, text }: Statement): boolean => {
    const typed = kept.before(`sentence:${id}`)?.trim();
    return typed !== undefined && typed !== text;
  };
  return note.sections.flatMap(({ statements }) => statements).find(isUnfinished)?.id ?? null;
}

/** The codes of a tie: Tab goes through them, Enter chooses. */
function focusCodes(pointKey: string): void {
  document.querySelector<HTMLElement>(`[data-point="${CSS.escape(pointKey)}"] button`)?.focus();
}

function focusQuestion(questionId: string): void {
  const card = document.querySelector(`[data-question="${CSS.escape(questionId)}"]`);
  card?.scrollIntoView({ block: 'center' });
  card?.querySelector('input')?.focus();
}
