/** Which parts of the form each kind of report has, in the order of the document. */
import type { ReactNode } from 'react';
import type { DocumentType } from '../../../shared/domain/intake.ts';
import { ChoiceField, CountField, DayField, LinesField, TextLine } from './fields.tsx';
import { GoalsField } from './GoalsField.tsx';
import { BaselinesField, HomeField, ReportsField } from './listFields.tsx';
import { ScoresField } from './ScoresField.tsx';

export interface FormSection {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

export const DOCUMENT_WORDS: Readonly<Record<DocumentType, string>> = {
  progress: 'Progress report',
  plan: 'Plan of care',
  discharge: 'Discharge note',
  home: 'Home program',
};

const REASONS = [
  { value: 'recertification', label: 'Re-certification' },
  { value: 'goalInterval', label: 'Goal review' },
  { value: 'changeOfStatus', label: 'Change of status' },
  { value: 'transition', label: 'Transition' },
] as const;

const person: FormSection = {
  id: 'person',
  title: 'Patient',
  content: (
    <>
      <TextLine path="patient.diagnosis" label="Diagnosis" />
      <TextLine path="patient.treatmentDiagnosis" label="Treatment diagnosis" />
      <div className="pair">
        <DayField path="patient.onset" label="Onset" />
        <ChoiceField
          path="patient.sex"
          label="Sex"
          options={[
            { value: 'female', label: 'Female' },
            { value: 'male', label: 'Male' },
          ]}
        />
      </div>
      <TextLine path="patient.precautions" label="Precautions" />
      <TextLine path="patient.priorLevel" label="Prior level of function" rows={2} />
      <ChoiceField
        path="setting"
        label="Setting"
        options={[
          { value: 'outpatient', label: 'Outpatient' },
          { value: 'skilledNursing', label: 'Skilled nursing' },
          { value: 'homeHealth', label: 'Home health' },
          { value: 'inpatientRehab', label: 'Inpatient rehab' },
          { value: 'paediatric', label: 'Pediatric' },
        ]}
      />
    </>
  ),
};

const dates: FormSection = {
  id: 'dates',
  title: 'Dates',
  content: (
    <>
      <div className="pair">
        <DayField path="dates.report" label="Day of the report" />
        <DayField path="dates.evaluation" label="Initial evaluation" />
      </div>
      <div className="pair">
        <DayField path="dates.certificationStart" label="Certified from" />
        <DayField path="dates.certificationEnd" label="Certified to" />
      </div>
    </>
  ),
};

const proposed = (
  <div className="pair">
    <DayField path="dates.nextStart" label="Next period from" />
    <DayField path="dates.nextEnd" label="Next period to" />
  </div>
);

const delivered: FormSection = {
  id: 'delivered',
  title: 'Treatment given',
  content: (
    <>
      <div className="pair">
        <CountField path="attendance.attended" label="Sessions attended" />
        <CountField path="attendance.scheduled" label="Sessions scheduled" />
      </div>
      <TextLine path="attendance.missed" label="What was missed, and why" />
      <TextLine path="delivery.frequency" label="Frequency" />
      <ChoiceField
        path="delivery.asPlanned"
        label="As planned"
        options={[
          { value: 'true', label: 'As planned' },
          { value: 'false', label: 'Otherwise' },
        ]}
      />
      <LinesField path="delivery.interventions" label="Intervention" addWords="Add an intervention" />
    </>
  ),
};

const goals = (document: DocumentType): FormSection => ({
  id: 'goals',
  title: 'Goals',
  content: <GoalsField document={document} />,
});

const shortTermCount = (
  <fieldset className="measurement">
    <legend className="field-label">Short-term goals, where they are not listed one by one</legend>
    <CountField path="shortTermCount.addressed" label="Addressed" />
    <CountField path="shortTermCount.total" label="In all" />
    <CountField path="shortTermCount.met" label="Met" />
    <CountField path="shortTermCount.progressing" label="Progressing" />
  </fieldset>
);

const told: FormSection = {
  id: 'told',
  title: 'Reports and education',
  content: (
    <>
      <ReportsField />
      <LinesField path="education" label="Education" addWords="Add education" />
    </>
  ),
};

const gains = <LinesField path="gains" label="Functional gain" addWords="Add a gain" />;
const limitations = <LinesField path="limitations" label="Limitation" addWords="Add a limitation" />;
const reasoning = (
  <LinesField
    path="reasoning"
    label="Reasoning"
    help="What drives or holds back progress, and what follows from it."
    addWords="Add a thought"
  />
);
const necessity = (
  <LinesField
    path="necessity"
    label="Deficit"
    help="Which deficits need the skills of a therapist, and why. Reads on after “… are necessary for”."
    addWords="Add a deficit"
  />
);
const frequency = (
  <TextLine
    path="plan.frequency"
    label="Frequency and duration"
    help="Reads on after “Occupational therapy …”, for example: 2x/week for 4 weeks."
  />
);
const steps = <LinesField path="plan.steps" label="What comes next" addWords="Add a step" />;

const criteria: FormSection = {
  id: 'discharge',
  title: 'Discharge',
  content: (
    <>
      <LinesField path="discharge.criteria" label="Criterion" addWords="Add a criterion" />
      <TextLine path="discharge.expected" label="Expected time to discharge" />
    </>
  ),
};

export function formSections(document: DocumentType, hasLastReport: boolean): readonly FormSection[] {
  switch (document) {
    case 'progress':
      return [
        { id: 'reason', title: 'Reason', content: <ChoiceField path="reason" label="Reason" options={REASONS} /> },
        dates,
        person,
        delivered,
        {
          ...goals(document),
          content: [<GoalsField key="goals" document={document} />, <div key="count">{shortTermCount}</div>],
        },
        {
          id: 'gains',
          title: 'Scores and gains',
          content: (
            <>
              <ScoresField />
              {gains}
            </>
          ),
        },
        told,
        {
          id: 'reasoning',
          title: 'Clinical reasoning',
          content: (
            <>
              {reasoning}
              <LinesField path="changes" label="Change made" addWords="Add a change" />
              {hasLastReport && (
                <TextLine path="explanation" label="What explains a loss or change since the last report" rows={2} />
              )}
            </>
          ),
        },
        { id: 'limitations', title: 'Limitations', content: limitations },
        { id: 'necessity', title: 'Need for skilled therapy', content: necessity },
        {
          id: 'plan',
          title: 'Plan',
          content: (
            <>
              {frequency}
              {proposed}
              {steps}
              <LinesField path="plan.goals" label="Goal of the next period" addWords="Add a goal of the next period" />
            </>
          ),
        },
        criteria,
      ];
    case 'plan':
      return [
        person,
        dates,
        { id: 'told', title: 'What they tell', content: <ReportsField /> },
        { id: 'baselines', title: 'Objective baselines', content: <BaselinesField /> },
        {
          id: 'assessment',
          title: 'Assessment',
          content: (
            <>
              {limitations}
              {reasoning}
              <TextLine path="potential" label="Rehabilitation potential, and why" rows={2} />
            </>
          ),
        },
        { id: 'necessity', title: 'Need for skilled therapy', content: necessity },
        goals(document),
        {
          id: 'plan',
          title: 'Plan of treatment',
          content: (
            <>
              {frequency}
              <LinesField path="delivery.interventions" label="Intervention" addWords="Add an intervention" />
              {steps}
              <LinesField path="education" label="Education" addWords="Add education" />
            </>
          ),
        },
        criteria,
      ];
    case 'discharge':
      return [
        {
          id: 'reason',
          title: 'Reason',
          content: <TextLine path="discharge.reason" label="Why therapy ends" rows={2} />,
        },
        dates,
        person,
        delivered,
        goals(document),
        {
          id: 'gains',
          title: 'Change over the episode',
          content: (
            <>
              <ScoresField />
              {gains}
              <BaselinesField />
            </>
          ),
        },
        told,
        { id: 'limitations', title: 'Remaining limitations', content: limitations },
        {
          id: 'home',
          title: 'Equipment and home program',
          content: (
            <>
              <LinesField path="discharge.equipment" label="Equipment" addWords="Add equipment" />
              <HomeField />
            </>
          ),
        },
        {
          id: 'followUp',
          title: 'Follow-up',
          content: <LinesField path="discharge.followUp" label="Follow-up" addWords="Add a follow-up" />,
        },
      ];
    case 'home':
      return [
        { id: 'dates', title: 'Day', content: <DayField path="dates.report" label="Day of the program" /> },
        {
          id: 'goals',
          title: 'What we work toward',
          content: (
            <LinesField
              path="plan.goals"
              label="Aim"
              help="In words for the patient: brushing your own hair with the right hand."
              addWords="Add an aim"
            />
          ),
        },
        { id: 'home', title: 'What to do', content: <HomeField /> },
        {
          id: 'safety',
          title: 'Safety',
          content: (
            <>
              <TextLine path="patient.precautions" label="Precautions" />
              <LinesField path="limitations" label="When to stop or call" addWords="Add a line" />
            </>
          ),
        },
        {
          id: 'followUp',
          title: 'What is needed, and next steps',
          content: (
            <>
              <LinesField path="discharge.equipment" label="Equipment" addWords="Add equipment" />
              <LinesField path="discharge.followUp" label="Next step" addWords="Add a next step" />
            </>
          ),
        },
      ];
  }
}
