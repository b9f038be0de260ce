/** A glossary of each kind of entry. */
import type { GlossaryEntry } from '../../../src/shared/domain/glossary.ts';

const source = 'Common rehabilitation note usage, our own wording';

export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    ...{ kind: 'level', term: 'Mod A', name: 'Moderate assistance', also: ['moderate assist'], source },
    means: 'The patient does half to three quarters of the effort.',
  },
  { ...{ kind: 'score', term: 'GG 03', name: 'Section GG code 03', means: 'partial or moderate', also: [], source } },
  { ...{ kind: 'code', term: '97530', name: 'Therapeutic activities', means: 'Timed.', also: [], source } },
  { ...{ kind: 'modifier', term: 'KX', name: 'Threshold exceeded, attested', means: '', also: [], source } },
  { ...{ kind: 'term', term: 'AROM', name: 'Active range of motion', means: 'In degrees.', also: [], source } },
  { ...{ kind: 'term', term: 'grading', name: 'Grading', means: 'Harder in small steps.', also: ['graded'], source } },
];
