import { describe, expect, it } from 'vitest';
import { groupCaseload } from '../../src/renderer/features/caseload/order.ts';
import { lastGroup } from '../../src/renderer/features/firstRun/RecoveryCodeStep.tsx';
import { channelChoices } from '../../src/renderer/features/microphones/useMicrophoneChoice.ts';
import { stageWords } from '../../src/renderer/features/processing/stageWords.ts';
import { microphoneSummary } from '../../src/renderer/features/recording/MicrophonePanel.tsx';
import { base64FromBytes, bytesFromBase64 } from '../../src/renderer/format/base64.ts';
import { passphraseAdvice } from '../../src/renderer/format/passphraseStrength.ts';
import { clock, date, duration, withReadableDates } from '../../src/renderer/format/time.ts';
import { shortcutName } from '../../src/renderer/state/useShortcuts.ts';
import { meterShare, readingOf } from '../../src/renderer/ui/ChannelMeter.tsx';
import { patient, session } from './support/fakeCore.ts';

describe('times', () => {
  it('read like a clock, with hours only when there are any', () => {
    expect([0, 26_999, 754_000, 3_729_000].map(clock)).toEqual(['0:00', '0:26', '12:34', '1:02:09']);
  });
  it('say a length in words', () => {
    expect([10_000, 720_000, 3_600_000, 3_900_000].map(duration)).toEqual([
      'under a minute',
      '12 min',
      '1 h',
      '1 h 5 min',
    ]);
  });
  it('show a calendar date as that date in every time zone', () => {
    expect(date('2026-03-02')).toBe('Mar 2, 2026');
  });
});

describe('advice on a passphrase', () => {
  it.each([
    ['short', 'short'],
    ['aaaaaaaaaaaaaaaa', 'weak'],
    ['passwordpassword', 'weak'],
    ['lantern otter gravel tulip', 'strong'],
    ['lantern otter gravel', 'fair'],
    ['hR7&kq2!Zt9%pLx4', 'strong'],
  ])('%s is %s', (passphrase, level) => {
    expect(passphraseAdvice(passphrase).level).toBe(level);
  });
  it('counts down to the twelve characters', () => {
    expect(passphraseAdvice('lantern ott').advice).toContain('1 more character needed');
  });
});

describe('microphones in words', () => {
  it('calls a good but faint channel quiet, and never softens a bad one', () => {
    expect(readingOf('good', -20)).toBe('good');
    expect(readingOf('good', -55)).toBe('quiet');
    expect(readingOf('dead', -20)).toBe('dead');
    expect(readingOf('clipping', -3)).toBe('clipping');
  });
  it('shows levels between silence and full scale and nothing beyond', () => {
    expect([meterShare(-90), meterShare(-30), meterShare(0), meterShare(3)]).toEqual([0, 0.5, 1, 1]);
  });
  it('sums up what needs a hand', () => {
    expect(microphoneSummary(['good', 'good'])).toBe('All microphones hear well.');
    expect(microphoneSummary(['good', 'dead'])).toContain('1 of 2');
    expect(microphoneSummary(['dead', 'dead'])).toContain('Check the plug');
  });
  it('offers only as many channels as the device has', () => {
    expect(channelChoices(2)).toEqual([1, 2]);
    expect(channelChoices(7)).toEqual([1, 2, 4, 6, 7]);
    expect(channelChoices(null)).toEqual([1, 2, 4, 6, 8, 16]);
    expect(channelChoices(64).at(-1)).toBe(16);
  });
});

describe('the caseload', () => {
  const entry = (id: string, name: string, state?: 'review' | 'stopped' | 'signed') => ({
    patient: patient(id, name),
    sessions: state === undefined ? [] : [{ ...session(`s-${id}`, id, state), blockers: 0 }],
  });
  const list = [
    entry('a', 'Zoe', 'review'),
    entry('b', 'Ada', 'stopped'),
    entry('c', 'Ben', 'signed'),
    entry('d', 'Abe'),
  ];

  it('has drafts to sign first, then other open sessions, then everyone by name', () => {
    const { toFinish, rest } = groupCaseload(list, '');
    expect(toFinish.map(({ patient: { name } }) => name)).toEqual(['Zoe', 'Ada']);
    expect(rest.map(({ patient: { name } }) => name)).toEqual(['Abe', 'Ben']);
  });
  it('finds by part of a name', () => {
    expect(groupCaseload(list, ' be').rest.map(({ patient: { name } }) => name)).toEqual(['Abe', 'Ben']);
    expect(groupCaseload(list, 'xyz')).toEqual({ toFinish: [], rest: [], samples: [] });
  });
});

describe('small things', () => {
  it('asks for the last group of a recovery code', () => {
    expect(lastGroup('K7QX-M2PD-94TR')).toBe('94TR');
    expect(lastGroup('K7QXM2PD94TR')).toBe('94TR');
  });
  it('turns bytes into text and back, beyond one piece', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    expect(bytesFromBase64(base64FromBytes(bytes))).toEqual(bytes);
  });
  it('names keys the same with Ctrl and with Cmd', () => {
    const at = (more: object) => shortcutName({ key: 'Z', ctrlKey: false, metaKey: false, shiftKey: false, ...more });
    expect([at({ ctrlKey: true }), at({ metaKey: true, shiftKey: true }), at({})]).toEqual([
      'mod+z',
      'mod+shift+z',
      'z',
    ]);
  });
  it('shows an unknown stage by its own name', () => {
    expect(stageWords('someNewStage')).toBe('Some new stage');
  });

  it('writes the stored dates of a sentence as dates, and leaves other numbers alone', () => {
    expect(withReadableDates('Sent on 2026-02-17, due by 2026-03-18.')).toBe(
      'Sent on Feb 17, 2026, due by Mar 18, 2026.',
    );
    expect(withReadableDates('Order 2026-13-40, 97535-2026, 12 of 2026')).toBe(
      'Order 2026-13-40, 97535-2026, 12 of 2026',
    );
  });
});
