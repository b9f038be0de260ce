/**
 * Every sentence the grammar can ask a template for, with the slots it can fill. The compiler checks the writers against
 * this table, the rule loader checks the template files against it.
 */
export const PATTERN_SLOTS = {
  observation: ['levelBefore', 'levelAfter', 'task', 'device', 'manner'],
  observationUnrated: ['task', 'device', 'manner'],
  device: ['devices'],
  manner: ['manner'],
  safetyAndCues: ['safety', 'cues', 'during'],
  cuesOnly: ['cues', 'during'],
  safetyOnly: ['safety', 'during'],
  during: ['task'],
  hazard: ['noun', 'gist'],
  trials: ['activity', 'levels', 'device'],
  trialsOfHelp: ['activity', 'levels', 'device'],
  onTrial: ['trial'],
  trialManner: ['manner'],
  handManner: ['manner'],
  equipment: ['devices'],
  vitals: ['measures'],
  measures: ['measures'],
  skilledAction: ['gist'],
  patientEducation: ['gist'],
  caregiverEducation: ['gist'],
  patientQuote: ['quote'],
  caregiverQuote: ['quote'],
  patientAnswer: ['question', 'quote'],
  caregiverAnswer: ['question', 'quote'],
  patientReport: ['gist'],
  caregiverReport: ['gist'],
  reportedEvent: ['gist'],
  patientPain: ['site', 'scores'],
  otherPain: ['site', 'scores'],
  painScore: ['score', 'when'],
  minutes: ['service', 'code', 'minutes', 'tasks'],
  uncodedMinutes: ['minutes', 'tasks'],
  totals: ['timed', 'treatment'],
  units: ['rule', 'units'],
  skilledNeed: ['items'],
  skilledNeedMore: ['items'],
  lowerThanOtherSide: ['items', 'side'],
  higherThanOtherSide: ['items', 'side'],
  activeLag: ['items'],
  monitoring: ['measures'],
  patientTraining: [],
  caregiverTraining: [],
  skilledItem: ['needs', 'task', 'risk'],
  skilledItemAlone: ['needs'],
  needCues: ['cueing'],
  risk: ['events'],
  safetyConcern: ['items'],
  safetyConcerns: ['items'],
  safetyConcernMore: ['items'],
  safetyConcernItem: ['events', 'during', 'means'],
  limitations: ['items'],
  limitation: ['means', 'task'],
  limitationLevel: ['level', 'task'],
  progress: ['task', 'direction', 'earlier', 'now'],
  nobodyNeeded: [],
  earlier: ['level', 'when'],
  earlierAgo: ['level', 'when'],
  acrossTrials: ['tasks', 'direction'],
  helpFell: [],
  helpRose: [],
  lessHelp: [],
  moreHelp: [],
  sameHelp: [],
  attestation: ['modifier', 'reason', 'findings'],
  fallRisk: ['safety'],
  reasoning: ['gist'],
  goal: ['term', 'goal', 'level', 'standing'],
  shortOfGoal: [],
  asGoalSays: [],
  goalLevel: ['level', 'task'],
  goalLevelDetail: ['level', 'detail'],
  planWhen: ['when', 'gists'],
  planOpen: ['gists'],
  silence: [],
  unreadable: [],
  nothingClinical: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PatternName = keyof typeof PATTERN_SLOTS;

/** The first thing wrong with a template's patterns, as a sentence; null when the grammar can write with them. */
export function patternFault(patterns: Readonly<Record<string, readonly string[]>>): string | null {
  const unknown = Object.keys(patterns).find((name) => !Object.hasOwn(PATTERN_SLOTS, name));
  if (unknown !== undefined) return `the pattern "${unknown}" is none the grammar uses`;
  for (const [name, slots] of Object.entries(PATTERN_SLOTS) as [PatternName, readonly string[]][]) {
    const variants = patterns[name];
    if (variants === undefined) return `the pattern "${name}" is missing`;
    for (const variant of variants)
      for (const [, slot = ''] of variant.matchAll(/\{(\w+)\}/g))
        if (!slots.includes(slot.charAt(0).toLowerCase() + slot.slice(1)))
          return `the pattern "${name}" has a slot {${slot}} that cannot be filled`;
  }
  return null;
}
