/** One utterance: when, who, what, and its sound. Speaker and words can be put right where the note is still open. */
import { Ear, Languages, Pencil, Play } from 'lucide-react';
import { useState } from 'react';
import type { CorrectionInput } from '../../../shared/contract.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { Utterance } from '../../../shared/domain/utterance.ts';
import type { Span } from '../../../shared/time.ts';
import { clock } from '../../format/time.ts';
import { useKeptTyping } from '../../state/KeptTyping.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { HearAgain } from './HearAgain.tsx';
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
  /** Whose sound can be heard again; null where there is none. */
  readonly sessionId: string | null;
  /** Stands beside the evidence for its sense, and is no evidence itself. */
  readonly isContext?: boolean;
}

export function TranscriptLine(props: TranscriptLineProps) {
  const { utterance, marked, isContext, onPlay, onCorrect, sessionId } = props;
  const place = `line:${utterance.id}`;
  const kept = useKeptTyping();
  const [isTyping, setTyping] = useState(() => kept.before(place) !== undefined);
  const [isHearing, setHearing] = useState(false);
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
            text={utterance.language === undefined ? utterance.text : ''}
            label={`Words at ${at}`}
            place={place}
            onSave={(text) => {
              setTyping(false);
              onCorrect({ kind: 'words', utteranceId: id, text });
            }}
            onCancel={() => setTyping(false)}
          />
        ) : utterance.language !== undefined ? (
          <OtherLanguage utterance={utterance} language={utterance.language} />
        ) : (
          <TranscriptWords utterance={utterance} marked={marked} onPlayWord={onPlay} />
        )}
        <FirstHearing utterance={utterance} />
        {isHearing && onCorrect !== null && sessionId !== null && (
          <HearAgain
            sessionId={sessionId}
            utterance={utterance}
            onPlay={onPlay}
            onCorrect={onCorrect}
            onClose={() => setHearing(false)}
          />
        )}
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
        {onCorrect !== null && sessionId !== null && (
          <IconButton
            icon={Ear}
            label={`Hear the line at ${at} again`}
            isDisabled={isHearing}
            onPress={() => setHearing(true)}
          />
        )}
      </span>
    </li>
  );
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A gap with sound: what the recogniser made of another language is neither a hearing nor a translation. */
function OtherLanguage({ utterance, language }: { readonly utterance: Utterance; readonly language: string }) {
  const name = language === 'und' ? undefined : LANGUAGES.of(language);
  return (
    <>
      <p>
        <Badge tone="attention" icon={Languages}>
          {name === undefined ? 'Not in English' : `Not in English: probably ${name}`}
        </Badge>
      </p>
      <p className="small soft">Nothing was taken from this line. Play it, and type what it means.</p>
      <p className="small muted">Written by the recogniser, and not used: “{utterance.text}”</p>
    </>
  );
}

/** The session whose sound a line can be heard again from. */
export function soundOf({ session, tracks }: SessionRecord): string | null {
  return tracks.length === 0 ? null : session.id;
}

/** What stood here before it was corrected: never gone, and beside what stands there now. */
function FirstHearing({ utterance }: { readonly utterance: Utterance }) {
  const { heardAs, speaker, text } = utterance;
  if (heardAs === undefined) return null;
  const was = heardAs.speaker !== undefined && heardAs.speaker !== speaker ? SPEAKER_WORDS[heardAs.speaker] : null;
  const said = heardAs.text !== undefined && heardAs.text !== text ? `“${heardAs.text}”` : null;
  if (was === null && said === null) return null;
  const by = said !== null && heardAs.reheardBy !== undefined ? ` Heard again by ${heardAs.reheardBy}.` : '';
  return (
    <p className="small muted">
      First heard as {[was, said].filter((part) => part !== null).join(': ')}
      {by}
    </p>
  );
}
