/** This report beside one that was written by hand, with what is missing marked both ways. Nothing of it is kept. */
import { Columns2 } from 'lucide-react';
import { useState } from 'react';
import type { WrittenComparison } from '../../../shared/domain/comparison.ts';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { BesideTable } from '../review/BesideTable.tsx';

export interface CompareReportProps {
  readonly reportId: string;
  /** What is typed is kept first. */
  readonly flush: () => Promise<unknown>;
}

export function CompareReport({ reportId, flush }: CompareReportProps) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [found, setFound] = useState<WrittenComparison | null>(null);
  const action = useAction();
  const close = (): void => {
    setOpen(false);
    setFound(null);
    setText('');
  };
  const compare = async (): Promise<void> => {
    await flush();
    const done = await action.run('reports.compare', { reportId, text });
    if (done !== null) setFound(done.value);
  };
  return (
    <>
      <Button icon={Columns2} onPress={() => setOpen(true)}>
        Compare with your own report
      </Button>
      <Dialog title="Beside your own report" isOpen={isOpen} onClose={close} width="wide">
        {found === null ? (
          <Field
            label="The report you wrote the old way"
            help="It is looked at and not kept; nothing of it enters this report."
            value={text}
            onChange={setText}
            rows={10}
            maxLength={40_000}
            autoFocus
          />
        ) : (
          <Found found={found} />
        )}
        <ErrorNote error={action.error} />
        <DialogActions>
          {found !== null && <Button onPress={() => setFound(null)}>Back to your text</Button>}
          <Button onPress={close}>Close</Button>
          {found === null && (
            <Button variant="primary" isDisabled={text.trim() === '' || action.isBusy} onPress={() => void compare()}>
              Compare
            </Button>
          )}
        </DialogActions>
      </Dialog>
    </>
  );
}

function Found({ found: { sections, onlyWritten, values } }: { readonly found: WrittenComparison }) {
  const beside = [
    ...sections.map(({ heading, rows }) => ({
      heading,
      rows: rows.map(({ written, report }) => ({ drafted: written, now: report })),
    })),
    ...(onlyWritten.length === 0
      ? []
      : [{ heading: 'Only in yours', rows: onlyWritten.map((sentence) => ({ drafted: sentence, now: null })) }]),
  ];
  return (
    <>
      <Values label="Values only in yours" values={values.onlyWritten} />
      <Values label="Values only in this report" values={values.onlyReport} />
      <BesideTable
        sections={beside}
        columns={['Yours', 'This report']}
        missing={['Yours does not say it', 'This report does not say it']}
        empty="There is nothing to compare yet: the report has no sentence."
      />
    </>
  );
}

function Values({ label, values }: { readonly label: string; readonly values: readonly string[] }) {
  return (
    <p className="small">
      <strong>{label}:</strong> {values.length === 0 ? 'none' : values.join(', ')}
    </p>
  );
}
