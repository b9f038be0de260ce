/** What every field of the report's form needs: the draft, how to change it, and where its values are from. */
import { createContext, useContext } from 'react';
import type { CarriedValue, ReportDraft } from '../../../shared/contract.ts';

export interface ReportFormValue {
  readonly draft: ReportDraft;
  readonly carried: readonly CarriedValue[];
  readonly set: (path: string, value: unknown) => void;
}

export const FormContext = createContext<ReportFormValue | null>(null);

export function useReportForm(): ReportFormValue {
  const value = useContext(FormContext);
  if (value === null) throw new Error('A field of a report outside its form');
  return value;
}
