/** The sections of the note as this payer wants them: shown or not, under which heading, in which order. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { IconButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { moved, type PayerForm, type SectionChoice } from './payerForm.ts';

interface SectionFieldsProps {
  readonly sections: PayerForm['sections'];
  readonly onChange: (sections: PayerForm['sections']) => void;
  readonly error: string | null;
}

export function SectionFields({ sections, onChange, error }: SectionFieldsProps) {
  const set = (at: number, change: Partial<SectionChoice>): void =>
    onChange(sections.map((section, index) => (index === at ? { ...section, ...change } : section)));
  return (
    <fieldset className="payer-sections">
      <legend className="field-label">Sections of the note</legend>
      <ul>
        {sections.map(({ id, heading, isShown, isNeeded }, at) => (
          <li key={id}>
            <Field
              label={`Heading of section ${at + 1}`}
              isLabelHidden
              value={heading}
              onChange={(text) => set(at, { heading: text })}
              maxLength={60}
              isDisabled={!isShown}
            />
            {isNeeded ? (
              <span className="small muted payer-needed">Always there</span>
            ) : (
              <Tick isSelected={isShown} onChange={(next) => set(at, { isShown: next })}>
                Shown<span className="visually-hidden">: {heading}</span>
              </Tick>
            )}
            <IconButton
              icon={ArrowUp}
              label={`${heading}: move up`}
              onPress={() => onChange(moved(sections, at, -1))}
            />
            <IconButton
              icon={ArrowDown}
              label={`${heading}: move down`}
              onPress={() => onChange(moved(sections, at, 1))}
            />
          </li>
        ))}
      </ul>
      {error !== null && <p className="field-error">{error}</p>}
      <p className="small muted">What a section that is not shown would have said stands under “Left out”.</p>
    </fieldset>
  );
}
