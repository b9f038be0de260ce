/** What the short forms of a sentence stand for: "Mod A – Moderate assistance". */
import { useRead } from '../../state/ClientContext.tsx';
import { shortFormsIn } from '../help/searchGlossary.ts';

export function ShortForms({ text }: { readonly text: string }) {
  const glossary = useRead('glossary.list', {});
  const found = shortFormsIn(text, glossary.data ?? []);
  if (found.length === 0) return null;
  return (
    <details className="small soft">
      <summary>Short forms</summary>
      <dl className="short-forms">
        {found.map(({ term, name }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
