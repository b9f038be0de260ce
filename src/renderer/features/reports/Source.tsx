/** Where a value was taken from: shown as long as it still reads as it was taken over. A session opens when pressed. */
import { CornerDownRight } from 'lucide-react';
import type { CarriedSource } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { Icon } from '../../ui/Icon.tsx';
import { sourcesOf } from './draftPaths.ts';
import { useReportForm } from './FormContext.tsx';

export function Source({ path, text }: { readonly path: string; readonly text: string }) {
  const { draft, carried } = useReportForm();
  const sources = sourcesOf(path, text, draft, carried);
  if (text.trim() === '' || sources.length === 0) return null;
  return (
    <p className="source">
      <Icon of={CornerDownRight} size={12} />
      <span>From</span>
      {sources.map((source) => (
        <SourceName key={JSON.stringify(source)} source={source} />
      ))}
    </p>
  );
}

function SourceName({ source }: { readonly source: CarriedSource }) {
  const { go } = useNavigation();
  switch (source.kind) {
    case 'patient':
      return <span>the patient’s record</span>;
    case 'report':
      return (
        <button type="button" className="source-link" onClick={() => go({ name: 'report', reportId: source.reportId })}>
          the report of {date(source.date)}
        </button>
      );
    case 'session':
      return (
        <button
          type="button"
          className="source-link"
          onClick={() => go({ name: 'session', sessionId: source.sessionId })}
        >
          the session of {date(source.date)}
        </button>
      );
  }
}
