import { describe, expect, it } from 'vitest';
import { said } from './spoken.ts';

const levelOf = (line: string) =>
  said('observation', 'Okay, ready when you are.', line).map((fact) => fact.assistLevel);

describe('who did which part of a task', () => {
  it.each([
    ['Socks, I put both on her, she just watched.', 'TotalA'],
    ['I fed him the whole bowl.', 'TotalA'],
    ['Teeth, I brushed them for her today.', 'TotalA'],
    ['For the bath he washed his face and chest, I did all the rest.', 'MaxA'],
    ['Into the tub, he got one leg in, I got the other.', 'ModA'],
    ['Pants, he got them to the knees and I took them from there.', 'ModA'],
    ['Sitting up over the edge, she did the legs, I did the trunk.', 'ModA'],
    ['Shaving, he did the cheeks, I did under the chin.', 'MinA'],
    ['Off the toilet she needed a hand under the arm to get going, then came up.', 'MinA'],
    ['Toilet, hands on but no lift.', 'CGA'],
    ['Carrying the pot, that one I would score moderate.', 'ModA'],
  ])('%s', (line, level) => {
    expect(levelOf(line)).toEqual([level]);
  });

  it('rates two parts that open their clauses apart', () => {
    expect(levelOf('Rolling left he went over without me, rolling right I pushed his hips through.')).toEqual([
      'I',
      'MinA',
    ]);
  });

  it('hears nothing in a deed the therapist only offers or asks about', () => {
    expect(levelOf('Shall I brush them for you?')).toEqual([]);
    expect(levelOf("I'll put both socks on you tomorrow.")).toEqual([]);
  });
});

describe('the scope of what is told', () => {
  it('keeps a finding that begins like a quotation, a condition or an earlier time', () => {
    expect(levelOf('Toilet transfer, he never asked me for help.')).toEqual(['I']);
    expect(levelOf('When he got up from the chair I had a hand on his back.')).toEqual(['CGA']);
  });

  it('still leaves out what another said or what was before', () => {
    expect(levelOf('The nurse said he was max for the toilet transfer.')).toEqual([]);
    expect(levelOf('When he came out of the hospital the toilet transfer was max.')).toEqual([]);
  });

  it('takes over the level a student offers only where the therapist agrees', () => {
    const asked = ['And the stand?', 'o: Contact guard?'];
    expect(said('observation', ...asked, 'Yes, spot on.').map((fact) => fact.assistLevel)).toEqual(['CGA']);
    expect(said('observation', ...asked, 'No, look again.')).toEqual([]);
  });
});
