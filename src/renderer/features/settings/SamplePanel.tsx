/** The sample patient can be taken away again, whole. */
import { Trash2 } from 'lucide-react';
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
  if (!patients.data?.some(({ patient }) => patient.isSample)) return null;
  const press = async (): Promise<void> => {
    if ((await remove.run('sample.remove', {})) !== null) announce({ text: 'Sample removed' });
  };
  return (
    <Panel id="sample" title="Sample">
      <p className="soft">The sample patient is no real person. Removing it takes its sessions and notes along.</p>
      <div className="row">
        <Button variant="danger" icon={Trash2} isDisabled={remove.isBusy} onPress={() => void press()}>
          Remove the sample patient
        </Button>
        <ErrorNote error={remove.error} />
      </div>
    </Panel>
  );
}
