/** The therapist's own voice samples: what there is, and one button that deletes all of it. */
import { Trash2 } from 'lucide-react';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

export function VoicePanel() {
  const voices = useRead('voice.list', {});
  const forget = useAction();
  const announce = useAnnounce();
  const [newest] = voices.data ?? [];
  const press = async (): Promise<void> => {
    const done = await forget.run('voice.forget', { confirm: 'DELETE' });
    if (done === null) return;
    announce({ text: done.value.deleted === 0 ? 'There was no voice sample' : 'Your voice samples are deleted' });
    void voices.refetch();
  };
  return (
    <>
      <p className="soft">
        {newest === undefined
          ? 'No voice is kept for later sessions.'
          : `Your voice of ${date(newest.createdAt.slice(0, 10))} is kept for later sessions.`}{' '}
        Each session also holds the ten seconds it was recorded with.
      </p>
      <div className="row">
        <Button variant="danger" icon={Trash2} isDisabled={forget.isBusy} onPress={() => void press()}>
          Delete my voice everywhere
        </Button>
        <ErrorNote error={forget.error} />
      </div>
    </>
  );
}
