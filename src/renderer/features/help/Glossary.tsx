/** Levels, scores, codes, modifiers and terms with their sources; closed by kind until something is searched. */
import type { GlossaryEntry, GlossaryKind } from '../../../shared/domain/glossary.ts';
import { GLOSSARY_KINDS } from '../../../shared/domain/glossary.ts';

const KIND_NAMES: Readonly<Record<GlossaryKind, string>> = {
  level: 'Assist levels',
  score: 'Scores and bands',
  code: 'Codes',
  modifier: 'Modifiers',
  term: 'Terms and abbreviations',
};

export function Glossary({
  entries,
  isSearch,
}: {
  readonly entries: readonly GlossaryEntry[];
  readonly isSearch: boolean;
}) {
  if (entries.length === 0) return null;
  return (
    <section aria-label="Glossary">
      <h3 className="help-keys">Glossary</h3>
      {isSearch ? (
        <GlossaryList entries={entries} />
      ) : (
        GLOSSARY_KINDS.map((kind) => (
          <details key={kind} className="help-topic">
            <summary>{KIND_NAMES[kind]}</summary>
            <GlossaryList entries={entries.filter((entry) => entry.kind === kind)} />
          </details>
        ))
      )}
    </section>
  );
}

export function GlossaryList({ entries }: { readonly entries: readonly GlossaryEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <dl className="glossary">
      {entries.map(({ kind, term, name, means, also, source }) => (
        <div key={`${kind}-${term}`} className="glossary-entry">
          <dt>{term}</dt>
          <dd>
            {name !== term && <strong>{name}. </strong>}
            {sentence(means)}
            {also.length > 0 && <span className="soft"> Also: {also.join(', ')}.</span>}
            <span className="glossary-source muted">{source}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function sentence(text: string): string {
  const started = text.charAt(0).toUpperCase() + text.slice(1);
  return text === '' || /[.!?]$/.test(text) ? started : `${started}.`;
}
