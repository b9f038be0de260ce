/** One sentence of the note: its kind, its text, and what can be done with it. Its place never moves on selection. */
import { Check, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Anchor, Statement } from '../../../shared/domain/note.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { StatementEditor } from './StatementEditor.tsx';
import { StatementText } from './StatementText.tsx';
import { KIND_LOOK, PULLED_LOOK } from './statementKinds.ts';

export interface StatementRowProps {
  readonly statement: Statement;
  readonly isSelected: boolean;
  readonly isEditing: boolean;
  readonly isLocked: boolean;
  readonly isPlayed: boolean;
  readonly unsureFactIds: ReadonlySet<string>;
  readonly activeAnchor: Anchor | null;
  readonly onSelect: () => void;
  readonly onPlay: () => void;
  readonly onAnchor: (anchor: Anchor) => void;
  readonly onEdit: () => void;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
  readonly onRemove: () => void;
}

export function StatementRow(props: StatementRowProps) {
  const { statement, isSelected, isEditing, isLocked } = props;
  const { word, icon, explains } = statement.pulledFrom === undefined ? KIND_LOOK[statement.kind] : PULLED_LOOK;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected && !isEditing) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected, isEditing]);
  return (
    <li
      ref={row}
      className="statement"
      data-kind={statement.kind}
      data-pulled={statement.pulledFrom === undefined ? undefined : 'true'}
      aria-current={isSelected ? 'true' : undefined}
      data-statement={statement.id}
    >
      <button
        type="button"
        className="statement-kind"
        onClick={props.onPlay}
        title={explains}
        aria-label={`${word}: show and play the source`}
      >
        <Icon of={icon} size={14} />
        {word}
        {props.isPlayed && <span className="visually-hidden">, listened to</span>}
      </button>
      {isEditing ? (
        <StatementEditor
          text={statement.text}
          label="Sentence"
          place={`sentence:${statement.id}`}
          onSave={props.onSave}
          onCancel={props.onCancel}
        />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the mouse; the button beside it and the keys J, K, E do the same
        <p className="statement-text" onClick={props.onSelect}>
          <StatementText
            statement={statement}
            unsureFactIds={props.unsureFactIds}
            activeAnchor={isSelected ? props.activeAnchor : null}
            onAnchor={props.onAnchor}
          />
        </p>
      )}
      {!isLocked && !isEditing && (
        <span className="statement-tools">
          {statement.pulledFrom !== undefined && (
            <IconButton icon={Check} label="Accept for today" onPress={() => props.onSave(statement.text)} />
          )}
          <IconButton icon={Pencil} label="Edit" onPress={props.onEdit} />
          <IconButton icon={Trash2} label="Take out" onPress={props.onRemove} />
        </span>
      )}
    </li>
  );
}
