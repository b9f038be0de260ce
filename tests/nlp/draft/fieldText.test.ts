import { describe, expect, it } from 'vitest';
import { fieldText } from '../../../src/nlp/draft/fieldText.ts';
import { impersonal } from '../../../src/nlp/draft/impersonal.ts';
import { isNamedIn, taskOverlap } from '../../../src/nlp/draft/taskWords.ts';
import { rules } from '../rules.ts';
import { type FactSketch, factsFrom, transcriptOf } from './facts.ts';

const transcript = transcriptOf([['therapist', 'one two three']]);
const shown = (sketch: Omit<FactSketch, 'words'>, field: string) => {
  const [fact] = factsFrom(transcript, [{ ...sketch, words: 'one two three' } as FactSketch]);
  return fieldText(fact!, field, { wording: rules.wording, transcript });
};
const plan = (gist: string, when: string | null = null) => shown({ kind: 'plan', gist, when } as never, 'plan');
const manner = (words: string) =>
  shown({ kind: 'observation', task: 'x', fimItem: null, assistLevel: 'MinA', manner: words } as never, 'manner');
const detail = (event: string, gist: string) =>
  shown({ kind: 'safety', event, gist, observed: 'observed', task: null } as never, 'detail');

describe('spoken words in the voice of a note', () => {
  it.each([
    ['guided his hips at the grab bars', "guided patient's hips at the grab bars"],
    ['steadied her at the rail', 'steadied patient at the rail'],
    ['steadied her elbow', "steadied patient's elbow"],
    ['I caught her, no fall', 'therapist caught patient, no fall'],
    ['she caught herself on my arm', "patient caught self on therapist's arm"],
    ['she powered it herself', 'patient powered it'],
    ['my fingertips on her back pocket', "therapist's fingertips on patient's back pocket"],
    ['helped her back to bed', 'helped patient back to bed'],
    ['held his hand for the first turn and', "held patient's hand for the first turn"],
  ])('%s → %s', (said, written) => {
    expect(impersonal(said)).toBe(written);
  });

  it('gives a deed its doer and leaves a description alone', () => {
    expect(manner('guided his hips')).toBe("therapist guided patient's hips");
    expect(manner('held her elbow')).toBe("therapist held patient's elbow");
    expect(manner('hand over hand for one step')).toBe('hand over hand for one step');
    expect(manner('my hands on his hips')).toBe("therapist's hands on patient's hips");
  });

  it('takes the deed alone out of a sentence that names task and level before it', () => {
    expect(manner('that shirt was min assist, I just tugged the sleeve over the elbow')).toBe(
      'therapist tugged the sleeve over the elbow',
    );
    expect(manner('so for the sweatshirt I fed the left sleeve over her hand')).toBe(
      "therapist fed the left sleeve over patient's hand",
    );
  });

  it('puts what stood before the verb behind it', () => {
    expect(manner('The bottom half I washed')).toBe('therapist washed the bottom half');
    expect(manner('the other I held open and tugged it up')).toBe('therapist held the other open and tugged it up');
    expect(manner('the work was hers except one cuff that I pulled through')).toBe('therapist pulled one cuff through');
    expect(manner('And the third I only needed the heel of my hand')).not.toMatch(/needed the third/);
  });

  it('does not say whose knee and hands the therapist used', () => {
    expect(manner('I had my knee against his')).toBe("therapist had a knee against patient's");
    expect(manner('This time only a palm at the low back')).toBe('only a palm at the low back');
  });

  it('leaves out what is neither a deed nor about hands', () => {
    expect(manner('second one with the sliding board')).toBe(null);
    expect(manner('toilet transfer, contact guard, I only study her when she leaned')).toBe(null);
  });

  it('quotes what it cannot turn without bending the grammar', () => {
    expect(manner("I'd a hand at her back")).toBe('"I\'d a hand at her back"');
    expect(plan('By discharge I want it at contact guard')).toBe('"By discharge I want it at contact guard."');
    expect(plan("I'll send you the link")).toBe('"I\'ll send you the link."');
  });
});

describe('a device', () => {
  const device = (name: string) => shown({ kind: 'device', name, task: null } as never, 'name');
  it('is written once where it was named twice over, and keeps what a second name adds', () => {
    expect(device('built-up handle toothbrush (toothbrush with the built-up handle)')).toBe(
      'built-up handle toothbrush',
    );
    expect(device('orthosis (resting hand splint)')).toBe('orthosis (resting hand splint)');
    expect(device('reacher')).toBe('reacher');
    expect(device('walker (wheeled walker)')).toBe('wheeled walker');
    expect(device('handrail (rail)')).toBe('handrail');
    expect(device('slide board (board under the left cheek)')).toBe('slide board');
    expect(device('gait belt (had the belt)')).toBe('gait belt');
  });
});

describe('a plan', () => {
  it('is told by its deeds, in the order and with the condition told', () => {
    const deeds = [
      { verb: 'continue', object: 'the transfers', condition: null },
      { verb: 'trial', object: 'the reacher', condition: 'If her pressure holds' },
    ];
    expect(shown({ kind: 'plan', gist: '', when: null, deeds } as never, 'plan')).toBe(
      "continue the transfers; trial the reacher, if patient's pressure holds",
    );
  });

  it.each([
    [
      "Next visit we continue the transfers, and we'll try the reacher.",
      'next visit',
      'continue the transfers, and try the reacher',
    ],
    ["Next time I'd like to try the cooling vest", 'next time', 'try the cooling vest'],
    ["Okay, so we'll add the tub bench", null, 'add the tub bench'],
  ])('%s', (gist, when, written) => {
    expect(plan(gist, when)).toBe(written);
  });
});

describe('a safety event', () => {
  it('adds only what its name does not say', () => {
    expect(detail('unsteady', 'he was unsteady')).toBeNull();
    expect(detail('unsteady', 'he was unsteady on the turn')).toBe('on the turn');
    expect(detail('lossOfBalance', 'She lost her balance reaching down')).toBe('reaching down');
    expect(detail('lossOfBalance', 'She teetered once')).toBe('teetered once');
    expect(detail('precautionViolation', 'crossed his ankles once')).toBe('crossed the ankles once');
    expect(detail('precautionViolation', 'started pushing off with his right arm and I held his left arm')).toBe(
      "started pushing off with the right arm and therapist held patient's left arm",
    );
    expect(detail('fallRisk', "I'd still call him a fall risk on that turn")).toBe('on the turn');
  });
});

describe('numbers and sides', () => {
  it('are written the way a note writes them', () => {
    const measure = {
      kind: 'measure',
      measure: 'AROM',
      motion: 'flexion',
      bodyPart: 'shoulder',
      side: 'both',
      value: 95,
      unit: 'deg',
    } as never;
    expect(shown(measure, 'name')).toBe('bilateral shoulder flexion AROM');
    expect(shown(measure, 'value')).toBe('95°');
    const pain = { kind: 'pain', score: 0, when: 'rest', bodyPart: 'hip', side: null } as never;
    expect(shown(pain, 'score')).toBe('0/10');
    expect(shown(pain, 'site')).toBe('hip');
    const cue = { kind: 'cue', type: 'unspecified', count: 1, intensity: null, task: null } as never;
    expect(`${shown(cue, 'count')} ${shown(cue, 'type')}`).toBe('1 cue');
    const unknown = {
      kind: 'measure',
      measure: 'sitToStandTime',
      motion: null,
      bodyPart: null,
      side: null,
      value: 14,
      unit: 'sec',
    } as never;
    expect(`${shown(unknown, 'name')} ${shown(unknown, 'value')}`).toBe('sit to stand time 14 s');
  });

  it('stay blank where the fact does not say them', () => {
    const cue = { kind: 'cue', type: 'verbal', count: null, intensity: null, task: null } as never;
    expect([shown(cue, 'count'), shown(cue, 'intensity'), shown(cue, 'purpose'), shown(cue, 'task')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(shown(cue, 'no such field')).toBeNull();
  });
});

describe('tasks', () => {
  it('are compared by their words, whatever the form', () => {
    expect(taskOverlap('sit-to-stand from mat', 'the sit to stands')).toBe(1);
    expect(taskOverlap('toilet transfer', 'grooming at the sink')).toBe(0);
    expect(taskOverlap('', 'grooming')).toBe(0);
  });

  it('are named in a text only with every word', () => {
    expect(isNamedIn('toilet transfer', 'Complete toilet transfers with CGA')).toBe(true);
    expect(isNamedIn('button hook', 'buttoning')).toBe(false);
    expect(isNamedIn('', 'anything')).toBe(false);
  });
});

describe('the purpose of cues', () => {
  const purpose = (said: string) =>
    shown({ kind: 'cue', type: 'verbal', count: 2, intensity: null, task: null, purpose: said } as never, 'purpose');
  it.each([
    ['to drop the shoulder maybe half a dozen times', 'to drop the shoulder'],
    ['to find the left hand constant', 'to find the left hand'],
    ['for the brakes and one to reach back', 'the brakes'],
    ['to keep her elbow in', 'to keep the elbow in'],
  ])('%s → %s', (said, written) => {
    expect(purpose(said)).toBe(written);
  });

  it('is left out where it breaks off or points at what nobody can see on paper', () => {
    for (const said of ['to it every', 'to bring it round', 'to let him']) expect(purpose(said), said).toBeNull();
  });
});

describe('the time of an earlier level', () => {
  const when = (said: string) =>
    shown({ kind: 'prior', task: 'x', fimItem: null, assistLevel: 'MaxA', when: said } as never, 'when');
  it.each([
    ['the first of the month', 'on the first of the month'],
    ['monday', 'on Monday'],
    ['last monday', 'last Monday'],
    ['evaluation', 'at evaluation'],
    ['when he got', 'earlier'],
  ])('%s → %s', (said, written) => {
    expect(when(said)).toBe(written);
  });
});
