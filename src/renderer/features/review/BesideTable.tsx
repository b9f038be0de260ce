/** Two texts sentence beside sentence: the words that differ are marked, and what only one of them says is named as missing. */
import { Fragment } from 'react';
import type { BesideSection } from '../../../shared/contract.ts';
import { type WordRun, wordChanges } from './wordChanges.ts';
import './sideBySide.css';

export interface BesideTableProps {
  readonly sections: readonly BesideSection[];
  readonly columns: readonly [string, string];
  /** Said in place of a sentence that the left or the right text does not have. */
  readonly missing: readonly [string, string];
  /** Said where there is nothing to show. */
  readonly empty: string;
}

export function BesideTable({ sections, columns, missing, empty }: BesideTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by key
    <section className="beside-found" tabIndex={0} aria-label="Sentences">
      {sections.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <table className="beside">
          <thead>
            <tr>
              {columns.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sections.map(({ heading, rows }) => (
              <Fragment key={heading}>
                <tr>
                  <th scope="colgroup" colSpan={2} className="beside-heading">
                    {heading}
                  </th>
                </tr>
                {rows.map((row, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows stand in their order and never move
                  <Sentence key={index} row={row} missing={missing} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Sentence({
  row,
  missing,
}: { readonly row: BesideSection['rows'][number] } & Pick<BesideTableProps, 'missing'>) {
  const { drafted, now } = row;
  if (drafted === now) {
    return (
      <tr className="soft">
        <td>{drafted}</td>
        <td>{now}</td>
      </tr>
    );
  }
  const [noLeft, noRight] = missing;
  if (drafted === null || now === null) {
    return (
      <tr data-changed>
        <td>{drafted ?? <span className="muted">{noLeft}</span>}</td>
        <td>{now ?? <span className="muted">{noRight}</span>}</td>
      </tr>
    );
  }
  const words = wordChanges(drafted, now);
  return (
    <tr data-changed>
      <td>
        <Words runs={words.before} as="del" />
      </td>
      <td>
        <Words runs={words.after} as="ins" />
      </td>
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
