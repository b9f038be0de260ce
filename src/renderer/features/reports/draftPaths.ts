/** Reading and changing a report's draft by a path: "plan.frequency", "goals.0.current.text". Pure. */
import type { CarriedSource, CarriedValue, ReportDraft } from '../../../shared/contract.ts';

export function valueAt(draft: ReportDraft, path: string): unknown {
  let value: unknown = draft;
  for (const key of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return value;
}

export function textAt(draft: ReportDraft, path: string): string {
  const value = valueAt(draft, path);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function listAt<T>(draft: ReportDraft, path: string): readonly T[] {
  const value = valueAt(draft, path);
  return Array.isArray(value) ? (value as readonly T[]) : [];
}

/** The draft with another value at that place; nothing else is touched. */
export function withValue(draft: ReportDraft, path: string, value: unknown): ReportDraft {
  return changed(draft, path.split('.'), value) as ReportDraft;
}

function changed(node: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const inner = (child: unknown) => (rest.length === 0 ? value : changed(child, rest, value));
  if (Array.isArray(node)) return node.map((item, index) => (String(index) === key ? inner(item) : item));
  const fields = node as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: inner(fields[key]) };
}

/** Where the value at this place was taken from, as long as it still reads as it was taken over. */
export function sourcesOf(
  path: string,
  text: string,
  draft: ReportDraft,
  carried: readonly CarriedValue[],
): readonly CarriedSource[] {
  const field = path.replace(/^goals\.(\d+)/, (_all, index: string) => `goals.${draft.goals[Number(index)]?.id}`);
  const said = text.trim();
  return carried.find((value) => value.field === field && value.text === said)?.sources ?? [];
}

/** The place in the form that stands for this path or holds it, from the closest to the widest. */
export function placesOf(path: string): readonly string[] {
  const keys = path.split('.');
  return keys.map((_, index) => keys.slice(0, keys.length - index).join('.'));
}
