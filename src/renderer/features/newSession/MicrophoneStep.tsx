/** Which microphones, how many channels; or a sound file that was recorded elsewhere. */
import { ArrowRight, FileAudio } from 'lucide-react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { base64FromBytes } from '../../format/base64.ts';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { MicrophoneFields } from '../microphones/MicrophoneFields.tsx';
import { type Microphones, useMicrophoneChoice } from '../microphones/useMicrophoneChoice.ts';

export interface MicrophoneStepProps {
  readonly session: SessionHeader;
  readonly onNext: (microphones: Microphones) => void;
}

export function MicrophoneStep({ session, onNext }: MicrophoneStepProps) {
  const choice = useMicrophoneChoice();
  const { array, channels, microphones } = choice;
  const load = useAction();

  const importFile = async (files: FileList | null): Promise<void> => {
    const file = files?.item(0);
    if (!file) return;
    const wavBase64 = base64FromBytes(new Uint8Array(await file.arrayBuffer()));
    const done = await load.run('sessions.importWav', { sessionId: session.id, wavBase64 });
    if (done !== null) await load.run('pipeline.run', { sessionId: session.id });
  };

  return (
    <section className="card stack" data-gap="3">
      <h2>Microphones</h2>
      <MicrophoneFields choice={choice} />
      {microphones !== null && (
        <p className="small muted">
          {array !== null && channels >= 3
            ? 'Your voice and the patient’s are told apart by direction.'
            : channels >= 3
              ? 'Without the array’s measures voices are told apart by loudness and sound, not by direction.'
              : channels === 2
                ? 'Two microphones: voices are told apart less well than with an array.'
                : 'One microphone works, and the note says so. Voices are told apart by sound alone.'}
        </p>
      )}
      <ErrorNote error={load.error} />
      <div className="row">
        <FileTrigger acceptedFileTypes={['.wav', 'audio/wav']} onSelect={(files) => void importFile(files)}>
          <Button variant="quiet" size="large" icon={FileAudio} isDisabled={load.isBusy}>
            {load.isBusy ? 'Reading the file' : 'Use a sound file instead'}
          </Button>
        </FileTrigger>
        <span className="push" />
        <Button
          size="large"
          variant="primary"
          icon={ArrowRight}
          isDisabled={microphones === null}
          onPress={() => microphones && onNext(microphones)}
        >
          Continue
        </Button>
      </div>
    </section>
  );
}
