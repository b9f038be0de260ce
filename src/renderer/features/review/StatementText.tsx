/** A sentence whose numbers, levels and sides can each be pressed to hear where they come from. */
import type { ReactNode } from 'react';
import type { Anchor, Statement } from '../../../shared/domain/note.ts';

export interface StatementTextProps {
  readonly statement: Statement;
  readonly unsureFactIds: ReadonlySet<string>;
  readonly activeAnchor: Anchor | null;
  readonly onAnchor: (anchor: Anchor) => void;
}

/** Anchors in order, without those that overlap an earlier one or lie outside the text. */
export function drawableAnchors(statement: Statement): readonly Anchor[] {
  let end = 0;
  return [...statement.anchors]
    .sort((a, b) => a.from - b.from)
    .filter((anchor) => {
      const fits = anchor.from >= end && anchor.to > anchor.from && anchor.to <= statement.text.length;
      if (fits) end = anchor.to;
      return fits;
    });
}

/** Numbers and levels decide what a note says: they stand out, the other anchors stay quiet. */
function decides({ from, to, field }: Anchor, { text }: Statement): boolean {
  return (field?.startsWith('level') ?? false) || /\d/.test(text.slice(from, to));
}

export function StatementText({ statement, unsureFactIds, activeAnchor, onAnchor }: StatementTextProps) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const anchor of drawableAnchors(statement)) {
    parts.push(statement.text.slice(at, anchor.from));
    const isUnsure = anchor.factId !== undefined && unsureFactIds.has(anchor.factId);
    const isActive = activeAnchor !== null && activeAnchor.from === anchor.from && activeAnchor.to === anchor.to;
    parts.push(
      <button
        key={anchor.from}
        type="button"
        className="anchor"
        data-strong={decides(anchor, statement) || undefined}
        data-unsure={isUnsure || undefined}
        data-active={isActive || undefined}
        onClick={(event) => {
          event.stopPropagation();
          onAnchor(anchor);
        }}
      >
        {statement.text.slice(anchor.from, anchor.to)}
        {isUnsure && <span className="visually-hidden"> (unsure, listen)</span>}
      </button>,
    );
    at = anchor.to;
  }
  parts.push(statement.text.slice(at));
  return <>{parts}</>;
}
