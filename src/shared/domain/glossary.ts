/** Levels, scores, codes, modifiers and terms of a note, each with what it stands for and who says so. */
import type { AssistLevel } from './facts.ts';
import type { RuleSource } from './ruleSource.ts';

export const GLOSSARY_KINDS = ['level', 'score', 'code', 'modifier', 'term'] as const;
export type GlossaryKind = (typeof GLOSSARY_KINDS)[number];

export interface GlossaryEntry {
  readonly kind: GlossaryKind;
  /** As it stands in a note: "Mod A", "97530", "AROM". */
  readonly term: string;
  /** Written out. */
  readonly name: string;
  readonly means: string;
  /** Other ways to write or say it. */
  readonly also: readonly string[];
  readonly source: string;
}

/** What resources/clinical/glossary.json holds: levels and terms; scores and codes come from their own files. */
export interface Glossary {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly sources: Readonly<Record<string, RuleSource>>;
  readonly levels: Readonly<Record<AssistLevel, { readonly name: string; readonly means: string }>>;
  readonly terms: readonly (Omit<GlossaryEntry, 'kind'> & { readonly kind: 'modifier' | 'term' })[];
}
