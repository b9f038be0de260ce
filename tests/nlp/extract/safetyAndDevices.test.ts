import { describe, expect, it } from 'vitest';
import { said } from './spoken.ts';

const events = (...lines: readonly string[]) =>
  said('safety', ...lines)
    .map((fact) => fact.event)
    .filter((event) => event !== 'fallRisk');

describe('a safety event', () => {
  it.each([
    ['fall', 'p: I fell getting out of bed on Tuesday.'],
    ['fall', 'c: He had another fall last night in the bathroom.'],
    ['fall', 'c: We found him on the floor next to the bed Sunday morning.'],
    ['fall', 'p: I slipped in the shower and landed on my hip.'],
    ['fall', 'p: My legs went out from under me and I was on the kitchen floor.'],
    ['fall', 'She slid off the mat and ended up on the floor.'],
    ['fall', 'He sat down before the chair was there and landed on the floor.'],
    ['fall', 'c: She took a tumble down the porch steps.'],
    ['fall', 'p: I tripped over the rug and went down hard.'],
    ['nearFall', 'She started to go over and I caught her with the belt.'],
    ['nearFall', 'His knee buckled and I had to grab him.'],
    ['nearFall', 'p: I almost fell in the garage yesterday.'],
    ['nearFall', "He would have gone down if I hadn't been there."],
    ['nearFall', 'I had to lower her back to the chair when her legs gave out.'],
    ['nearFall', 'p: I nearly went over getting the mail, caught the railing.'],
    ['lossOfBalance', 'Lost his balance to the left once while reaching.'],
    ['lossOfBalance', 'She stumbled at the threshold but caught herself.'],
    ['lossOfBalance', 'One loss of balance on the turn, self-corrected.'],
    ['lossOfBalance', 'He tipped backward on the edge of the bed and righted himself.'],
    ['lossOfBalance', 'She tripped on the walker leg and recovered on her own.'],
    ['unsteady,lossOfBalance', 'He was a bit wobbly coming up.'],
    ['unsteady', 'She was unsteady on the turn.'],
    ['unsteady', 'Her legs were shaking by the end.'],
    ['unsteady', 'He swayed in standing while he pulled his pants up.'],
    ['precautionViolation', 'He bent past ninety to get his shoe.'],
    ['precautionViolation', 'She crossed her legs twice.'],
    ['precautionViolation', 'He pushed through both arms getting up, sternal precautions.'],
    ['precautionViolation', "She twisted at the waist to reach the paper, so that's a spinal precaution broken."],
    ['precautionViolation', 'He put full weight on the left leg when he pivoted.'],
    ['precautionViolation', 'She used the surgical arm to pull the sheet.'],
    ['precautionViolation', 'She forgot her no-lifting rule and picked up the basket with the bad arm.'],
    ['impulsivity', 'He tried to stand before I had the brakes on.'],
    ['impulsivity', 'She got up without waiting for me, twice.'],
    ['impulsivity', "He's impulsive, up before I finished the instruction."],
    ['impulsivity', 'She jumped up from the toilet with no warning.'],
    ['inattention', 'He ran the wheelchair into the doorframe on the left.'],
    ['inattention', 'She missed all the items on the left side.'],
    ['inattention', 'He left his left arm hanging off the armrest.'],
    ['inattention', 'Left neglect showed, she bumped the table with her left arm.'],
    ['inattention', "He didn't notice his left hand was in the food."],
    ['hazard', 'She left the stove on when we went to the table.'],
    ['hazard', 'He forgot to lock the brakes before standing.'],
    ['hazard', "Brakes weren't locked when she stood."],
    ['hazard', 'He carried the hot pan across the kitchen one-handed.'],
    ['hazard', 'She left the water running in the sink and walked out.'],
    ['hazard', "There's a throw rug in the hall, that's a trip hazard."],
    ['hazard', 'He put the metal bowl in the microwave.'],
    ['hazard', 'She reached across the hot burner for the salt.'],
    ['hazard', 'He had the knife blade up in the dishwater.'],
    ['dizziness', 'She got lightheaded when she sat up.'],
    ['dizziness', 'p: The room started spinning when I stood.'],
    ['dizziness', 'He reported dizziness on standing, sat back down.'],
    ['abnormalVital', 'Her oxygen dropped to eighty-six with the stairs.'],
    ['abnormalVital', 'BP shot up to one ninety over a hundred.'],
    ['abnormalVital', 'He desatted to eighty-seven and recovered with rest.'],
    ['skin', "There's a red area on his heel that doesn't blanch."],
    ['skin', 'I saw an open blister on her thumb.'],
    ['skin', 'The sacrum is pink and a bit broken down.'],
    ['other', 'She choked on the thin liquid.'],
    ['other', 'He coughed a few times on the water.'],
  ])('%s: %s', (kinds, line) => {
    const found = events(line);
    expect(found).toHaveLength(1);
    expect(kinds.split(',')).toContain(found[0]);
  });

  it.each([
    'No loss of balance today.',
    'Steady as a rock on the turns.',
    'p: No falls since I saw you.',
    'Any dizziness when you stand?',
    "Don't bend past ninety.",
    'Watch your balance on the turn.',
    'If you get dizzy, sit down.',
    'Skin is intact, no redness.',
    'He never lost his balance.',
    'Lock your brakes before you stand.',
    "We'll work on balance next time.",
    "p: I'm afraid of falling.",
    'Brakes on every time, no reminders.',
    'Vitals stayed stable throughout.',
    'The stove was off and she checked it twice.',
    'p: My husband fell last year.',
    'Remember, no twisting and no lifting.',
    'Denies dizziness, denies falls.',
    "He didn't stumble once.",
    'Good, you locked the brakes.',
    'Falls are what we want to prevent.',
    'She kept her precautions the whole session.',
  ])('is not heard in: %s', (line) => {
    expect(events(line)).toEqual([]);
  });

  it('told over several turns is one event', () => {
    expect(
      events('p: I went over in the bathroom on Saturday.', 'On the floor?', 'p: I fell on the tiles, yes.'),
    ).toEqual(['fall']);
  });
});

describe('a device', () => {
  it.each([
    ['Toilet transfer with the grab bar, contact guard.', 'grab bar'],
    ['He walked in with his stick.', 'stick'],
    ['She used the grabber for her pants.', 'reacher'],
    ['With the opposition strap he picked up the blocks.', 'opposition strap'],
    ['We tried the rocker knife, he hated it.', 'rocker knife'],
  ])('is used: %s', (text, name) => {
    expect(
      said('device', text)
        .map((fact) => fact.name)
        .join('; '),
    ).toContain(name);
  });

  it.each([
    'A slant board I am asking the district about.',
    'The reacher is on order.',
    'Next time we try the sock aid.',
    'He walked with no device.',
    'Keep wearing the night splint at home.',
    'Is that your walker?',
    'My other patient needed the sliding board.',
  ])('is not used: %s', (text) => {
    expect(said('device', text)).toEqual([]);
  });
});
