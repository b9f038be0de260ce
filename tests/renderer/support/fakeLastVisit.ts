/** The made-up note beside the one of the visit before. */
import type { LastVisit, SinceVisit } from '../../../src/shared/contract.ts';

const [BEFORE, NOW] = ['2026-02-27', '2026-03-02'];
const value = (key: string, label: string, unit: string | null, before: number, now: number): SinceVisit => ({
  ...{ key, label, unit },
  before: { sessionId: 's2', date: BEFORE!, factIds: ['f1'], value: before },
  now: { sessionId: 's1', date: NOW!, factIds: ['f2'], value: now },
});

export const LAST_VISIT: LastVisit = {
  ...{ sessionId: 's2', dateOfService: BEFORE! },
  since: [
    {
      ...{ key: 'score.transferToilet', label: 'Transfer: toilet', unit: null },
      before: { sessionId: 's2', date: BEFORE!, factIds: ['f1'], value: 2, level: 'MaxA' },
      now: { sessionId: 's1', date: NOW!, factIds: ['f2'], value: 3, level: 'ModA' },
    },
    value('cues.verbal', 'verbal cues, toilet transfer', null, 4, 2),
  ],
  same: [
    { text: 'Patient states, "I just want to do my own bathroom mornings."', isTyped: false },
    { text: 'Patient tolerated the change of position without complaint.', isTyped: true },
  ],
  onlyHere: ["Patient required Mod A for toilet transfer; therapist guided patient's hips at the grab bars."],
  onlyThere: [
    {
      ...{ statementId: 's3', text: 'Patient required Max A for toilet transfer.' },
      forward: 'Patient required ___ for toilet transfer.',
    },
    {
      ...{ statementId: 's4', text: 'Patient rates right shoulder pain 4/10.' },
      forward: 'Patient rates ___ shoulder pain ___.',
    },
  ],
};
