/** Help: short answers, every key and the glossary, searched together. */
import { useState } from 'react';
import { useRead } from '../../state/ClientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Glossary, GlossaryList } from './Glossary.tsx';
import type { KeyGroup } from './keys.ts';
import { searchGlossary } from './searchGlossary.ts';
import { searchHelp } from './searchHelp.ts';
import './helpDialog.css';

export function HelpDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const { topics, keys } = searchHelp(query);
  const glossary = useRead('glossary.list', {}, isOpen);
  const isSearch = query.trim() !== '';
  const { named, others } = searchGlossary(glossary.data ?? [], query);
  return (
    <Dialog title="Help" isOpen={isOpen} onClose={onClose} width="wide">
      <Field
        label="Search the help"
        isLabelHidden
        value={query}
        onChange={setQuery}
        placeholder="Search the help"
        autoFocus
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by key */}
      <section className="help-found" tabIndex={0} aria-label="Answers">
        {isSearch && <GlossaryList entries={named} />}
        {topics.map(({ title, text }) => (
          <details key={title} className="help-topic" open={isSearch || undefined}>
            <summary>{title}</summary>
            {text.map((paragraph) => (
              <p key={paragraph} className="soft">
                {paragraph}
              </p>
            ))}
          </details>
        ))}
        {keys.length > 0 && (
          <>
            <h3 className="help-keys">Keys</h3>
            <p className="soft small">Single letters act while no text field has the focus.</p>
            <KeyList groups={keys} />
          </>
        )}
        <Glossary entries={others} isSearch={isSearch} />
        {topics.length + keys.length + named.length + others.length === 0 && (
          <p className="muted">Nothing about that. Try one word.</p>
        )}
      </section>
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

function KeyList({ groups }: { readonly groups: readonly KeyGroup[] }) {
  return (
    <div className="key-groups">
      {groups.map((group) => (
        <section key={group.place}>
          <h4 className="key-place">{group.place}</h4>
          <dl>
            {group.keys.map(({ key, does }) => (
              <div className="key-line" key={key}>
                <dt>
                  <span className="visually-hidden">{key}</span>
                  <KeyHint keys={key} />
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
