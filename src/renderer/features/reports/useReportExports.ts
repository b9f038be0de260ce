/** A report on its way out: the text to the clipboard, the PDF to a file. What was typed last is kept first. */

import { saveFile } from '../../format/saveFile.ts';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import type { Exports } from '../review/ExportBar.tsx';

export function useReportExports(reportId: string, flush: () => Promise<unknown>): Exports {
  const action = useAction();
  const announce = useAnnounce();
  return {
    isBusy: action.isBusy,
    error: action.error,
    copy: async (sectionId, name) => {
      await flush();
      const done = await action.run('reports.text', { reportId, sectionId });
      if (done === null) return;
      await navigator.clipboard.writeText(done.value.text);
      announce({ text: `${name} copied` });
    },
    savePdf: async () => {
      await flush();
      const done = await action.run('reports.pdf', { reportId });
      if (done === null) return;
      saveFile(done.value.fileName, done.value.pdfBase64, 'application/pdf');
      announce({ text: 'PDF saved' });
    },
  };
}
