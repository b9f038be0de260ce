/** Whether others were treated at the same time; asks how the timed minutes came about instead of guessing. */
import { Users } from 'lucide-react';
import { useState } from 'react';
import type { DecisionInput } from '../../../shared/contract.ts';
import type { CompanyState } from '../../../shared/domain/company.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { WhyRow } from './WhyRow.tsx';

const MODES = [
  { value: 'concurrent', label: 'Two patients, each their own task' },
  { value: 'group', label: 'A group' },
] as const;
const GROUP_SIZES = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((count) => ({
  value: String(count),
  label: String(count),
}));

interface CompanyPartProps {
  readonly company: CompanyState | null;
  /** null: nothing can be decided here. */
  readonly onDecide: ((decision: DecisionInput) => void) | null;
}

export function CompanyPart({ company, onDecide }: CompanyPartProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen && onDecide !== null) {
    return <CompanyForm company={company} onDecide={onDecide} onClose={() => setOpen(false)} />;
  }
  if (company === null) {
    return onDecide === null ? null : (
      <div className="row">
        <Button size="small" variant="quiet" icon={Users} onPress={() => setOpen(true)}>
          Others were treated at the same time
        </Button>
      </div>
    );
  }
  const { mode, patients, askedMinutes, groupCode } = company;
  const settle = (minutes: 'asEntered' | 'together') => onDecide?.({ kind: 'company', mode, patients, minutes });
  return (
    <div className="stack" data-gap="1">
      <WhyRow
        title="Treated at the same time"
        value={mode === 'group' ? `Group of ${patients}` : `Concurrent, ${patients} patients`}
        why={company.why}
      />
      {onDecide !== null && askedMinutes > 0 && (
        <Banner
          tone="attention"
          actions={
            <>
              <Button size="small" onPress={() => settle('asEntered')}>
                {groupCode === null ? 'Codes are as the contract says' : 'One-on-one, as entered'}
              </Button>
              {groupCode !== null && (
                <Button size="small" onPress={() => settle('together')}>
                  Together: {groupCode}
                </Button>
              )}
            </>
          }
        >
          A timed code counts minutes of one patient alone.{' '}
          {groupCode === null
            ? `Is it right that ${askedMinutes} minutes stand under timed codes?`
            : `Were these ${askedMinutes} minutes one-on-one, or together with the others?`}
        </Banner>
      )}
      {onDecide !== null && (
        <div className="row">
          <Button size="small" variant="quiet" onPress={() => setOpen(true)}>
            Change who was there
          </Button>
          <Button
            size="small"
            variant="quiet"
            onPress={() => onDecide({ kind: 'company', mode: 'alone', patients: 1, minutes: null })}
          >
            Only this patient
          </Button>
        </div>
      )}
    </div>
  );
}

interface CompanyFormProps {
  readonly company: CompanyState | null;
  readonly onDecide: (decision: DecisionInput) => void;
  readonly onClose: () => void;
}

function CompanyForm({ company, onDecide, onClose }: CompanyFormProps) {
  const [mode, setMode] = useState<CompanyState['mode']>(company?.mode ?? 'concurrent');
  const [count, setCount] = useState(String(company?.patients ?? 3));
  const keep = (): void => {
    onDecide({ kind: 'company', mode, patients: mode === 'concurrent' ? 2 : Number(count), minutes: null });
    onClose();
  };
  return (
    <div className="rule-question">
      <Choices label="Treated at the same time" value={mode} onChange={setMode} options={MODES} />
      {mode === 'group' && (
        <SelectField label="Patients, with this one" value={count} onChange={setCount} options={GROUP_SIZES} />
      )}
      <p className="small soft">Only the number is kept. The note stays this patient’s; nobody else stands in it.</p>
      <div className="row" data-end>
        <Button size="small" onPress={onClose}>
          Leave it
        </Button>
        <Button size="small" variant="primary" onPress={keep}>
          Keep
        </Button>
      </div>
    </div>
  );
}
