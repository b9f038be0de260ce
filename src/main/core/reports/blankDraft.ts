/** An empty form, and the small parts it is made of. */
import type { DraftGoal, DraftMeasurement, ReportDraft } from '../../../shared/contractReports.ts';

export const NOT_MEASURED: DraftMeasurement = { text: '', level: null, value: null, unit: '' };

export function blankGoal(id: string, term: DraftGoal['term'], text: string): DraftGoal {
  return {
    ...{ id, term, text, area: '', target: { level: null, value: null, unit: '', better: 'higher' } },
    ...{ initial: NOT_MEASURED, current: NOT_MEASURED, status: null, comment: '', revised: '' },
  };
}

export function blankDraft(): ReportDraft {
  return {
    reason: null,
    setting: null,
    patient: { sex: null, diagnosis: '', treatmentDiagnosis: '', onset: '', precautions: '', priorLevel: '' },
    dates: { evaluation: '', certificationStart: '', certificationEnd: '', report: '', nextStart: '', nextEnd: '' },
    attendance: { attended: null, scheduled: null, missed: '' },
    delivery: { frequency: '', asPlanned: null, interventions: [] },
    goals: [],
    shortTermCount: { addressed: null, total: null, met: null, progressing: null },
    baselines: [],
    gains: [],
    reports: [],
    education: [],
    reasoning: [],
    changes: [],
    limitations: [],
    necessity: [],
    potential: '',
    plan: { frequency: '', steps: [], goals: [] },
    discharge: { criteria: [], expected: '', reason: '', equipment: [], followUp: [] },
    homeProgramme: [],
    explanation: '',
  };
}
