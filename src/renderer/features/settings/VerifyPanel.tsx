/** Proof that everything is as it was written. */
import { CircleCheck, CircleX, LockKeyhole, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { VerifyReport } from '../../../shared/contract.ts';
import { useAction } from '../../state/useAction.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';

export function VerifyPanel() {
  const [report, setReport] = useState<VerifyReport | null>(null);
  const verify = useAction();
  const lock = useAction();
  const check = async (): Promise<void> => {
    const done = await verify.run('security.verify', {});
    if (done !== null) setReport(done.value);
  };
  return (
    <>
      <div className="row">
        <Button icon={ShieldCheck} isDisabled={verify.isBusy} onPress={() => void check()}>
          {verify.isBusy ? 'Checking' : 'Check that everything is whole'}
        </Button>
        <Button icon={LockKeyhole} onPress={() => void lock.run('security.lock', {})}>
          Lock now
        </Button>
      </div>
      <ErrorNote error={verify.error} />
      {report && (
        <>
          <Banner tone={report.ok ? 'good' : 'danger'} isLive>
            {report.ok ? 'Everything is whole.' : 'Something is not as it was written. See below.'}
          </Banner>
          <ul className="verify-list">
            {report.checked.map((row) => (
              <li key={row.what} data-ok={row.ok}>
                <Icon of={row.ok ? CircleCheck : CircleX} />
                <span>
                  {row.what}
                  <span className="visually-hidden">{row.ok ? ': whole' : ': not whole'}</span>
                </span>
                <span className="small soft">{row.detail}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
