/** Whoever has the app open: what stands under their notes, changed by their own passphrase. */
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { ChangePersonDialog } from './ChangePersonDialog.tsx';
import { Panel } from './SettingsPanel.tsx';

export function WhoSignsPanel({ status }: { readonly status: AppStatus }) {
  const [isChanging, setChanging] = useState(false);
  const { therapist, access } = status;
  if (therapist === null) return null;
  const isFrontDesk = access?.role === 'frontDesk';
  return (
    <Panel id="you" title={isFrontDesk ? 'You' : 'Who signs'}>
      <div className="row">
        <div>
          <p>
            {therapist.name}, {therapist.credentials}
            {therapist.licence && <span className="muted"> · Licence {therapist.licence}</span>}
          </p>
          <p className="soft small">
            {isFrontDesk
              ? 'Front desk: patients, payers, deadlines and amounts; no notes, sound or signatures.'
              : 'This stands under every note you sign.'}
          </p>
        </div>
        <span className="push" />
        <Button
          size="small"
          icon={Pencil}
          aria-label="Change your name, credentials or passphrase"
          onPress={() => setChanging(true)}
        >
          Change
        </Button>
      </div>
      {isChanging && <ChangePersonDialog person={therapist} isOwn onClose={() => setChanging(false)} />}
    </Panel>
  );
}
