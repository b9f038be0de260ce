/** After how long an untouched app locks itself. */
import { useQueryClient } from '@tanstack/react-query';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

export function AutoLockPanel() {
  const setting = useRead('security.autoLock', {});
  const queryClient = useQueryClient();
  const save = useAction();
  if (setting.data === undefined) return null;
  const choose = async (minutes: number): Promise<void> => {
    const done = await save.run('security.setAutoLock', { minutes });
    if (done !== null) queryClient.setQueryData(['security.autoLock', {}], done.value);
  };
  return (
    <>
      <Choices
        label="Lock by itself after"
        value={String(setting.data.minutes)}
        onChange={(next) => void choose(Number(next))}
        options={setting.data.choices.map((minutes) => ({ value: String(minutes), label: `${minutes} min` }))}
      />
      <p className="soft small">Counted from the last touch or key. A recording goes on while the app is locked.</p>
      <ErrorNote error={save.error} />
    </>
  );
}
