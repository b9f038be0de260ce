/** Whether everything that leaves the app would be taken: each form tried on an invented session, with what was checked. */
import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import type { FormReport, IntegrationReport } from '../../../shared/contract.ts';
import { useAction } from '../../state/useAction.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from './SettingsPanel.tsx';

export function IntegrationPanel() {
  const [report, setReport] = useState<IntegrationReport | null>(null);
  const action = useAction();
  const check = async (): Promise<void> => {
    const done = await action.run('integration.check', {});
    if (done !== null) setReport(done.value);
  };
  return (
    <Panel id="integration" title="Check the exports">
      <p className="soft">
        Writes an invented session in every form a record leaves in, as a draft and signed, and reads each back as its
        receiver would. Nothing is sent.
      </p>
      <div className="row">
        <Button icon={ClipboardCheck} isDisabled={action.isBusy} onPress={() => void check()}>
          {action.isBusy ? 'Checking' : 'Check every form'}
        </Button>
        {report !== null && <p role="status">{verdict(report)}</p>}
      </div>
      <ErrorNote error={action.error} />
      {report?.forms.map((form) => (
        <FormRow key={form.id} form={form} />
      ))}
    </Panel>
  );
}

function verdict({ forms }: IntegrationReport): string {
  const failed = forms.filter(({ ok }) => !ok).length;
  if (failed === 0) return 'Every form passed.';
  return failed === 1 ? 'One form failed.' : `${failed} forms failed.`;
}

function FormRow({ form: { name, checks, ok } }: { readonly form: FormReport }) {
  return (
    <details className="integration-form" open={!ok}>
      <summary>
        <span>{name}</span>
        <Badge tone={ok ? 'good' : 'danger'}>{ok ? 'Passed' : 'Failed'}</Badge>
      </summary>
      <ul>
        {checks.map(({ what, faults }) => (
          <li key={what} className="small">
            {what}: {faults.length === 0 ? <span className="soft">holds</span> : <strong>{faults.join(' ')}</strong>}
          </li>
        ))}
      </ul>
    </details>
  );
}
