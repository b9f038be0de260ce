/** Invented patients: put in by one button, taken away whole by another. */
import { Trash2, Users } from 'lucide-react';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from './SettingsPanel.tsx';

export function SamplePanel() {
  const patients = useRead('patients.list', {});
  const remove = useAction();
  const announce = useAnnounce();
  const fill = useAction();
  const isThere = patients.data?.some(({ patient }) => patient.isSample) ?? false;
  const press = async (): Promise<void> => {
    if ((await remove.run('sample.remove', {})) !== null) announce({ text: 'Sample removed' });
  };
  const put = async (): Promise<void> => {
    if ((await fill.run('sample.fill', {})) !== null) announce({ text: 'Sample caseload is here' });
  };
  return (
    <Panel id="sample" title="Sample">
      <p className="soft">
        Eight invented patients with deadlines, goals, signed notes and drafts, to learn and to show. They stand apart
        from real patients and count in no figure. Removing takes their sessions and notes along.
      </p>
      <div className="row">
        <Button icon={Users} isDisabled={fill.isBusy} onPress={() => void put()}>
          Add the sample caseload
        </Button>
        {isThere && (
          <Button variant="danger" icon={Trash2} isDisabled={remove.isBusy} onPress={() => void press()}>
            Remove all samples
          </Button>
        )}
        <ErrorNote error={remove.error ?? fill.error} />
      </div>
    </Panel>
  );
}
