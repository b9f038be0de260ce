/** Draft left, evidence right. Everything by keyboard; nothing moves when something is chosen. */
import { LockKeyhole, PenLine, Redo2, Undo2, WandSparkles } from 'lucide-react';
import type { ReviewState } from '../../../shared/contract.ts';
import { chargedNow } from '../../../shared/domain/chargedNow.ts';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { HOME, useNavigation } from '../../app/route.ts';
import { date, duration, instant } from '../../format/time.ts';
import { KeptTypingProvider, useKeptTyping } from '../../state/KeptTyping.tsx';
import { BackLink } from '../../ui/BackLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SideTabs } from '../../ui/SideTabs.tsx';
import { openFindings, ReckoningPart } from '../rules/ReckoningPart.tsx';
import { Addenda } from './Addenda.tsx';
import { ContributionDialog } from './ContributionDialog.tsx';
import { EvidencePane } from './EvidencePane.tsx';
import { ExportButtons, useExports } from './ExportBar.tsx';
import { resolveEvidence } from './evidence.ts';
import { HistoryPane } from './HistoryPane.tsx';
import { InstructPart } from './InstructPart.tsx';
import { LastVisitPane } from './LastVisitPane.tsx';
import { LeftOutPane } from './LeftOutPane.tsx';
import { MinutesPane } from './MinutesPane.tsx';
import { NotePane } from './NotePane.tsx';
import { OpenPoints } from './OpenPoints.tsx';
import { blockerCount } from './openPoints.ts';
import { PlaybackContext } from './playback.ts';
import { SignDialog } from './SignDialog.tsx';
import { TranscriptPane } from './TranscriptPane.tsx';
import { useFollowingTexts } from './useFollowingTexts.ts';
import { useReview } from './useReview.ts';
import { useReviewDesk } from './useReviewDesk.ts';
import './note.css';
import './review.css';

export function ReviewScreen({ session }: { readonly session: SessionHeader }) {
  const review = useReview(session.id);
  if (review.state === undefined) {
    return (
      <main className="centred" aria-busy={review.error === null}>
        <ErrorNote error={review.error} />
      </main>
    );
  }
  return (
    <KeptTypingProvider key={session.id} sessionId={session.id}>
      <LoadedReview review={review} state={review.state} />
    </KeptTypingProvider>
  );
}

interface LoadedReviewProps {
  readonly review: ReturnType<typeof useReview>;
  readonly state: ReviewState;
}

function LoadedReview({ review, state }: LoadedReviewProps) {
  const { go } = useNavigation();
  const { record, signature } = state;
  const sessionId = record.session.id;
  const commands = useFollowingTexts(review.commands);
  const { generation } = useKeptTyping();
  const desk = useReviewDesk(sessionId, state, commands);
  const exports = useExports(sessionId);
  const isLocked = signature !== null;
  const correct = isLocked ? null : desk.correct;
  const blockers = blockerCount(state);
  const leftOut = record.facts.filter((fact) => state.note.leftOut.includes(fact.id));

  return (
    <PlaybackContext value={desk.player.store}>
      <main className="review">
        <header className="review-head">
          <div className="review-title">
            <BackLink label="Patients" onPress={() => go({ name: 'caseload', patientId: record.session.patientId })} />
            <div className="row">
              <h1>{record.patient?.name ?? 'Session'}</h1>
              {isLocked ? (
                <Badge tone="good" icon={LockKeyhole}>
                  Signed and locked
                </Badge>
              ) : (
                <Badge tone="attention" icon={PenLine}>
                  DRAFT, not signed
                </Badge>
              )}
            </div>
            <p className="small soft">
              {date(record.session.dateOfService)}
              {record.session.durationMs > 0 && ` · ${duration(record.session.durationMs)} of sound`}
            </p>
          </div>
          <div className="row push">
            {!isLocked && (
              <>
                <IconButton
                  icon={WandSparkles}
                  label="Command for the note (I)"
                  onPress={() => desk.setInstructing(true)}
                />
                <IconButton
                  icon={Undo2}
                  label="Undo"
                  isDisabled={!state.canUndo}
                  onPress={() => void commands.undo()}
                />
                <IconButton
                  icon={Redo2}
                  label="Redo"
                  isDisabled={!state.canRedo}
                  onPress={() => void commands.redo()}
                />
              </>
            )}
            <ExportButtons exports={exports} name="Note" />
            {!isLocked && (
              <Button variant="primary" icon={PenLine} keys="Ctrl Enter" onPress={() => desk.setSigning(true)}>
                Sign
                {blockers > 0 && <span className="visually-hidden">, {blockers} points open</span>}
              </Button>
            )}
          </div>
        </header>
        <div className="review-panes">
          <section key={isLocked ? 'signed' : 'draft'} className="review-note" aria-label="Note">
            <div className="review-note-inner">
              <ErrorNote error={review.error ?? exports.error ?? desk.player.error} />
              {!isLocked && (
                <OpenPoints
                  points={desk.points}
                  currentKey={desk.currentPointKey}
                  onResolve={desk.resolve}
                  onChooseCode={(code) => void commands.resolveTie(code)}
                  onSettle={(position, keep) => void commands.settle(position, keep)}
                />
              )}
              {signature && (
                <Banner
                  tone="good"
                  actions={
                    <Button size="small" keys="T" onPress={() => go(HOME)}>
                      Today
                    </Button>
                  }
                >
                  Signed by {signature.by}, {signature.credentials}, on{' '}
                  {instant(signature.signedAt, signature.timeZone)}. The note is locked.
                </Banner>
              )}
              {record.frontEnd?.notices.map((notice) => (
                <p key={notice} className="small muted">
                  {notice}
                </p>
              ))}
              {!isLocked && desk.isInstructing && (
                <InstructPart
                  sessionId={sessionId}
                  revision={state.revision}
                  statementId={desk.statement?.id ?? null}
                  onTaken={commands.take}
                  onUndo={commands.undo}
                  onClose={() => desk.setInstructing(false)}
                />
              )}
              <NotePane
                key={generation}
                review={state}
                selection={desk.selection}
                editingId={desk.editingId}
                onSelect={desk.select}
                onEditing={desk.setEditingId}
                onEdit={(edit) => void commands.edit(edit)}
                onCopySection={(section) => void exports.copy(section.id, section.heading)}
              />
              {isLocked && (
                <Addenda
                  sessionId={sessionId}
                  addenda={record.addenda ?? []}
                  now={chargedNow(record)}
                  onAdded={commands.take}
                />
              )}
            </div>
          </section>
          <aside className="review-evidence" aria-label="Evidence">
            <SideTabs
              label="Beside the note"
              selected={desk.tab}
              onSelect={desk.setTab}
              items={[
                {
                  id: 'evidence',
                  label: 'Source',
                  content: (
                    <EvidencePane
                      record={record}
                      statement={desk.statement}
                      evidence={desk.evidence}
                      quote={desk.quote}
                      onPlay={desk.playSelected}
                      onStop={desk.player.stop}
                      onPlayLine={desk.playLine}
                      onCorrect={correct}
                    />
                  ),
                },
                {
                  id: 'minutes',
                  label: 'Minutes',
                  count: record.ledger.entries.filter((entry) => entry.needsConfirmation).length,
                  content: (
                    <MinutesPane
                      record={record}
                      isLocked={isLocked}
                      onChange={commands.ledger}
                      onChooseCode={(code) => void commands.resolveTie(code)}
                      onDecide={(decision) => void commands.decide(decision)}
                      onPlayFact={desk.playFact}
                      onPlay={(entry) => desk.player.play(resolveEvidence(entry.evidence, record).clips, [])}
                    />
                  ),
                },
                {
                  id: 'findings',
                  label: 'Findings',
                  count: isLocked ? 0 : openFindings(record.reckoning),
                  content: (
                    <ReckoningPart
                      record={record}
                      isLocked={isLocked}
                      onDecide={(decision) => void commands.decide(decision)}
                    />
                  ),
                },
                {
                  id: 'leftOut',
                  label: 'Left out',
                  count: leftOut.length,
                  content: <LeftOutPane facts={leftOut} onPlay={desk.playFact} />,
                },
                {
                  id: 'transcript',
                  label: 'Transcript',
                  content: (
                    <TranscriptPane
                      record={record}
                      evidence={desk.evidence}
                      onPlay={desk.playLine}
                      onCorrect={correct}
                    />
                  ),
                },
                {
                  id: 'history',
                  label: 'History',
                  content: (
                    <HistoryPane
                      sessionId={sessionId}
                      revision={state.revision}
                      isLocked={isLocked}
                      consent={record.session.consent}
                      onTaken={commands.take}
                    />
                  ),
                },
                {
                  id: 'lastVisit',
                  label: 'Last visit',
                  count: isLocked ? 0 : state.issues.filter(({ code }) => code === 'cloned-sentence').length,
                  content: (
                    <LastVisitPane
                      sessionId={sessionId}
                      revision={state.revision}
                      onPull={isLocked ? null : (statementId) => void review.commands.pull(statementId)}
                    />
                  ),
                },
              ]}
            />
          </aside>
        </div>
        <ContributionDialog
          review={state}
          isOpen={desk.isContributing && !isLocked}
          onClose={() => desk.setContributing(false)}
          onSigned={(next) => {
            desk.setContributing(false);
            commands.take(next);
          }}
        />
        <SignDialog
          review={state}
          therapist={record.therapist}
          isOpen={desk.isSigning && !isLocked}
          onClose={() => desk.setSigning(false)}
          onStudent={() => {
            desk.setSigning(false);
            desk.setContributing(true);
          }}
          onGoTo={(point) => {
            desk.setSigning(false);
            desk.goTo(point);
          }}
          onSigned={(next) => {
            desk.setSigning(false);
            commands.take(next);
          }}
        />
      </main>
    </PlaybackContext>
  );
}
