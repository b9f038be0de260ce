import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { marked } from '../../src/renderer/features/caseload/marked.ts';
import { sinceLastVisit } from '../../src/renderer/features/progress/trendWords.ts';
import { mostPressing } from '../../src/renderer/features/today/dueLook.ts';
import { createFakeCore, type FakeCore, patient, SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { CO_SIGN, DUE, FOUND, PROGRESS, REVIEWER } from './support/fakeProgress.ts';
import { asked, button, key, press, renderApp, type } from './support/renderApp.tsx';

function withDay(): FakeCore {
  const core = createFakeCore();
  core.world.patients.push(SAMPLE_PATIENT, patient('p2', 'Benedict Osei'));
  core.world.sessions.push(
    session('s1', 'p0', 'review', { dateOfService: '2026-03-02' }),
    session('s0', 'p2', 'review', { dateOfService: '2026-02-27' }),
    session('s3', 'p2', 'stopped', { dateOfService: '2026-02-20' }),
  );
  core.world.due.push(...DUE);
  core.world.progress = PROGRESS;
  core.world.found = FOUND;
  return core;
}

describe('today', () => {
  it('offers the oldest unsigned draft as what is next, and opens it by one key', async () => {
    renderApp(withDay());
    await screen.findByRole('region', { name: 'Today' }, { timeout: 10_000 });
    expect((await button(/Review and sign/)).textContent).toContain('Benedict Osei, Feb 27, 2026');
    key('Enter');
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Today' })).toBeNull());
  });

  it('lists what is due with the most pressing first and leads to the patient', async () => {
    renderApp(withDay());
    const today = await screen.findByRole('region', { name: 'Today' });
    const rows = await within(today).findAllByRole('button', { name: /Overdue|Due|Soon/ });
    expect(rows[0]?.textContent).toContain('Walter Sample: Plan signature');
    fireEvent.click(rows[0]!);
    await screen.findByRole('heading', { name: 'Walter Sample' });
  });

  it('says that everything is signed once it is', async () => {
    const core = withDay();
    core.world.sessions = core.world.sessions.map((one) => ({ ...one, state: 'signed' }));
    renderApp(core);
    await screen.findByText('Everything is signed.');
  });

  it('marks the most pressing deadline beside each patient', () => {
    expect([...mostPressing(DUE)]).toEqual([
      ['p0', 'overdue'],
      ['p2', 'due'],
      ['p3', 'warning'],
    ]);
  });
});

describe('the search', () => {
  it('finds findings, sentences and spoken words, and plays where one was said', async () => {
    const core = withDay();
    renderApp(core);
    await type('Search', 'toilet transf');
    await screen.findByText('Said in sessions');
    await press(/^Hear “toilet transfer, Moderate assist”/);
    await waitFor(() => expect(asked(core, 'review.play')).toMatchObject([{ sessionId: 's1', startMs: 26_000 }]));
  });

  it('does not look into sessions for one or two letters', async () => {
    const core = withDay();
    renderApp(core);
    await type('Search', 'to');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked(core, 'desk.search')).toEqual([]);
  });

  it('marks what was searched for at the start of words only, whatever signs it holds', () => {
    expect(marked('Toilet transfer', ['trans']).filter(({ isHit }) => isHit)).toMatchObject([{ text: 'trans' }]);
    expect(marked('retransfer', ['trans']).some(({ isHit }) => isHit)).toBe(false);
    expect(
      marked('a (b)', ['(b'])
        .map(({ text }) => text)
        .join(''),
    ).toBe('a (b)');
  });
});

describe('over time', () => {
  it('shows what the last visit changed and opens the session behind each value', async () => {
    renderApp(withDay());
    await press(/^Walter Sample ?Right/);
    const since = (await screen.findByRole('heading', { name: 'What the last visit changed' })).closest('section')!;
    expect(since.textContent).toContain('Moderate assist Feb 27, 2026');
    expect(since.textContent).toContain('the same Mar 2, 2026');
    fireEvent.click(within(since).getByRole('button', { name: /^Minimal assist/ }));
    await waitFor(() => expect(screen.queryByText('What the last visit changed')).toBeNull());
  });

  it('gives every chart the same figures as a table', async () => {
    renderApp(withDay());
    await press(/^Walter Sample ?Right/);
    await screen.findByText('Transfer: toilet', { selector: 'figcaption' });
    const [table] = document.querySelectorAll('figure table');
    expect(table?.textContent).toContain('Feb 24, 2026Moderate assist');
  });

  it('claims no change for what the newest session has no value of', () => {
    const [grip] = PROGRESS.trends.filter(({ key }) => key === 'measure.grip');
    const older = { ...grip!, points: grip!.points.slice(0, 2) as unknown as (typeof grip & object)['points'] };
    expect(sinceLastVisit([PROGRESS.trends[0]!, older]).map(({ trend }) => trend.key)).toEqual([
      'score.transferToilet',
    ]);
  });

  it('shows where a goal with a typed target stands', async () => {
    renderApp(withDay());
    await press(/^Walter Sample ?Right/);
    const goals = (await screen.findByRole('heading', { name: 'Goals' })).closest('section')!;
    await within(goals).findByText('Progressing');
    expect(goals.textContent).toContain('Now Minimal assist; target Supervision');
  });
});

describe('the reviewer’s view', () => {
  it('is worked out only when asked for, and shows sessions with gaps first', async () => {
    const core = withDay();
    core.world.reviewer = REVIEWER;
    renderApp(core);
    await press(/^Walter Sample ?Right/);
    await screen.findByRole('heading', { name: 'Goals' });
    expect(asked(core, 'episode.reviewer')).toEqual([]);
    await press('Read it as a reviewer would');
    const list = (await screen.findByRole('heading', { name: 'As a reviewer reads it' })).closest('section')!;
    const rows = await within(list).findAllByRole('button');
    expect(rows[0]?.textContent).toContain('No earlier level to compare with.');
    expect(rows[0]?.textContent).toContain('2 gaps');
    expect(rows[1]?.textContent).toContain('No gap');
  });
});

describe('the sample caseload', () => {
  it('is put in by one button of the empty desk and taken away by one button of today', async () => {
    const core = createFakeCore();
    renderApp(core);
    await press('Look at a sample caseload');
    await screen.findByText(/2 patients here are samples/);
    await press('Remove all samples');
    await button('Try the sample session');
    expect(core.world.patients).toEqual([]);
  });

  it('stands under a heading of its own, and behind what real patients wait for', async () => {
    const core = withDay();
    await core.call('sample.fill', {});
    renderApp(core);
    const list = await screen.findByRole('region', { name: 'Patients' });
    await within(list).findByRole('heading', { name: 'Sample, not real people' });
    const names = [...list.querySelectorAll('.caseload-name')].map(({ textContent }) => textContent);
    expect(names).toEqual(['Benedict Osei', 'Bernard (sample)', 'Rosa (sample)', 'Walter Sample']);
    expect((await button(/Review and sign/)).textContent).toContain('Benedict Osei');
  });

  it('says nothing of samples where there are none', async () => {
    const core = createFakeCore();
    core.world.patients.push(patient('p2', 'Benedict Osei'));
    renderApp(core);
    await screen.findByRole('region', { name: 'Today' });
    expect(screen.queryByText(/samples/)).toBeNull();
  });
});

describe('notes that wait for a co-signature', () => {
  it('stand on today with who contributed and for whom, and open by one press', async () => {
    const core = withDay();
    core.world.coSign.push(CO_SIGN);
    renderApp(core);
    const today = await screen.findByRole('region', { name: 'Today' });
    const row = await within(today).findByRole('button', { name: /Student Kim Lee, OTS/ });
    expect(row.textContent).toContain('Benedict Osei, Feb 27, 2026');
    expect(row.textContent).toContain('For Dana Okafor');
    fireEvent.click(row);
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Today' })).toBeNull());
  });

  it('have no heading where none waits', async () => {
    renderApp(withDay());
    await screen.findByRole('region', { name: 'Today' });
    expect(screen.queryByText(/To co-sign/)).toBeNull();
  });
});
