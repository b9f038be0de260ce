import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expanded } from '../../src/renderer/features/review/snippets.ts';
import { createFakeCore } from './support/fakeCore.ts';
import { asked, press, renderApp, type } from './support/renderApp.tsx';

const SNIPPETS = [
  { name: 'brakes', text: 'Reminded of the brakes before ___.' },
  { name: 'tub', text: 'Tub bench is in place.' },
];
const shown = (text: string, caret = text.length) => expanded(text, caret, SNIPPETS);

describe('a snippet while a sentence is typed', () => {
  it('stands there after its name and a space, with its first blank chosen', () => {
    const filled = shown('Today. .brakes ');
    expect(filled?.text).toBe('Today. Reminded of the brakes before ___. ');
    expect(filled?.text.slice(filled.from, filled.to)).toBe('___');
    expect(shown('.tub ')).toEqual({ text: 'Tub bench is in place. ', from: 23, to: 23 });
  });

  it('keeps what stands behind the caret', () => {
    expect(shown('.tub  Then home.', 5)?.text).toBe('Tub bench is in place. Then home.');
  });

  it.each(['.tub', 'bench.tub ', '.other ', 'tub ', '. '])('leaves "%s" alone', (text) => {
    expect(shown(text)).toBeNull();
  });
});

describe('the snippets in the settings', () => {
  it('are added, refused with a number in them, and removed', async () => {
    const core = createFakeCore();
    renderApp(core);
    await press('Settings');
    await press('Your figures');
    await screen.findByText('Your snippets');
    await type('Name', 'brakes');
    await type('Text', 'Reminded twice of 2 brakes.');
    await press('Keep the snippet');
    await screen.findByText(/in place of "2"/);
    await type('Text', 'Reminded of the brakes before ___.');
    await press('Keep the snippet');
    await screen.findByText('.brakes');
    await press('Remove the snippet brakes');
    await waitFor(() => expect(screen.queryByText('.brakes')).toBeNull());
    expect(asked(core, 'snippets.drop')).toEqual([{ name: 'brakes' }]);
  });
});
