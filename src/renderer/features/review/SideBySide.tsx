/** The draft as first written and the note as it reads, sentence beside sentence, with the words that differ marked. */
import { Columns2 } from 'lucide-react';
import { useState } from 'react';
import type { BesideSection } from '../../../shared/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { BesideTable } from './BesideTable.tsx';

export interface SideBySideProps {
  readonly sections: readonly BesideSection[];
  readonly isLocked: boolean;
}

type Row = BesideSection['rows'][number];
const isChanged = ({ drafted, now }: Row): boolean => drafted !== now;

export function SideBySide({ sections, isLocked }: SideBySideProps) {
  const [isOpen, setOpen] = useState(false);
  const [onlyChanged, setOnlyChanged] = useState(false);
  const shown = sections
    .map(({ heading, rows }) => ({ heading, rows: onlyChanged ? rows.filter(isChanged) : rows }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <>
      <div className="row">
        <Button icon={Columns2} onPress={() => setOpen(true)}>
          Draft and note side by side
        </Button>
      </div>
      <Dialog title="Draft and note side by side" isOpen={isOpen} onClose={() => setOpen(false)} width="wide">
        <Tick isSelected={onlyChanged} onChange={setOnlyChanged}>
          Only what changed
        </Tick>
        <BesideTable
          sections={shown}
          columns={['As first drafted', isLocked ? 'As signed' : 'As it reads now']}
          missing={['Not drafted', 'Taken out']}
          empty="Every sentence reads as it was drafted."
        />
        <DialogActions>
          <Button onPress={() => setOpen(false)}>Close</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
