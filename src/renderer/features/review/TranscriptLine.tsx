/** One utterance: when, who, what, and its sound. Speaker and words can be put right where the note is still open. */
import { Pencil, Play } from 'lucide-react';
import { useState } from 'react';
import type { CorrectionInput } from '../../../shared/contract.ts';
import type { Utterance } from '../../../shared/domain/utterance.ts';
import type { Span } from '../../../shared/time.ts';
import { clock } from '../../format/time.ts';
import { useKeptTyping } from '../../state/KeptTyping.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { SpeakerButton } from './SpeakerButton.tsx';
import { StatementEditor } from './StatementEditor.tsx';
import { SPEAKER_WORDS } from './speakers.ts';
import { TranscriptWords } from './TranscriptWords.tsx';

/** What every line of a transcript can do. */
export interface LineActions {
  readonly onPlay: (span: Span) => void;
  /** null: the note is signed. */
  readonly onCorrect: ((correction: CorrectionInput) => void) | null;
}

export interface TranscriptLineProps extends LineActions {
  readonly utterance: Utterance;
  readonly marked: ReadonlySet<number>;
  /** Stands beside the evidence for its sense, and is no evidence itself. */
  readonly isContext?: boolean;
}

export function TranscriptLine({ utterance, marked, isContext, onPlay, onCorrect }: TranscriptLineProps) {
  const place = `line:${utterance.id}`;
  const kept = useKeptTyping();
  const [isTyping, setTyping] = useState(() => kept.before(place) !== undefined);
  const at = clock(utterance.startMs);
  const { id, speaker } = utterance;
  return (
    <li className="transcript-line" data-context={isContext || undefined} data-role={speaker}>
      <span className="transcript-time tabular">{at}</span>
      <div>
        {onCorrect === null ? (
          <span className="transcript-speaker" data-role={speaker}>
            {SPEAKER_WORDS[speaker]}
          </span>
        ) : (
          <SpeakerButton utterance={utterance} onCorrect={onCorrect} />
        )}
        {isTyping && onCorrect !== null ? (
          <StatementEditor
            text={utterance.text}
            label={`Words at ${at}`}
            place={place}
            onSave={(text) => {
              setTyping(false);
              onCorrect({ kind: 'words', utteranceId: id, text });
            }}
            onCancel={() => setTyping(false)}
          />
        ) : (
          <TranscriptWords utterance={utterance} marked={marked} onPlayWord={onPlay} />
        )}
        <FirstHearing utterance={utterance} />
      </div>
      <span className="transcript-tools">
        <IconButton icon={Play} label={`Play from ${at}`} onPress={() => onPlay(utterance)} />
        {onCorrect !== null && (
          <IconButton
            icon={Pencil}
            label={`Correct the words at ${at}`}
            isDisabled={isTyping}
            onPress={() => setTyping(true)}
          />
        )}
      </span>
    </li>
  );
}

/** What stood here before it was corrected: never gone, and beside what stands there now. */
function FirstHearing({ utterance }: { readonly utterance: Utterance }) {
  const { heardAs, speaker, text } = utterance;
  if (heardAs === undefined) return null;
  const was = heardAs.speaker !== undefined && heardAs.speaker !== speaker ? SPEAKER_WORDS[heardAs.speaker] : null;
  const said = heardAs.text !== undefined && heardAs.text !== text ? `“${heardAs.text}”` : null;
  if (was === null && said === null) return null;
  return <p className="small muted">First heard as {[was, said].filter((part) => part !== null).join(': ')}</p>;
}
