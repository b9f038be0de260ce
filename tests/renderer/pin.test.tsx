import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeCore, PASSPHRASE, SAMPLE_PATIENT } from './support/fakeCore.ts';
import { asked, button, press, renderApp, type } from './support/renderApp.tsx';

describe('a PIN on the lock screen', () => {
  it('is asked for where one is set, says when it is wrong, and opens', async () => {
    const core = createFakeCore('locked');
    core.world.pin = '482915';
    core.world.patients.push(SAMPLE_PATIENT);
    renderApp(core);
    await type('PIN', '000000');
    await press('Unlock');
    await screen.findByText('That is not the PIN.');
    expect(document.body.textContent).not.toContain(SAMPLE_PATIENT.name);
    await type('PIN', '482915');
    await press('Unlock');
    await button(new RegExp(SAMPLE_PATIENT.name));
  });

  it('leaves the passphrase one press away', async () => {
    const core = createFakeCore('locked');
    core.world.pin = '482915';
    renderApp(core);
    await press('Use the passphrase');
    await type('Passphrase', PASSPHRASE);
    await press('Unlock');
    expect(asked(core, 'security.unlock')).toEqual([{ passphrase: PASSPHRASE }]);
  });

  it.each([null, ''])('is not offered where there is none (%j)', async (pin) => {
    const core = createFakeCore('locked');
    core.world.pin = pin;
    renderApp(core);
    await screen.findByLabelText('Passphrase');
    expect(screen.queryByLabelText('PIN')).toBeNull();
  });
});

describe('the PIN in the settings', () => {
  async function toSecurity(pin: string | null) {
    const core = createFakeCore();
    core.world.pin = pin;
    renderApp(core);
    await press('Settings');
    await press('Lock and safety');
    return core;
  }

  it('is set with the passphrase and taken away again', async () => {
    const core = await toSecurity('');
    await type('New PIN', '48291');
    await type('Passphrase', PASSPHRASE);
    expect((await button('Set the PIN')).hasAttribute('disabled')).toBe(true);
    await type('New PIN', '482915');
    await press('Set the PIN');
    await press('Remove the PIN');
    await button('Set the PIN');
    expect(asked(core, 'security.setPin')).toEqual([{ pin: '482915', passphrase: PASSPHRASE }]);
    expect(asked(core, 'security.removePin')).toHaveLength(1);
  });

  it('is not there on a computer without a key store', async () => {
    await toSecurity(null);
    await screen.findByText('Lock by itself after');
    expect(screen.queryByText('Set the PIN')).toBeNull();
  });
});
