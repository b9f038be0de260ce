/** Fills a document pattern from the intake: every slot becomes an anchor on the field it shows. */
import type { EnteredEvidence, Evidence } from '../../shared/domain/evidence.ts';
import type { Anchor, Statement } from '../../shared/domain/note.ts';
import { isNonEmpty } from '../../shared/nonEmpty.ts';
import { closed } from '../draft/closingMarks.ts';
import { layOut, type Piece, type Shown } from '../draft/statementText.ts';
import { type IntakeContext, intakeText } from './intakeText.ts';

const SLOT = /\{(~?)([\w.]+)\}/g;

/** The path of a slot; within `each` a leading dot means the element. */
function pathOf(slot: string, element: string | null): string {
  if (!slot.startsWith('.')) return slot;
  return slot === '.' ? (element ?? '') : `${element}${slot}`;
}

/** null when a slot has nothing to show. `items` fill the slot {items}. */
export function sayPattern(
  pattern: string,
  element: string | null,
  context: IntakeContext,
  items: readonly Piece[] = [],
): readonly Piece[] | null {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of pattern.matchAll(SLOT)) {
    pieces.push(pattern.slice(from, match.index));
    from = match.index + match[0].length;
    const [, small, slot = ''] = match;
    if (slot === 'items') {
      pieces.push(...items);
      continue;
    }
    const shown = fieldPiece(pathOf(slot, element), context, small === '~');
    if (shown === null) return null;
    pieces.push(shown);
  }
  pieces.push(pattern.slice(from));
  return closed(pieces.filter((piece) => piece !== '')).filter((piece) => piece !== '');
}

export function fieldPiece(path: string, context: IntakeContext, isSmall = false): Shown | null {
  const text = intakeText(path, context);
  if (text === null) return null;
  return { text: isSmall ? smallStart(text) : text, field: path, evidence: [evidenceOf(path, context)] };
}

/** "Progression to…" reads on inside a sentence; "R UE…", "OT…", "Mod I" keep their capital. */
function smallStart(text: string): string {
  return /^[A-Z][a-z]+(?:[\s,-]|$)/.test(text) && !/^(?:Mod|Min|Max|Total|I)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

const COMPUTED = /\.(?:status|gainFrom|gainNow|gained|gainedOfGoal)$|^counts\./;

function evidenceOf(path: string, { intake }: IntakeContext): Evidence {
  if (COMPUTED.test(path)) return { kind: 'rule', ruleId: 'document/goal-status', inputs: [path] };
  const entered: EnteredEvidence = {
    kind: 'entered',
    by: intake.therapist.name ?? 'therapist',
    at: `${intake.dates.report ?? intake.dates.evaluation ?? '1970-01-01'}T00:00:00Z`,
    field: `intake.${path}`,
  };
  return entered;
}

/** A statement out of pieces; null when it shows nothing that was entered. */
export function statementOf(id: string, pieces: readonly Piece[]): Statement | null {
  const { text, anchors } = layOut(pieces);
  const evidence = anchors.flatMap((anchor: Anchor) => anchor.evidence);
  return isNonEmpty(evidence) ? { id, kind: 'typed', text, factIds: [], evidence, anchors } : null;
}
