/** When a recording that may have been forgotten is asked about. */
import { useQueryClient } from '@tanstack/react-query';
import type { GuardSetting } from '../../../shared/contract.ts';
import { GUARD_CHOICES } from '../../../shared/domain/recordingGuard.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from './SettingsPanel.tsx';

const NEVER = 'never';

export function GuardPanel() {
  const setting = useRead('recording.guard', {}).data;
  const queryClient = useQueryClient();
  const save = useAction();
  if (setting === undefined) return null;
  const set = async (next: GuardSetting): Promise<void> => {
    const done = await save.run('recording.setGuard', next);
    if (done !== null) queryClient.setQueryData(['recording.guard', {}], done.value);
  };
  const choices = (values: readonly number[]) => [
    ...values.map((minutes) => ({ value: String(minutes), label: `${minutes} min` })),
    { value: NEVER, label: 'Never' },
  ];
  const chosen = <T extends number>(values: readonly T[], text: string): T | null =>
    values.find((minutes) => String(minutes) === text) ?? null;
  return (
    <Panel id="guard" title="A forgotten recording">
      <p className="soft">
        You are asked whether you are still treating. Nothing stops by itself, and nothing is cut off.
      </p>
      <Choices
        label="Ask when nobody has spoken for"
        value={String(setting.quietMinutes ?? NEVER)}
        onChange={(text) => void set({ ...setting, quietMinutes: chosen(GUARD_CHOICES.quietMinutes, text) })}
        options={choices(GUARD_CHOICES.quietMinutes)}
      />
      <Choices
        label="Ask when as much is recorded as a visit takes"
        value={String(setting.plannedMinutes ?? NEVER)}
        onChange={(text) => void set({ ...setting, plannedMinutes: chosen(GUARD_CHOICES.plannedMinutes, text) })}
        options={choices(GUARD_CHOICES.plannedMinutes)}
      />
      <p className="soft small">
        Minutes in a patient’s frequency, such as “2x/week, 45 min”, go before this. Silence is told while words are
        shown during the recording; other people’s talk does not count. A pause of ten minutes is asked about too.
      </p>
      <ErrorNote error={save.error} />
    </Panel>
  );
}
