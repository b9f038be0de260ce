/** Settings: parts on the left, one part at a time on the right. */
import { useState } from 'react';
import type { AppStatus } from '../../../shared/contract.ts';
import { useMay } from '../../state/Access.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SECTIONS, type SectionId } from './sections.tsx';
import '../payers/payers.css';
import '../patient/patient.css';
import './settings.css';

export function SettingsScreen({ status }: { readonly status: AppStatus }) {
  const [chosen, setChosen] = useState<SectionId>('you');
  const may = useMay();
  const section = SECTIONS.find(({ id }) => id === chosen);
  return (
    <main className="page">
      <div className="settings">
        <nav className="settings-nav" aria-label="Settings">
          <h1>Settings</h1>
          <ul>
            {SECTIONS.filter(({ area }) => may(area)).map(({ id, title, icon }) => (
              <li key={id}>
                <button
                  type="button"
                  className="settings-link"
                  aria-current={id === chosen ? 'true' : undefined}
                  onClick={() => setChosen(id)}
                >
                  <Icon of={icon} size={16} />
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div className="stack" data-gap="3" key={chosen}>
          {section?.content(status)}
        </div>
      </div>
    </main>
  );
}
