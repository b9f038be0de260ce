/** Says that invented patients are here, and takes them all away with one press. */
import { FlaskConical, Trash2 } from 'lucide-react';
import type { PatientSummary } from '../../../shared/contract.ts';
import { useMay } from '../../state/Access.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';

export function SampleStrip({ patients }: { readonly patients: readonly PatientSummary[] }) {
  const remove = useAction();
  const may = useMay();
  const announce = useAnnounce();
  const count = patients.filter(({ patient }) => patient.isSample).length;
  if (count === 0 || !may('charge')) return null;
  const press = async (): Promise<void> => {
    if ((await remove.run('sample.remove', {})) !== null) announce({ text: 'Sample removed' });
  };
  return (
    <section className="sample-strip" aria-label="Sample">
      <Icon of={FlaskConical} />
      <p className="soft">
        {count === 1 ? 'One patient here is a sample' : `${count} patients here are samples`}, no real person. They
        count in no figure of yours.
      </p>
      <Button icon={Trash2} isDisabled={remove.isBusy} onPress={() => void press()}>
        Remove all samples
      </Button>
      <ErrorNote error={remove.error} />
    </section>
  );
}
