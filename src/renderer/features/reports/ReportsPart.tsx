/** The reports of a patient on the patient's page: what was written, what lies open, and a new one. */
import { ChevronRight, FilePen, FilePlus2, LockKeyhole } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { DOCUMENT_TYPES, type DocumentType } from '../../../shared/domain/intake.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Badge } from '../../ui/Badge.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { DOCUMENT_WORDS } from './formSections.tsx';
import './reportsPart.css';

export function ReportsPart({ patientId }: { readonly patientId: string }) {
  const { go } = useNavigation();
  const reports = useRead('reports.list', { patientId });
  const create = useAction();
  const begin = async (document: DocumentType): Promise<void> => {
    const done = await create.run('reports.create', { patientId, document });
    if (done !== null) go({ name: 'report', reportId: done.value.id });
  };
  return (
    <section aria-labelledby="reports-title">
      <header className="reports-head">
        <h3 id="reports-title" className="section-title">
          Reports
        </h3>
        <MenuTrigger>
          <AriaButton className="button" data-variant="secondary" data-size="small" isDisabled={create.isBusy}>
            <Icon of={FilePlus2} size={16} />
            <span className="button-label">Write a report</span>
          </AriaButton>
          <Popover className="select-popover" placement="bottom end">
            <Menu aria-label="Kind of report" onAction={(key) => void begin(key as DocumentType)}>
              {DOCUMENT_TYPES.map((document) => (
                <MenuItem key={document} id={document} className="select-option">
                  {DOCUMENT_WORDS[document]}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      </header>
      <ErrorNote error={create.error ?? reports.error?.error ?? null} />
      {reports.data?.length === 0 && <p className="muted">None yet.</p>}
      <ul className="sessions">
        {reports.data?.map((report) => (
          <li key={report.id}>
            <button type="button" className="session-item" onClick={() => go({ name: 'report', reportId: report.id })}>
              <span>{DOCUMENT_WORDS[report.document]}</span>
              <span className="muted small">{date(report.date)}</span>
              {report.state === 'signed' ? (
                <Badge tone="good" icon={LockKeyhole}>
                  Signed
                </Badge>
              ) : (
                <Badge tone="attention" icon={FilePen}>
                  Draft
                </Badge>
              )}
              <Icon of={ChevronRight} size={16} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
