/** The way out: as text for another system's boxes, as PDF for paper. */
import { Copy, FileDown, FileText, FolderArchive } from 'lucide-react';
import type { AppError } from '../../../shared/result.ts';
import { saveFile } from '../../format/saveFile.ts';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

export interface Exports {
  readonly isBusy: boolean;
  readonly error: AppError | null;
  copy(sectionId: string | null, name: string): Promise<void>;
  savePdf(): Promise<void>;
}

export function useExports(sessionId: string): Exports {
  const action = useAction();
  const announce = useAnnounce();
  return {
    isBusy: action.isBusy,
    error: action.error,
    copy: async (sectionId, name) => {
      const done = await action.run('export.text', { sessionId, sectionId });
      if (done === null) return;
      await navigator.clipboard.writeText(done.value.text);
      announce({ text: `${name} copied` });
    },
    savePdf: async () => {
      const done = await action.run('export.pdf', { sessionId });
      if (done === null) return;
      saveFile(done.value.fileName, done.value.pdfBase64, 'application/pdf');
      announce({ text: 'PDF saved' });
    },
  };
}

/** The note with everything behind it, for a reviewer who does not have the app; and the note alone as Markdown. */
export function AuditPackButton({ sessionId }: { readonly sessionId: string }) {
  const action = useAction();
  const announce = useAnnounce();
  const save = async (): Promise<void> => {
    const done = await action.run('export.audit', { sessionId });
    if (done === null) return;
    saveFile(done.value.fileName, done.value.zipBase64, 'application/zip');
    announce({ text: 'Audit pack saved' });
  };
  const saveMarkdown = async (): Promise<void> => {
    const done = await action.run('export.markdown', { sessionId });
    if (done === null) return;
    saveFile(done.value.fileName, done.value.markdownBase64, 'text/markdown');
    announce({ text: 'Markdown saved' });
  };
  return (
    <div className="stack" data-gap="1">
      <p className="small soft">
        Note, transcript, minutes, units and the sound of what is cited, as one ZIP that opens in any browser. It is not
        encrypted.
      </p>
      <div className="row">
        <Button icon={FolderArchive} isDisabled={action.isBusy} onPress={() => void save()}>
          {action.isBusy ? 'Putting it together' : 'Save the audit pack'}
        </Button>
        <Button icon={FileText} isDisabled={action.isBusy} onPress={() => void saveMarkdown()}>
          Save the note as Markdown
        </Button>
      </div>
      <ErrorNote error={action.error} />
    </div>
  );
}

export interface ExportButtonsProps {
  readonly exports: Exports;
  /** What the copied text is called: "Note copied". */
  readonly name: string;
}

export function ExportButtons({ exports, name }: ExportButtonsProps) {
  return (
    <>
      <Button icon={Copy} isDisabled={exports.isBusy} onPress={() => void exports.copy(null, name)}>
        Copy text
      </Button>
      <Button icon={FileDown} isDisabled={exports.isBusy} onPress={() => void exports.savePdf()}>
        Save PDF
      </Button>
    </>
  );
}
