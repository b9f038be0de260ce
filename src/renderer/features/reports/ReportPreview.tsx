/** The document as it will leave: header, sections, tables, and the blanks that are still asked for. */
import { LockKeyhole } from 'lucide-react';
import type { ReportState } from '../../../shared/contract.ts';
import type { Statement } from '../../../shared/domain/note.ts';
import { instant } from '../../format/time.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ScoreLink } from './ScoresField.tsx';

export interface ReportPreviewProps {
  readonly report: ReportState;
  /** Leads to the field that a sentence shows; null while nothing can be changed. */
  readonly onGoTo: ((field: string) => void) | null;
}

export function ReportPreview({ report, onGoTo }: ReportPreviewProps) {
  const { title, header, note, signature } = report;
  const isLocked = signature !== null;
  return (
    <article className="paper" aria-label="Document">
      <h2 className="paper-title">{title}</h2>
      <dl className="paper-head">
        {header.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note.sections.map((section) => {
        const blanks = isLocked ? [] : note.questions.filter(({ sectionId }) => sectionId === section.id);
        if (section.statements.length === 0 && blanks.length === 0 && section.table === undefined) return null;
        return (
          <section key={section.id} aria-labelledby={`paper-${section.id}`}>
            <h3 id={`paper-${section.id}`}>{section.heading}</h3>
            {section.table !== undefined && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
              <section className="paper-table" tabIndex={0} aria-label={`Table: ${section.heading}`}>
                <table>
                  <thead>
                    <tr>
                      {section.table.columns.map(({ heading }) => (
                        <th key={heading} scope="col">
                          {heading}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {section.table.rows.map((row, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: rows stand in the order of the goals
                      <tr key={index}>
                        {row.map((cell, column) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: cells stand under their headings
                          <td key={column}>
                            {cell !== null && <Cell statement={cell} report={report} onGoTo={onGoTo} />}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            )}
            {section.statements.map((statement) => (
              <p key={statement.id}>
                <Sentence statement={statement} onGoTo={onGoTo} />
              </p>
            ))}
            {blanks.map(({ id, prompt }) => (
              <p key={id} className="paper-blank">
                {prompt}
              </p>
            ))}
          </section>
        );
      })}
      {signature !== null && (
        <footer className="signature">
          <p className="signature-line">
            <Icon of={LockKeyhole} size={16} />
            Signed by {signature.by}, {signature.credentials}
            {signature.licence && `, licence ${signature.licence}`}
          </p>
          <p className="soft">
            {instant(signature.signedAt, signature.timeZone)} ({signature.timeZone})
          </p>
          <p className="soft">{signature.attestation}</p>
          <p className="small muted signature-hash">SHA-256 {signature.noteSha256}</p>
        </footer>
      )}
    </article>
  );
}

const SCORE = /^scores\.(\d+)\.(?:(first|latest)|between\.(\d+))\.text$/;

/** A value of the period opens its session, also when the report is signed; any other cell leads to its field. */
function Cell({
  statement,
  report: { draft },
  onGoTo,
}: Pick<ReportPreviewProps, 'report' | 'onGoTo'> & { readonly statement: Statement }) {
  const scores = statement.anchors.flatMap(({ field = '' }) => {
    const [, row, end, between] = SCORE.exec(field) ?? [];
    const series = draft.scores?.[Number(row)];
    if (series === undefined || row === undefined) return [];
    const score = between === undefined ? series[end as 'first' | 'latest'] : series.between[Number(between)];
    return score === undefined ? [] : [score];
  });
  if (scores.length === 0) return <Sentence statement={statement} onGoTo={onGoTo} />;
  return scores.map((score, i) => (
    <span key={score.sessionId}>
      {i > 0 && '; '}
      <ScoreLink score={score} />
    </span>
  ));
}

function Sentence({
  statement,
  onGoTo,
}: {
  readonly statement: Statement;
  readonly onGoTo: ReportPreviewProps['onGoTo'];
}) {
  const field = statement.anchors[0]?.field;
  if (onGoTo === null || field === undefined) return statement.text;
  return (
    <button type="button" className="paper-sentence" onClick={() => onGoTo(field)}>
      {statement.text}
    </button>
  );
}
