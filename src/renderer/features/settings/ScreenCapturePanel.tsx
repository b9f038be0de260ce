/** Whether screenshots and shared screens may show the notes. */
import { useQueryClient } from '@tanstack/react-query';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

const OPTIONS = [
  { value: 'keptOut', label: 'Kept out' },
  { value: 'allowed', label: 'Allowed' },
] as const;

export function ScreenCapturePanel() {
  const setting = useRead('security.screenCapture', {});
  const queryClient = useQueryClient();
  const save = useAction();
  if (setting.data === undefined) return null;
  if (!setting.data.isControlled) {
    return (
      <p className="soft">
        In a browser the app cannot keep its window out of screenshots and shared screens. Share a single other window
        instead of the whole screen.
      </p>
    );
  }
  const choose = async (isAllowed: boolean): Promise<void> => {
    const done = await save.run('security.setScreenCapture', { isAllowed });
    if (done !== null) queryClient.setQueryData(['security.screenCapture', {}], done.value);
  };
  return (
    <>
      <Choices
        label="Screenshots and screen sharing"
        value={setting.data.isAllowed ? 'allowed' : 'keptOut'}
        onChange={(next) => void choose(next === 'allowed')}
        options={OPTIONS}
      />
      <p className="soft small">
        Kept out, the window is black in screenshots and video calls. Windows and macOS do this; Linux cannot. While the
        app is locked it is always kept out.
      </p>
      <ErrorNote error={save.error} />
    </>
  );
}
