import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { NO_GLOBAL_KEYS } from '../../src/shared/domain/globalKeys.ts';
import { createFakeCore, type FakeCore } from './support/fakeCore.ts';
import { asked, press, renderApp } from './support/renderApp.tsx';

async function onSettings(isDesktop: boolean): Promise<FakeCore> {
  const core = createFakeCore();
  if (isDesktop) core.world.globalKeys = { keys: NO_GLOBAL_KEYS, refused: [] };
  renderApp(core);
  await press('Settings');
  await screen.findByRole('heading', { name: 'Keys in every program' });
  return core;
}

const type = (key: string, code: string, held: object = {}) => fireEvent.keyDown(document.body, { key, code, ...held });
const CTRL_ALT = { ctrlKey: true, altKey: true };

describe('keys in every program', () => {
  it('are chosen by pressing them, and removed', async () => {
    const core = await onSettings(true);
    await press('Choose keys: Mark this moment');
    type('Control', 'ControlLeft', { ctrlKey: true });
    type('m', 'KeyM', CTRL_ALT);
    await screen.findByText('Ctrl Alt M');
    expect(asked(core, 'keys.set')).toEqual([{ action: 'mark', accelerator: 'CommandOrControl+Alt+M' }]);
    await press('Remove the keys: Mark this moment');
    expect(core.world.globalKeys?.keys.mark).toBeNull();
  });

  it('stay as they were after Escape', async () => {
    const core = await onSettings(true);
    await press('Choose keys: Stop the recording');
    type('Escape', 'Escape');
    await screen.findByRole('button', { name: 'Choose keys: Stop the recording' });
    expect(asked(core, 'keys.set')).toEqual([]);
  });

  it('that are too plain are refused with what would do, and the next ones are taken', async () => {
    await onSettings(true);
    await press('Choose keys: Mark this moment');
    type('m', 'KeyM');
    await screen.findByText(/Hold two of Ctrl, Alt and Shift/);
    type('F13', 'F13');
    await screen.findByText('F13');
    expect(screen.queryByText(/Hold two of/)).toBeNull();
  });

  it('that another program holds say so, with what to do', async () => {
    await onSettings(true);
    await press('Choose keys: Pause or resume');
    type('r', 'KeyR', CTRL_ALT);
    await screen.findByText(/Another program holds Ctrl Alt R\. Choose other keys/);
  });

  it('are not offered in a browser, which cannot take them', async () => {
    await onSettings(false);
    await screen.findByText(/In a browser keys reach the app only while/);
    expect(screen.queryByRole('button', { name: /Choose keys/ })).toBeNull();
  });
});
