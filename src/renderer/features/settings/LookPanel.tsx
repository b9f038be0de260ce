/** Light, dark, or as the system. */
import { useState } from 'react';
import { savedTheme, saveTheme, type Theme } from '../../state/theme.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Panel } from './SettingsPanel.tsx';

export function LookPanel() {
  const [theme, setTheme] = useState<Theme>(savedTheme);
  return (
    <Panel id="look" title="Appearance">
      <Choices
        label="Colours"
        value={theme}
        onChange={(next) => {
          setTheme(next);
          saveTheme(next);
        }}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <p className="soft small">Text follows the size that your system or browser is set to. Print is always light.</p>
    </Panel>
  );
}
