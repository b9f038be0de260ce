/** The draft as first written and the note as it reads, sentence beside sentence, with the words that differ marked. */
import { Columns2 } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { BesideSection } from '../../../shared/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { type WordRun, wordChanges } from './wordChanges.ts';
import './sideBySide.css';

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
  const now = isLocked ? 'As signed' : 'As it reads now';
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
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by key */}
        <section className="beside-found" tabIndex={0} aria-label="Sentences">
          {shown.length === 0 ? (
            <p className="muted">Every sentence reads as it was drafted.</p>
          ) : (
            <table className="beside">
              <thead>
                <tr>
                  <th scope="col">As first drafted</th>
                  <th scope="col">{now}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ heading, rows }) => (
                  <Fragment key={heading}>
                    <tr>
                      <th scope="colgroup" colSpan={2} className="beside-heading">
                        {heading}
                      </th>
                    </tr>
                    {rows.map((row, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: rows stand in their order and never move
                      <Sentence key={index} row={row} />
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
          )}
        </section>
        <DialogActions>
          <Button onPress={() => setOpen(false)}>Close</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function Sentence({ row }: { readonly row: Row }) {
  const { drafted, now } = row;
  if (drafted === now) {
    return (
      <tr className="soft">
        <td>{drafted}</td>
        <td>{now}</td>
      </tr>
    );
  }
  const words = wordChanges(drafted ?? '', now ?? '');
  return (
    <tr data-changed>
      <td>{drafted === null ? <span className="muted">Not drafted</span> : <Words runs={words.before} as="del" />}</td>
      <td>{now === null ? <span className="muted">Taken out</span> : <Words runs={words.after} as="ins" />}</td>
    </tr>
  );
}

function Words({ runs, as: Mark }: { readonly runs: readonly WordRun[]; readonly as: 'del' | 'ins' }) {
  return runs.map(({ text, isSame }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words stand in their order and never move
    <Fragment key={i}>
      {i > 0 && ' '}
      {isSame ? text : <Mark>{text}</Mark>}
    </Fragment>
  ));
}
