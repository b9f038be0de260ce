/** Who is called by name: capitalised words inside a sentence that stand by a comma, a title or a greeting. */
import type { Role } from '../../shared/domain/audio.ts';
import type { Token } from '../text/token.ts';

export interface NamesInTalk {
  readonly all: ReadonlySet<string>;
  /** The first person the therapist speaks to by name. */
  readonly patient: string | null;
  /** People who help with the patient: spoken to, or of, together with "him" or "her". */
  readonly helpers: ReadonlySet<string>;
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'dr', 'miss']);
const GREETINGS = new Set(['hey', 'hi', 'hello', 'morning', 'okay', 'afternoon', 'right', 'good']);
const SHORTEST_NAME = 2;
const NOT_NAMES = new Set(['ok', 'ot', 'pt', 'bp', 'oh', 'no', 'so', 'tv', 'i', 'he', 'she', 'it', 'we']);
const THIRD_PERSON = new Set(['him', 'her', 'his', 'he', 'she']);

interface Spoken {
  readonly speaker: Role;
  readonly tokens: readonly Token[];
}

export function readNames(sentences: readonly Spoken[]): NamesInTalk {
  const all = new Set<string>();
  let patient: string | null = null;
  for (const { tokens, speaker } of sentences) {
    if (speaker !== 'therapist') continue;
    for (const [at, token] of tokens.entries()) {
      const before = tokens[at - 1];
      if (!token.capital || TITLES.has(token.text) || NOT_NAMES.has(token.text)) continue;
      if (token.text.length < SHORTEST_NAME) continue;
      const after = tokens[at + 1];
      if (before === undefined) {
        if (isAddressed(tokens) || withSpeaker(tokens, at)) all.add(token.text);
        continue;
      }
      if (withSpeaker(tokens, at)) all.add(token.text);
      const vocative = before.text === ',' && (after === undefined || after.kind === 'punctuation');
      if (!vocative && !TITLES.has(before.text) && !GREETINGS.has(before.text)) continue;
      all.add(token.text);
      patient ??= token.text;
    }
  }
  const helpers = new Set<string>();
  for (const each of sentences) {
    if (each.speaker !== 'therapist') continue;
    for (const { capital, text } of each.tokens)
      if (capital && all.has(text) && text !== patient && !helpers.has(text) && helps(each, text)) helpers.add(text);
  }
  return { all, patient, helpers };
}

/** "Jo, you're on his left", "Rosa's going to help you wash", "Carmen and I"; never a name with a title. */
function helps({ speaker, tokens }: Spoken, name: string): boolean {
  const at = tokens.findIndex((token) => token.capital && token.text === name);
  if (speaker !== 'therapist' || at < 0 || TITLES.has(tokens[at - 1]?.text ?? '')) return false;
  if (withSpeaker(tokens, at)) return true;
  return tokens.some((token) => THIRD_PERSON.has(token.text) || /^help(?:s|ing|ed)?$/.test(token.text));
}

/** "Carmen and I", "me and Carmen" */
function withSpeaker(tokens: readonly Token[], at: number): boolean {
  const near = (offset: number) => tokens[at + offset]?.text;
  return (near(1) === 'and' && (near(2) === 'i' || near(2) === 'me')) || (near(-1) === 'and' && near(-2) === 'me');
}

const OPENERS = new Set(
  'okay right good great well now then yes yeah alright fine sure thanks today tomorrow so and but look see sorry first next hello morning ready remember here there this that if when once maybe'.split(
    ' ',
  ),
);
const ADDRESSES = new Set(
  'you your take can could grab get hold give would do i keep stay wait stop go watch mind come leave'.split(' '),
);

/** "Jo, you're on his left": a name that opens the sentence and is told something. */
function isAddressed(tokens: readonly Token[]): boolean {
  return (
    !OPENERS.has(tokens[0]!.text) &&
    tokens[1]?.text === ',' &&
    (ADDRESSES.has(tokens[2]?.text ?? '') || isYours(tokens)) &&
    tokens[0]!.capital
  );
}

/** "Leo, that's your walker" */
const isYours = (tokens: readonly Token[]) =>
  ['that', 'this'].includes(tokens[2]?.text ?? '') && tokens[3]?.text === "'s" && tokens[4]?.text === 'your';
