import { describe, expect, it } from 'vitest';
import { taskText } from '../../../src/nlp/draft/taskText.ts';
import type { FimItem } from '../../../src/shared/domain/facts.ts';
import { rules } from '../rules.ts';

const text = (task: string, item: FimItem | null = null) => taskText(task, item, rules.wording);

describe('a task in a note', () => {
  it('is called by the name it was given, without the pieces it was told in', () => {
    expect(text('armhole, sweatshirt, left sleeve, upper body dressing', 'dressingUpper')).toBe('upper body dressing');
    expect(text('feeding', 'eating')).toBe('feeding');
    expect(text('tub transfer', 'transferTubShower')).toBe('tub transfer');
    expect(text('grooming at the sink', 'grooming')).toBe('grooming at the sink');
  });

  it('gets its usual name where only a detail was said', () => {
    expect(text('t shirt', 'dressingUpper')).toBe('upper body dressing (t shirt)');
    expect(text('chair to mat, on', 'transferBedChairWheelchair')).toBe('transfer (chair to mat)');
    expect(text('transfer', 'transferToilet')).toBe('toilet transfer');
  });

  it('tells which trial it was', () => {
    expect(text('toilet transfer, second', 'transferToilet')).toBe('toilet transfer (second trial)');
    expect(text('first shoe, first', 'dressingLower')).toBe('lower body dressing (first shoe)');
    expect(text('t shirt, again', 'dressingUpper')).toBe('upper body dressing (t shirt, repeat trial)');
  });

  it('stays in the words said where no activity is scored', () => {
    expect(text('scissors, cutting a straight line')).toBe('cutting a straight line');
    expect(text('opening the jar')).toBe('opening the jar');
  });

  it('names nobody by a pronoun', () => {
    expect(text('washing her hair', 'bathing')).toBe('bathing (washing hair)');
    expect(text('walked him', 'locomotion')).toBe('walking');
    expect(text('washing he did chest arms', 'bathing')).toBe('bathing (washing)');
  });

  it.each([
    ['rolling to', 'rolling'],
    ['up to the edge of the bed', 'moving up to the edge of the bed'],
    ['washed the bowl', 'washing the bowl'],
    ['jar', 'the jar task'],
    ['red tape on the edge', 'working with red tape on the edge'],
    ['bed to wheelchair', 'bed to wheelchair transfer'],
    ['telephone and computer', 'telephone and computer use'],
    ['fat-handled pencil', 'the fat-handled pencil task'],
    ['meal preparation', 'meal preparation'],
    ['open it', 'opening'],
    ['sit on the edge', 'sitting on the edge'],
    ['sit to stand', 'sit-to-stand transfer'],
    ['lying to edge of bed', 'moving from lying to edge of bed'],
    ['carpet run', 'the carpet run'],
    ['bath', 'bathing'],
    ['stairs', 'stair climbing'],
    ['counterforce strap goes above the crease', 'the "counterforce strap goes above the crease" task'],
  ])('reads as an activity: "%s"', (told, name) => {
    expect(text(told)).toBe(name);
  });

  it('is left out where no activity was said', () => {
    expect(text('in a bit')).toBe('');
    expect(text('sheets, in a tick')).toBe('the sheets task');
  });
});
