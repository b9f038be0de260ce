/**
 * Dialogues written with their facts marked in place (tests/nlp/dialogues/README.md says how), read into the form of
 * an annotated dialogue and, besides, into the run of words that carries each fact.
 */
import { READ_KINDS, type ReadKind } from '../../../src/nlp/read/reading.ts';
import { ASSIST_LEVELS, type AssistLevel } from '../../../src/shared/domain/facts.ts';
import type { Dialogue, Gold, Kind } from './dialogueForm.ts';

/** Words [from, to) of an utterance, counted over its white-space words, and what its label says they are. */
export interface Mark {
  readonly utterance: number;
  readonly from: number;
  readonly to: number;
  readonly kind: MarkKind;
  /** Not a fact although it looks like one. */
  readonly denied: boolean;
  readonly optional: boolean;
  /** Words of the label behind its kind: `MinA transferToilet`. */
  readonly plain: readonly string[];
  /** `"toilet transfer"`, the one quoted word of the label. */
  readonly quoted: string | null;
  /** `n=2`, `side=left`. */
  readonly named: ReadonlyMap<string, string>;
}

export type MarkKind = ReadKind;

/** The kind of mark of each list of annotated facts. */
export const MARK_OF: Readonly<Record<Kind, MarkKind>> = {
  observations: 'obs',
  prior: 'prior',
  cues: 'cue',
  minutes: 'min',
  devices: 'dev',
  safety: 'saf',
  measures: 'mea',
  subjective: 'sub',
  pain: 'pain',
};

export interface MarkedDialogue {
  readonly dialogue: Dialogue;
  readonly marks: readonly Mark[];
}

const SPEAKERS = { T: 'therapist', P: 'patient', C: 'caregiver', O: 'other' } as const;
const UNTIMED = new Set(['97010', '97018', '97022', '97150', 'G0283', '97014']);
const SECONDS_A_WORD = 0.38;

/** Throws where the text is not in the form, naming the line. */
export function readMarked(text: string, name: string): MarkedDialogue[] {
  const blocks: { readonly head: string; readonly lines: { readonly text: string; readonly at: string }[] }[] = [];
  text.split('\n').forEach((line, index) => {
    const at = `${name}:${index + 1}`;
    if (line.trim() === '') return;
    if (line.startsWith('===')) blocks.push({ head: line.slice(3).trim(), lines: [] });
    else if (blocks.length === 0 || !/^[TPCO]: /.test(line)) throw new Error(`${at}: neither a heading nor a speaker.`);
    else blocks.at(-1)!.lines.push({ text: line, at });
  });
  return blocks.map(({ head, lines }, index) => readBlock(`${name}-${index + 1}`, head, lines));
}

function readBlock(
  id: string,
  head: string,
  lines: readonly { readonly text: string; readonly at: string }[],
): MarkedDialogue {
  const [setting = '', condition = '', tags = '', asr = 'clean'] = head.split('|').map((part) => part.trim());
  const marks: Mark[] = [];
  let endS = 1;
  const utterances = lines.map(({ text, at }, utterance) => {
    const read = readLine(text.slice(3).trim(), at);
    marks.push(...read.marks.map((mark) => ({ ...mark, utterance })));
    const t0 = endS;
    endS += read.words.length * SECONDS_A_WORD + 0.6;
    return {
      t0: seconds(t0),
      t1: seconds(endS - 0.5),
      speaker: SPEAKERS[text[0] as keyof typeof SPEAKERS],
      text: read.words.join(' '),
    };
  });
  return {
    dialogue: {
      id,
      setting,
      condition,
      tags: tags.split(',').map((tag) => tag.trim()),
      asr: asr === 'noisy' ? 'noisy' : 'clean',
      utterances,
      gold: goldOf(marks, utterances.length),
    },
    marks,
  };
}

const seconds = (value: number) => Math.round(value * 10) / 10;

/** Words of a line and its marks; a mark may stand inside the words of another. */
function readLine(line: string, at: string): { words: string[]; marks: Omit<Mark, 'utterance'>[] } {
  let plain = '';
  const marks: { from: number; to: number; label: string }[] = [];
  const open: number[] = [];
  for (let position = 0; position < line.length; position++) {
    const letter = line[position]!;
    if (letter === '{') open.push(plain.length);
    else if (letter === '|') {
      const end = line.indexOf('}', position);
      const from = open.pop();
      if (end < 0 || from === undefined) throw new Error(`${at}: a mark is not closed.`);
      marks.push({ from, to: plain.length, label: line.slice(position + 1, end) });
      position = end;
    } else plain += letter;
  }
  if (open.length > 0) throw new Error(`${at}: a mark is not closed.`);
  const words = [...plain.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  const first = (from: number) => words.findIndex((word) => word.to > from);
  const last = (to: number) => words.findLastIndex((word) => word.from < to) + 1;
  return {
    words: words.map((word) => word.text),
    marks: marks.map(({ from, to, label }) => ({ from: first(from), to: last(to), ...readLabel(label, at) })),
  };
}

function readLabel(label: string, at: string): Omit<Mark, 'utterance' | 'from' | 'to'> {
  const parts = [...label.trim().matchAll(/[^\s"=]+="[^"]*"|"[^"]*"|[^\s"]+/g)].map((match) => match[0]);
  const optional = parts[0] === 'opt';
  if (optional) parts.shift();
  const denied = parts[0] === 'no';
  if (denied) parts.shift();
  const kind = READ_KINDS.find((each) => each === parts[0]);
  if (kind === undefined) throw new Error(`${at}: unknown kind in "${label}".`);
  const rest = parts.slice(1);
  const named = rest.filter((part) => /^[^"=]+=/.test(part));
  return {
    kind,
    denied,
    optional,
    plain: rest.filter((part) => !part.startsWith('"') && !named.includes(part)),
    quoted: rest.find((part) => part.startsWith('"'))?.slice(1, -1) ?? null,
    named: new Map(
      named.map((part) => {
        const split = part.indexOf('=');
        return [part.slice(0, split), part.slice(split + 1).replaceAll('"', '')];
      }),
    ),
  };
}

type Item<K extends keyof Gold> = Gold[K][number];

function goldOf(marks: readonly Mark[], utterances: number): Gold {
  const stated = marks.filter((mark) => !mark.denied);
  const of = <T extends object>(kind: MarkKind, read: (mark: Mark) => T) =>
    stated
      .filter((mark) => mark.kind === kind)
      .map((mark): T & { optional?: true } => ({
        ...read(mark),
        ...(mark.optional ? { optional: true as const } : {}),
      }));
  const evidence = (mark: Mark) => {
    const offsets = (mark.named.get('ev') ?? '')
      .split(',')
      .filter((part) => part !== '')
      .map(Number);
    const all = [mark.utterance, ...offsets.map((offset) => mark.utterance + offset)];
    return [...new Set(all)].filter((each) => each >= 0 && each < utterances).sort((a, b) => a - b);
  };
  const rating = (mark: Mark) => ({
    task: mark.quoted ?? '',
    fimItem: mark.plain[1] === 'none' ? null : mark.plain[1]!,
    assistLevel: mark.plain[0] as Item<'observations'>['assistLevel'],
    evidence: evidence(mark),
    ...(mark.named.has('or')
      ? { acceptLevels: mark.named.get('or')!.split(/[,/]/) as Item<'observations'>['assistLevel'][] }
      : {}),
    ...(mark.named.has('helpers') ? { helpers: Number(mark.named.get('helpers')) } : {}),
  });
  return {
    observations: of(
      'obs',
      (mark): Item<'observations'> => ({
        ...rating(mark),
        evidenceUtterance: mark.utterance,
        current: true,
      }),
    ),
    prior: of('prior', (mark): Item<'prior'> => ({ ...rating(mark), when: mark.named.get('when') ?? 'before' })),
    cues: of(
      'cue',
      (mark): Item<'cues'> => ({
        type: mark.plain[0] as Item<'cues'>['type'],
        count: mark.named.has('n') ? Number(mark.named.get('n')) : null,
        intensity: (mark.named.get('i') ?? null) as Item<'cues'>['intensity'],
        task: mark.quoted ?? 'task',
        evidence: evidence(mark),
      }),
    ),
    minutes: of('min', (mark): Item<'minutes'> => {
      const [cpt = '', ...cptAlt] = (mark.plain[1] ?? '').split('/');
      return {
        cpt,
        minutes: Number(mark.plain[0]),
        task: mark.quoted ?? '',
        timed: !mark.plain.includes('untimed') && !UNTIMED.has(cpt),
        evidence: evidence(mark),
        ...(cptAlt.length > 0 ? { cptAlt } : {}),
      };
    }),
    devices: of('dev', (mark): Item<'devices'> => ({ name: mark.quoted ?? '', evidence: evidence(mark) })),
    safety: of(
      'saf',
      (mark): Item<'safety'> => ({
        kind: mark.plain[0]!,
        gist: mark.plain[0]!,
        task: null,
        source: mark.plain[1] === 'rep' ? 'reported' : 'observed',
        evidence: evidence(mark),
      }),
    ),
    measures: of(
      'mea',
      (mark): Item<'measures'> => ({
        kind: mark.plain[0]!,
        motion: mark.named.get('motion') ?? null,
        bodyPart: mark.named.get('part') ?? null,
        side: sideOf(mark.named.get('side')),
        value: valueOfText(mark.named.get('v') ?? ''),
        unit: mark.named.get('u') ?? null,
        evidence: evidence(mark),
      }),
    ),
    subjective: of(
      'sub',
      (mark): Item<'subjective'> => ({
        who: mark.plain[0] as 'patient' | 'caregiver',
        gist: mark.quoted ?? '',
        keywords: (mark.named.get('k') ?? '').split(',').filter((word) => word !== ''),
        evidence: evidence(mark),
      }),
    ),
    pain: of(
      'pain',
      (mark): Item<'pain'> => ({
        score: Number(mark.plain[0]),
        scale: '0-10',
        when: mark.plain[1] as Item<'pain'>['when'],
        bodyPart: mark.named.get('part') ?? null,
        evidence: evidence(mark),
      }),
    ),
    traps: [],
    forbidden: marks.filter((mark) => mark.denied).flatMap(forbiddenOf),
  };
}

const valueOfText = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : text);
const isLevel = (text: string | undefined): text is AssistLevel => ASSIST_LEVELS.some((level) => level === text);
const sideOf = (text: string | undefined) =>
  text === 'left' || text === 'right' || text === 'bilateral' ? text : null;

function forbiddenOf(mark: Mark): Item<'forbidden'>[] {
  const { kind, utterance, plain, quoted, named } = mark;
  if (kind === 'prior' || kind === 'sub') return [];
  const number = plain.find((part) => /^\d+$/.test(part));
  const value = named.get('v');
  return [
    {
      kind,
      utterance,
      ...(kind === 'obs' && isLevel(plain[0]) ? { assistLevel: plain[0] } : {}),
      ...(kind === 'min' && number ? { minutes: Number(number) } : {}),
      ...(kind === 'pain' && number ? { score: Number(number) } : {}),
      ...(kind === 'mea' && value !== undefined ? { value: valueOfText(value) } : {}),
      ...(kind === 'dev' && quoted ? { name: quoted } : {}),
      ...(kind === 'cue' && named.has('n') ? { count: Number(named.get('n')) } : {}),
    },
  ];
}
