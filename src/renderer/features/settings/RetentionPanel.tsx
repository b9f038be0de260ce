/** How long sound stays after the signature. Text, minutes and signatures stay as long as the law wants the record. */
import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { DeletionsPart } from './DeletionsPart.tsx';
import { Panel } from './SettingsPanel.tsx';
import { type SoundDays, soundDaysWords } from './soundDays.ts';

const FOREVER = 'never';

export function RetentionPanel() {
  const state = useRead('retention.state', {});
  const queryClient = useQueryClient();
  const save = useAction();
  const apply = useAction();
  const announce = useAnnounce();
  if (state.data === undefined) return <ErrorNote error={state.error?.error ?? null} />;
  const { soundDays, soundDaysChoices, due, holds } = state.data;
  const choose = async (next: string): Promise<void> => {
    const days = next === FOREVER ? null : (Number(next) as SoundDays);
    const done = await save.run('retention.set', { soundDays: days });
    if (done !== null) queryClient.setQueryData(['retention.state', {}], done.value);
  };
  const removeDue = async (): Promise<void> => {
    const done = await apply.run('retention.apply', { confirm: 'DELETE' });
    if (done === null) return;
    announce({ text: 'The sound that was due is deleted' });
    void state.refetch();
  };
  return (
    <Panel id="retention" title="How long sound stays">
      <Choices
        label="Delete the sound of a session"
        value={soundDays === null ? FOREVER : String(soundDays)}
        onChange={(next) => void choose(next)}
        options={[
          ...soundDaysChoices.map((days) => ({ value: String(days), label: soundDaysWords(days) })),
          { value: FOREVER, label: 'When I delete it' },
        ]}
      />
      <p className="soft small">
        Counted from the signature. The note stays. Once its sound is gone, a sentence still shows its words, but they
        can no longer be heard. Unsigned drafts always keep their sound.
      </p>
      {due.length > 0 && (
        <Banner
          tone="attention"
          actions={
            <Button
              size="small"
              variant="danger"
              icon={Trash2}
              isDisabled={apply.isBusy}
              onPress={() => void removeDue()}
            >
              Delete it now
            </Button>
          }
        >
          {due.length === 1 ? 'The sound of one session' : `The sound of ${due.length} sessions`} is due and was not
          deleted by itself, because the clock of this computer jumped.
        </Banner>
      )}
      {holds.length > 0 && (
        <p className="soft small">
          On legal hold: {holds.length} {holds.length === 1 ? 'patient' : 'patients'}. Nothing of theirs is deleted.
        </p>
      )}
      <ErrorNote error={save.error ?? apply.error} />
      <DeletionsPart />
    </Panel>
  );
}
