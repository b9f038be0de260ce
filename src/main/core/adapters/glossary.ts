/** The glossary as it is shown: levels with their scores, both scales, bands, codes, modifiers and terms, from the rule files. */
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import type { GlossaryEntry } from '../../../shared/domain/glossary.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { CodeCounting, RuleSet } from '../../../shared/domain/rules.ts';

export function glossaryOf(rules: RuleSet): readonly GlossaryEntry[] {
  return [...levels(rules), ...scores(rules), ...codes(rules), ...terms(rules)];
}

function levels({ glossary, wording, scores: { burden, sectionGg } }: RuleSet): GlossaryEntry[] {
  return ASSIST_LEVELS.map((level) => {
    const { name, means } = glossary.levels[level];
    const { short, forms } = wording.levels[level];
    const also = forms.filter((form) => form.toLowerCase() !== short.toLowerCase());
    const scored = `Burden of care ${burden.fromLevel[level]}, Section GG ${sectionGg.fromLevel[level]}.`;
    const source = [glossary.source, burden.source, sectionGg.source].map(citation).join('; ');
    return { kind: 'level', term: short, name, means: `${means} ${scored}`, also, source };
  });
}

function scores({ scores: { burden, sectionGg, bands } }: RuleSet): GlossaryEntry[] {
  const kind = 'score';
  return [
    ...burden.levels.map(({ value, name, meaning }): GlossaryEntry => {
      const source = citation(burden.source);
      return {
        kind,
        term: `Burden ${value}`,
        name: `Burden of care ${value}: ${name}`,
        means: meaning,
        also: [],
        source,
      };
    }),
    ...[...sectionGg.codes, ...sectionGg.notAttempted].map(({ value, meaning }): GlossaryEntry => {
      const source = citation(sectionGg.source);
      return { kind, term: `GG ${value}`, name: `Section GG code ${value}`, means: meaning, also: [], source };
    }),
    ...bands.bands.map(({ band, from, below }): GlossaryEntry => {
      const means = `${percentText(from, below)} limited. ${bands.formula}.`;
      const source = citation(bands.source);
      return { kind, term: band, name: `Severity band ${band}`, means, also: [], source };
    }),
  ];
}

/** 100 % has no upper end; a band from just above 0 on says so. */
function percentText(from: number, below: number | null): string {
  if (below === null) return `${from} %`;
  if (below < 1) return `${from} %`;
  return from < 1 ? `More than 0 and below ${below} %` : `${from} to below ${below} %`;
}

const COUNTED: Readonly<Record<CodeCounting, string>> = {
  timed15: 'Timed: units of 15 minutes',
  untimed: 'Untimed: once a day, whatever its minutes',
  other: 'Counted by a measure of its own',
};

function codes({ catalogue }: RuleSet): GlossaryEntry[] {
  return catalogue.codes.map(({ code, label, counting, noteWords, note, verified }) => {
    const remarks = [note, verified ? undefined : 'not yet checked against its source'].filter(Boolean).join('; ');
    const means = `${COUNTED[counting]}${remarks === '' ? '' : `; ${remarks}`}.`;
    const also = noteWords.toLowerCase() === label.toLowerCase() ? [] : [noteWords];
    return { kind: 'code', term: code, name: label, means, also, source: citation(catalogue.source) };
  });
}

function terms({ glossary }: RuleSet): GlossaryEntry[] {
  return glossary.terms.map((term) => ({ ...term, source: citation(glossary.sources[term.source]!) }));
}
