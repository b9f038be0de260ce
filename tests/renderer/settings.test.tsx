import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { searchHelp } from '../../src/renderer/features/help/searchHelp.ts';
import { soundFate } from '../../src/renderer/features/settings/soundDays.ts';
import { createFakeCore, type FakeCore, patient } from './support/fakeCore.ts';
import { FIGURES } from './support/fakeProgress.ts';
import { asked, press, renderApp, type } from './support/renderApp.tsx';

async function settings(part: string, core: FakeCore = createFakeCore()): Promise<FakeCore> {
  renderApp(core);
  await press('Settings');
  await press(part);
  return core;
}

describe('keeping and backup', () => {
  it('makes a backup with or without sound, and proves that it opens', async () => {
    const core = await settings('Keeping and backup');
    fireEvent.click(await screen.findByRole('checkbox', { name: /With the sound of sessions/ }));
    await press('Make a backup now');
    await press('Prove it opens');
    await screen.findByText(/opens: 1 patient, 1 session, 0 signed notes/);
    expect(asked(core, 'backup.make')).toEqual([{ withSound: false }]);
  });

  it('takes the time sound stays, and tells it before the next recording', async () => {
    const core = createFakeCore();
    core.world.patients.push(patient('p1', 'Amara Lindqvist'));
    await settings('Keeping and backup', core);
    fireEvent.click(await screen.findByRole('radio', { name: 'After 30 days' }));
    await waitFor(() => expect(asked(core, 'retention.set')).toEqual([{ soundDays: 30 }]));
    await press('Today');
    await press(/^Amara Lindqvist/);
    await press(/Start a session/);
    await screen.findByText('The sound is deleted 30 days after you sign the note.');
  });

  it('says for each choice what becomes of the sound', () => {
    expect([null, 0, 7].map(soundFate)).toEqual([
      'The sound stays on this computer until you delete it.',
      'The sound is deleted when you sign the note.',
      'The sound is deleted 7 days after you sign the note.',
    ]);
  });
});

describe('taking in an exported session', () => {
  it('says what is wrong with a file that was not exported by the app, and takes nothing', async () => {
    const core = await settings('Keeping and backup');
    const input = document.querySelector<HTMLInputElement>('input[type="file"][accept*=".json"]');
    if (input === null) throw new Error('no place for a file');
    fireEvent.change(input, {
      target: { files: fileList(new File(['{}'], 'other.json', { type: 'application/json' })) },
    });
    await screen.findByText('This is no export of OT Scribe.');
    expect(asked(core, 'records.import')).toEqual([{ json: '{}' }]);
    expect(screen.queryByText(/^Taken in/)).toBeNull();
  });
});

function fileList(file: File): FileList {
  return Object.assign([file], { item: (index: number) => (index === 0 ? file : null) }) as unknown as FileList;
}

describe('restoring a backup from the lock', () => {
  async function toRestore(): Promise<FakeCore> {
    const core = createFakeCore();
    await core.call('backup.make', { withSound: true });
    await core.call('security.lock', {});
    renderApp(core);
    await press('Restore a backup');
    await type('Folder of the backups', '/media/backup');
    await press('Look for backups');
    return core;
  }

  it('happens only after the word was typed, and says what is back', async () => {
    const core = await toRestore();
    await type('Passphrase of the backup', 'lantern otter gravel tulip');
    const restore = (await screen.findByRole('button', { name: 'Restore' })) as HTMLButtonElement;
    expect(restore.disabled).toBe(true);
    await type(/Type RESTORE/, 'RESTORE');
    await press('Restore');
    await screen.findByRole('heading', { name: 'Restored' });
    expect(asked(core, 'backup.restore')).toMatchObject([{ folder: '/media/backup', confirm: 'RESTORE' }]);
  });

  it('stays where it is when the passphrase does not open the backup', async () => {
    await toRestore();
    await type('Passphrase of the backup', 'wrong');
    await type(/Type RESTORE/, 'RESTORE');
    await press('Restore');
    await screen.findByText('That is not the passphrase.');
    expect(screen.queryByRole('heading', { name: 'Restored' })).toBeNull();
  });
});

describe('the therapist’s own figures', () => {
  it('offer a repeated change as a rule, and keep or drop it only when pressed', async () => {
    const core = createFakeCore();
    core.world.figures = FIGURES;
    await settings('Your figures', core);
    await screen.findByText('You changed this in 4 sessions.');
    expect(asked(core, 'wording.keep')).toEqual([]);
    await press('Always write it so');
    await press('Stop writing Client');
    await waitFor(() => expect(asked(core, 'wording.drop')).toEqual([{ before: 'Patient', after: 'Client' }]));
    await waitFor(() => expect(screen.queryByText('Client')).toBeNull());
  });

  it('claim nothing before the first signed note', async () => {
    await settings('Your figures');
    await screen.findByText('They begin with your first signed note.');
    expect(screen.queryByText(/%/)).toBeNull();
  });
});

describe('the payers', () => {
  it('show what the same minutes come to under each', async () => {
    const core = await settings('Payers');
    const table = await screen.findByRole('table');
    expect(within(table).getByRole('row', { name: /Medicare Part B/ }).textContent).toContain('1 GO');
    fireEvent.change(screen.getByLabelText(/97530/), { target: { value: '30' } });
    await waitFor(() =>
      expect(asked(core, 'payers.trial').at(-1)).toMatchObject({ minutes: [{ code: '97530', minutes: 30 }, {}, {}] }),
    );
  });
});

describe('the help', () => {
  it('finds topics and keys that hold every word', () => {
    expect(searchHelp('backup').topics.map(({ title }) => title)).toContain('Backup and restore');
    expect(searchHelp('pause resume').keys).toMatchObject([{ place: 'Recording', keys: [{ key: 'R' }] }]);
    expect(searchHelp('zzz')).toEqual({ topics: [], keys: [] });
  });

  it('opens a found answer by itself', async () => {
    renderApp(createFakeCore());
    await press('Help');
    await type('Search the help', 'addendum');
    const topic = (await screen.findByText('Correct a signed note')).closest('details');
    expect(topic?.open).toBe(true);
  });

  it('holds the glossary by kind, and finds a term with what it stands for and who says so', async () => {
    renderApp(createFakeCore());
    await press('Help');
    const kinds = within(await screen.findByRole('region', { name: 'Glossary' })).getAllByRole('group');
    expect(kinds.map((kind) => kind.querySelector('summary')?.textContent)).toEqual([
      ...['Assist levels', 'Scores and bands', 'Codes', 'Modifiers', 'Terms and abbreviations'],
    ]);
    await type('Search the help', 'moderate assist');
    const entry = (await screen.findByText('Moderate assistance.')).closest('div');
    expect(entry?.querySelector('dt')?.textContent).toBe('Mod A');
    expect(entry?.textContent).toContain('Common rehabilitation note usage');
    expect(screen.queryByText('Active range of motion.')).toBeNull();
  });
});

describe('the record of a patient', () => {
  async function edit(): Promise<FakeCore> {
    const core = createFakeCore();
    core.world.patients.push(patient('p1', 'Amara Lindqvist'));
    renderApp(core);
    await press(/^Amara Lindqvist/);
    await press('Edit');
    await screen.findByRole('heading', { name: 'Record' });
    return core;
  }

  it('is copied for the patient', async () => {
    const core = await edit();
    await press('Save a copy for the patient');
    await screen.findByText('Copy saved. It is not encrypted.');
    expect(asked(core, 'patients.export')).toEqual([{ patientId: 'p1' }]);
  });

  it('cannot be deleted while it is on hold, and can once the hold has ended', async () => {
    await edit();
    await press('Put on legal hold');
    await type('Reason', 'Letter of March 1');
    await press('Put on hold');
    await screen.findByText(/On legal hold since/);
    const remove = () => screen.getByRole('button', { name: 'Delete this patient' }) as HTMLButtonElement;
    await waitFor(() => expect(remove().disabled).toBe(true));
    await press('End the legal hold');
    await waitFor(() => expect(remove().disabled).toBe(false));
  });

  it('is deleted only after the word was typed', async () => {
    const core = await edit();
    await press('Delete this patient');
    const remove = (await screen.findByRole('button', { name: 'Delete' })) as HTMLButtonElement;
    expect(remove.disabled).toBe(true);
    await type(/Type DELETE/, 'DELETE');
    await press('Delete');
    await waitFor(() => expect(asked(core, 'patients.delete')).toEqual([{ patientId: 'p1', confirm: 'DELETE' }]));
  });
});

describe('the check of the exports', () => {
  it('names the form that failed and why, and says of the others that they hold', async () => {
    const core = createFakeCore();
    renderApp(core);
    await press('Settings');
    await press('Keeping and backup');
    await press('Check every form');
    await screen.findByText('One form failed.');
    await screen.findByText('3 units instead of 2.');
    expect(screen.getAllByText('Passed')).toHaveLength(5);
  });
});

describe('what happened', () => {
  it('counts the events of a period by person, when asked to', async () => {
    const core = await settings('What happened');
    expect(screen.queryByRole('columnheader', { name: 'How often' })).toBeNull();
    await type('From', '2026-03-01');
    await type('To, this day included', '2026-03-31');
    await press('Count the events');
    await screen.findByRole('columnheader', { name: 'How often' });
    expect(asked(core, 'security.auditReport').at(-1)).toEqual({ from: '2026-03-01', to: '2026-03-31' });
    screen.getByText(/^3 entries from/);
  });
});
