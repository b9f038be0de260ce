/** The therapist's own voice samples: each that is kept, with a button to delete it, and one that deletes all of it. */
import { Trash2 } from 'lucide-react';
import type { KeptVoice } from '../../../shared/contract.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

export function VoicePanel() {
  const voices = useRead('voice.list', {});
  const arrays = useRead('arrays.list', {});
  const remove = useAction();
  const forget = useAction();
  const announce = useAnnounce();
  const kept = voices.data ?? [];
  const arrayName = ({ arrayId }: KeptVoice): string | null =>
    arrayId === null ? null : (arrays.data?.find(({ id }) => id === arrayId)?.name ?? arrayId);
  const removeOne = async ({ id }: KeptVoice): Promise<void> => {
    const done = await remove.run('voice.delete', { voiceId: id, confirm: 'DELETE' });
    if (done !== null) announce({ text: 'Voice sample deleted' });
    void voices.refetch();
  };
  const forgetAll = async (): Promise<void> => {
    const done = await forget.run('voice.forget', { confirm: 'DELETE' });
    if (done === null) return;
    announce({ text: done.value.deleted === 0 ? 'There was no voice sample' : 'Your voice samples are deleted' });
    void voices.refetch();
  };
  return (
    <>
      {kept.length === 0 ? (
        <p className="soft">No voice is kept for later sessions.</p>
      ) : (
        <ul className="kept-list" aria-label="Kept voices">
          {kept.map((voice) => (
            <li key={voice.id}>
              <span>
                Your voice of {date(voice.createdAt.slice(0, 10))}
                <span className="small muted">
                  {' '}
                  · {voice.channels} {voice.channels === 1 ? 'microphone' : 'microphones'}
                  {arrayName(voice) !== null && ` · ${arrayName(voice)}`}
                </span>
              </span>
              <Button
                size="small"
                icon={Trash2}
                isDisabled={remove.isBusy}
                onPress={() => void removeOne(voice)}
                aria-label={`Delete the voice of ${date(voice.createdAt.slice(0, 10))}, ${voice.channels} microphones`}
              >
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="soft small">
        Each session also holds the ten seconds it was recorded with. The button below deletes those too, and what was
        measured in the gym.
      </p>
      <div className="row">
        <Button variant="danger" icon={Trash2} isDisabled={forget.isBusy} onPress={() => void forgetAll()}>
          Delete my voice everywhere
        </Button>
      </div>
      <ErrorNote error={remove.error ?? forget.error} />
    </>
  );
}
