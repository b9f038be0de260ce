/** Why a sentence stands there: the words in their surroundings, the rule, or the hand that typed it. */
import { AudioLines, Calculator, Keyboard, MousePointerClick, Square, Volume2 } from 'lucide-react';
import type { Evidence } from '../../../shared/domain/evidence.ts';
import type { Statement } from '../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { clock, instant } from '../../format/time.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { resolveEvidence } from './evidence.ts';
import { useIsPlaying } from './playback.ts';
import { ShortForms } from './ShortForms.tsx';
import { KIND_LOOK } from './statementKinds.ts';
import { type LineActions, soundOf, TranscriptLine } from './TranscriptLine.tsx';
import './evidence.css';

export interface EvidencePaneProps extends Pick<LineActions, 'onCorrect'> {
  readonly record: SessionRecord;
  readonly statement: Statement | null;
  /** The evidence of the sentence, or of the one number that was pressed. */
  readonly evidence: readonly Evidence[];
  readonly quote: string | null;
  readonly onPlay: () => void;
  readonly onStop: () => void;
  readonly onPlayLine: LineActions['onPlay'];
}

const NONE: ReadonlySet<number> = new Set();

export function EvidencePane(props: EvidencePaneProps) {
  const { record, statement, evidence, quote } = props;
  const isPlaying = useIsPlaying();
  if (statement === null) {
    return (
      <EmptyState icon={MousePointerClick} title="Where does it come from?">
        Choose a sentence or press a number to see and hear its source.
      </EmptyState>
    );
  }
  const { lines, heard, rules, entered, clips } = resolveEvidence(evidence, record);
  const look = KIND_LOOK[statement.kind];
  const utterances = record.transcript.utterances;
  const shown = new Set(lines.map((line) => line.utterance.id));
  const context = new Set(
    lines.flatMap(({ utterance }) => {
      const at = utterances.indexOf(utterance);
      return [utterances[at - 1], utterances[at + 1]].flatMap((near) => (near && !shown.has(near.id) ? [near.id] : []));
    }),
  );
  return (
    <div className="stack">
      <div className="evidence-head">
        <p className="evidence-quote">{quote ?? statement.text}</p>
        <p className="row small soft">
          <Icon of={look.icon} size={14} />
          {look.explains}
        </p>
        <ShortForms text={statement.text} />
      </div>
      {clips.length > 0 && (
        <div className="row">
          {isPlaying ? (
            <Button size="large" icon={Square} keys="Esc" onPress={props.onStop}>
              Stop
            </Button>
          ) : (
            <Button size="large" icon={Volume2} keys="E" onPress={props.onPlay}>
              Hear it
            </Button>
          )}
          <span className="small muted tabular">{clips.map((clip) => clock(clip.startMs)).join(', ')}</span>
        </div>
      )}
      {lines.length > 0 && (
        <ol className="transcript" aria-label="Words it rests on">
          {utterances
            .filter((utterance) => shown.has(utterance.id) || context.has(utterance.id))
            .map((utterance) => (
              <TranscriptLine
                key={utterance.id}
                utterance={utterance}
                marked={lines.find((line) => line.utterance.id === utterance.id)?.tokens ?? NONE}
                isContext={context.has(utterance.id)}
                sessionId={soundOf(record)}
                onPlay={props.onPlayLine}
                onCorrect={props.onCorrect}
              />
            ))}
        </ol>
      )}
      {heard.map((item) => (
        <p key={`${item.detector}-${item.startMs}`} className="evidence-note">
          <Icon of={AudioLines} size={16} />
          Measured on the sound from {clock(item.startMs)} to {clock(item.endMs)} ({item.detector})
        </p>
      ))}
      {rules.map((item) => (
        <p key={`${item.ruleId}-${item.inputs.join()}`} className="evidence-note">
          <Icon of={Calculator} size={16} />
          <span>
            Worked out by rule <code>{item.ruleId}</code>
            {item.inputs.length > 0 && ` from ${item.inputs.length} ${item.inputs.length === 1 ? 'entry' : 'entries'}`}
          </span>
        </p>
      ))}
      {entered.map((item) => (
        <p key={`${item.field}-${item.at}`} className="evidence-note">
          <Icon of={Keyboard} size={16} />
          Typed by {item.by}, {instant(item.at)}
        </p>
      ))}
    </div>
  );
}
