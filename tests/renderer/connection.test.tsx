import { render, screen } from '@testing-library/react';
import { useInsertionEffect } from 'react';
import { describe, expect, it } from 'vitest';
import { App } from '../../src/renderer/app/App.tsx';
import { createFakeCore } from './support/fakeCore.ts';
import { connectionTo, type FakeConnection } from './support/renderApp.tsx';

/** Opens the connection once the first picture is made, before any part of it listens. */
function OpensBetween({ connection }: { readonly connection: FakeConnection }) {
  useInsertionEffect(() => connection.become('open'), [connection]);
  return <App client={connection} />;
}

describe('the connection to the core', () => {
  it('is noticed when it opens between the first picture and the first listener', async () => {
    const connection = connectionTo(createFakeCore('locked'));
    connection.become('connecting');
    render(<OpensBetween connection={connection} />);
    await screen.findByLabelText('Passphrase');
  });

  it('is waited for as long as it is not open', async () => {
    const connection = connectionTo(createFakeCore('locked'));
    connection.become('connecting');
    render(<App client={connection} />);
    await screen.findByText('Starting');
    connection.become('open');
    await screen.findByLabelText('Passphrase');
    expect(screen.queryByText('Starting')).toBeNull();
  });
});
