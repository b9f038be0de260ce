import { describe, expect, it } from 'vitest';
import { said } from './spoken.ts';

describe('one sentence about the help a task took', () => {
  it.each([
    ['I,ModI', 'Sit to stand, she popped right up, no help at all.'],
    ['I,ModI', 'Sit to stand, entirely under his own steam.'],
    ['I,ModI', 'Shirt, she needed zero from me.'],
    ['I,ModI', 'He got the shirt on without a bit of help.'],
    ['I,ModI', 'The shirt he managed solo.'],
    ['I,ModI', "Shirt, didn't lift a finger, he did the lot."],
    ['I,ModI', 'Brushing her teeth, start to finish, all hers.'],
    ['I,ModI', 'She put her socks on unassisted.'],
    ['I,ModI', 'He buttoned every button himself.'],
    ['I,ModI', 'Pants on, totally without me.'],
    ['I,ModI', 'He walked to the sink and never needed me.'],
    ['ModI', 'Shirt with the button hook, no assistance.'],
    ['ModI', 'Toilet transfer with the grab bar, on her own.'],
    ['ModI', 'Dressing his upper body took him twenty minutes but it was all him, that shirt.'],
    ['ModI', 'Socks, one-handed, slow, but nobody helped.'],
    ['ModI', 'He shaved by himself, it just took him forever.'],
    ['ModI', 'Walked to the bathroom with the rollator, no one near her.'],
    ['ModI', 'Shoes with the long shoehorn and elastic laces, alone.'],
    ['Supervision', 'Grooming, I stood in the doorway the whole time.'],
    ['Supervision', 'Shirt, I just laid it out for her and she did the rest.'],
    ['Supervision', 'Teeth, she was fine once I put the paste on the brush.'],
    ['Supervision', 'I set up the basin and she washed her face.'],
    ['Supervision', 'Pants, no hands on, just kept reminding him which leg.'],
    ['Supervision', 'She did the socks with nothing but a couple of reminders.'],
    ['Supervision', 'Walking to the sink, I kept my eyes on her from the table.'],
    ['Supervision', "He needed me to hand him the shirt, that's all."],
    ['Supervision', 'Shirt, setup.'],
    ['Supervision', 'Eating, I opened the containers and cut the meat, then he was on his own.'],
    ['Supervision', 'I talked her through the sandwich, never touched a thing.'],
    ['Supervision', 'Making coffee, just verbal cues, no physical assist.'],
    ['Supervision', 'Distant supervision for the stairs.'],
    ['SBA', "Sit to stand, I was right beside him, hands out, didn't need them."],
    ['SBA', "Toilet transfer, I stayed within arm's reach."],
    ['SBA', 'Walking to the kitchen, shadowing her the whole way.'],
    ['SBA', 'Stairs, I was one step below, ready to grab.'],
    ['SBA', 'Tub transfer, close supervision.'],
    ['SBA', 'I stood by for the pivot to the wheelchair.'],
    ['SBA', 'Shower transfer, I hovered but never touched.'],
    ['SBA', 'Sit to stand, standing right next to her just in case.'],
    ['SBA', 'He walked down the hall with me at his elbow.'],
    ['CGA', "Sit to stand, hand on the belt, that's it."],
    ['CGA', 'Toilet transfer, I just rested a hand on her back.'],
    ['CGA', 'Walking to the sink, I had hold of the gait belt the whole way.'],
    ['CGA', 'Stand pivot, light touch at the hips.'],
    ['CGA', 'Tub transfer, I steadied her as she lifted her leg over.'],
    ['CGA', 'I kept two fingers on his elbow during the walk to the bathroom.'],
    ['CGA', 'Sit to stand, just guarding, one hand at her waist.'],
    ['CGA', 'Standing from the commode, I blocked the right knee, no lifting.'],
    ['CGA', 'The pivot to the chair needed a steadying hand.'],
    ['CGA', 'He got up from the mat with my hand flat between his shoulder blades.'],
    ['CGA', 'Tub transfer, she only needed me to steady her.'],
    ['CGA', 'Sit to stand, I supported the left arm but she did all the work.'],
    ['CGA', 'Up the stairs, a hand on the small of her back.'],
    ['MinA', 'Sit to stand, a little boost and she was up.'],
    ['MinA', 'Shirt, I helped with the left sleeve.'],
    ['MinA', 'Pants, I pulled them up in the back, she did everything else.'],
    ['MinA', 'Sock, I had to get it started over the toes.'],
    ['MinA', 'Shoes, I tied the left one for him.'],
    ['MinA', 'She washed everything except her back and feet.'],
    ['MinA', 'Jacket, I held it and he got his arms in, just needed help with the zipper.'],
    ['MinA', 'Supine to sit, I lifted her legs over the edge.'],
    ['MinA', 'Toilet transfer, small lift at the hips.'],
    ['MinA', 'He did about eighty percent of the shirt.'],
    ['MinA', 'Pants, he did most of it, I finished the waistband.'],
    ['MinA', 'Bathing, I got her back and she did the rest.'],
    ['MinA', 'I fed the sleeve over his hand and he took over.'],
    ['MinA', 'Twenty percent me on that transfer to the bed.'],
    ['MinA', 'Sit to stand, she needed a little help to get going.'],
    ['MinA', 'Tub transfer, I guided his leg over the edge and lifted it a bit.'],
    ['MinA', 'Shaving, I did under his chin, he did the rest.'],
    ['MinA', 'Sweater, I pulled it down in back.'],
    ['ModA', 'Sit to stand, we shared the load.'],
    ['ModA', 'Shirt was about half and half.'],
    ['ModA', 'Bed to chair, I was lifting about half her weight.'],
    ['ModA', 'Toilet transfer, he gave me sixty percent.'],
    ['ModA', 'Pants, he got one leg in and I did the other.'],
    ['ModA', "I'd say it was fifty-fifty on the shower transfer."],
    ['ModA', 'Lower body dressing, I did the left side and he did the right.'],
    ['ModA', 'She did a little more than half of the bathing.'],
    ['ModA', 'He washed five of ten body parts.'],
    ['ModA', 'Bathing, I did forty percent.'],
    ['MaxA', 'Sit to stand, I did most of the work.'],
    ['MaxA', 'Bed to chair, she helped about a third.'],
    ['MaxA', 'Toilet transfer, mostly me.'],
    ['MaxA', 'Supine to sit, he gave me maybe thirty percent.'],
    ['MaxA', 'Bathing, she only washed her face and chest, so about a quarter.'],
    ['MaxA', 'Brushing teeth, hand over hand the entire time.'],
    ['MaxA', 'Stand pivot, I carried most of her weight.'],
    ['MaxA', 'Shirt, seventy percent me.'],
    ['MaxA', 'She contributed a quarter on that transfer to the wheelchair.'],
    ['TotalA', "Bed to chair, he didn't help at all."],
    ['TotalA', 'Toilet hygiene, I did it all.'],
    ['TotalA', 'Pants, she just lay there, I did everything.'],
    ['TotalA', 'Sit to stand, two of us and he gave nothing.'],
    ['TotalA', 'Bathing was all me today.'],
    ['TotalA', 'I dressed him completely, the shirt.'],
    ['TotalA', 'Hoyer lift bed to wheelchair, total.'],
    ['TotalA', 'He did less than ten percent of the shower transfer.'],
    ['TotalA', 'Socks, I had to put them on for her.'],
    ['TotalA', "She couldn't participate in the bathing at all."],
    ['MinA', 'Cardigan, I got the second arm in for her and the rest she managed.'],
    ['CGA', 'Getting up off the sofa, my hand never left her belt but it did no work.'],
    ['MinA', 'Toothbrushing, a nudge at the elbow and away she went.'],
    ['SBA', "Shower transfer, I was a hand's width away the whole time."],
    ['Supervision', "Porridge, all her own spoon, I'd only taken the lid off."],
    ['I,ModI,Supervision', 'Face wash, nobody had to do anything.'],
    ['TotalA', 'Peri care, I did the whole job, he held the rail.'],
    ['ModA,MaxA', 'Sitting up over the edge, I had her legs and she had the trunk.'],
    ['CGA', "Walked to the nurses' station, finger hooked in his belt loop."],
    ['CGA', 'Pivot to the commode, I just kept contact at the hips.'],
    ['MinA', 'Sit to stand from the low couch, wanted a heave from me.'],
    ['MinA', 'Buttons, six hers, two mine.'],
    ['ModA', 'Buttons, four hers, four mine.'],
    ['TotalA', 'Getting off the floor, he gave us nothing, we were four.'],
    ['ModI', 'Toilet, on and off, with the frame round it, nobody near.'],
    ['I,ModI', 'Kettle, cup, teabag, milk, all her, no gadgets.'],
    ['SBA', 'Stairs, two up two down, I was close behind, empty hands.'],
    ['Supervision', 'Pills, she filled the week and I looked it over from my chair.'],
    ['Supervision', 'Teeth, I squeezed the tube and that was my only part.'],
    ['MinA', 'Jumper over the head, caught on the ear, I freed it, otherwise him.'],
    ['MinA', 'Bra, clasp was me, the rest was her.'],
    ['MinA', 'Socks, left one himself, right one I started over the toes.'],
    ['ModA', 'Lower dressing, roughly half and half between us.'],
    ['ModA', 'He managed a bit better than half of that transfer to the mat.'],
    ['MaxA', 'She managed perhaps a third of the wash.'],
    ['TotalA', 'He was a passenger for the hoist to the chair, total.'],
    ['CGA', 'Bath board, in he went, I steadied his shoulder and nothing more.'],
    ['MinA', 'Into bed, I swung the left leg up for her.'],
    ['MinA', 'On the commode, needed one small push to get upright.'],
    ['CGA', 'Standing at the sink to wash, I had a palm on her hip all along.'],
    ['Supervision', 'Toast and jam, with me saying what comes next twice.'],
    ['MinA', 'I gave her about ten percent on that stand pivot.'],
    ['MaxA', "I'd guess two thirds of that stand was me."],
    ['TotalA', 'Ninety percent me getting her to the commode.'],
    ['ModA', 'The step into the shower, forty five percent me.'],
    ['SBA', "Toilet transfer, eyes on her, an arm's length off."],
    ['CGA', 'Tub, over the side, she used my forearm for balance only.'],
    ['I,ModI', 'He tied both laces, double bow, no bother.'],
    ['MinA', "Grooming, I parted her hair at the back, that's all I did."],
    ['ModI', 'Shoes with the horn, sitting, himself.'],
    ['MinA,ModA', 'Trousers up, I did one side, he did the other and the button.'],
  ])('is %s: %s', (levels, text) => {
    const found = said('observation', text);
    expect(found).toHaveLength(1);
    expect(levels.split(',')).toContain(found[0]?.assistLevel);
  });

  it.each([
    'Shirt first, then pants.',
    "Let's do sit to stand, I'll give you min assist.",
    'Shirt, you can do it by yourself.',
    'If she needs max for the shirt we change the plan.',
    'Next time the pants with min.',
    'Was that pants min or mod?',
    'The nurse does his socks for him.',
    'Try the shirt on your own.',
    'I want her to do the toilet transfer with contact guard.',
    'My other patient needed max for sit to stand.',
    'He said he does his own shirt at home.',
    'Good, hand on the armrest, and push up.',
    "I'll be right beside you for the stand.",
    'Pants were not min assist.',
    "You'll need moderate help with the tub for a while.",
    'Two verbal cues for the shirt.',
    'We skipped the pants today.',
    'Mild pain with the shirt.',
    'He needed a minimal number of cues for socks.',
    'The shirt was a struggle but great effort.',
    "I've got you, lean on me, up to standing.",
    'She reported independent dressing at home before surgery.',
    'Goal is supervision for toileting by discharge.',
    'He could probably do the tub transfer with min assist.',
    'Maximum protection phase for the shoulder, no lifting.',
    'Moderate spasticity in the biceps, sleeve was tight.',
    'Her daughter helps her with pants at home.',
    'Can you put the sock on without help?',
    "I'd like to see contact guard for that pivot.",
    "Once she's standby for the toilet she can go home.",
    'Last thing, shoes, and mind the step.',
    "I'd hope for standby by Easter on the stairs.",
    "He tells everyone he's independent with his shirt.",
    'Mum does his laces before school.',
    "Right, arms up, I'll pull the sleeve.",
    'They had her down as mod for toileting over there.',
    'No transfers today, too tired.',
    "If it's more than min we stop.",
    'Do you want a hand with that shoe?',
    'My back is at its max today.',
    "A minimum of two people for the hoist, that's policy.",
    'The physio rated the stairs contact guard.',
    'Mod I is what we write when somebody uses a device.',
    'I was going to say min for the shirt but we never finished.',
  ])('rates nothing: %s', (text) => {
    expect(said('observation', text)).toEqual([]);
  });
});

interface Dialogue {
  readonly lines: readonly string[];
  /** Item and the levels that are right, "I/ModI". */
  readonly rates: readonly (readonly [item: string | null, levels: string])[];
}

const DIALOGUES: readonly Dialogue[] = [
  {
    lines: ['Okay, up we come.', 'First sit to stand, hand on the belt.', 'Second one, no hands, I stayed close.'],
    rates: [
      ['transferBedChairWheelchair', 'CGA'],
      ['transferBedChairWheelchair', 'SBA'],
    ],
  },
  {
    lines: ['Min for the shirt, mod for the pants.'],
    rates: [
      ['dressingUpper', 'MinA'],
      ['dressingLower', 'ModA'],
    ],
  },
  {
    lines: ['Shirt min, pants mod.'],
    rates: [
      ['dressingUpper', 'MinA'],
      ['dressingLower', 'ModA'],
    ],
  },
  {
    lines: ['upper body min lower body mod today'],
    rates: [
      ['dressingUpper', 'MinA'],
      ['dressingLower', 'ModA'],
    ],
  },
  { lines: ['Toilet transfer today.', 'p: That was hard.', 'That was min.'], rates: [['transferToilet', 'MinA']] },
  { lines: ['So the toilet transfer, how would I score it.', 'Min assist.'], rates: [['transferToilet', 'MinA']] },
  {
    lines: ['Bed to chair was mod.', 'Back to bed was min.'],
    rates: [
      ['transferBedChairWheelchair', 'ModA'],
      ['transferBedChairWheelchair', 'MinA'],
    ],
  },
  {
    lines: ['Right sock min, left sock mod.'],
    rates: [
      ['dressingLower', 'MinA'],
      ['dressingLower', 'ModA'],
    ],
  },
  {
    lines: ['Teeth were setup, and the shirt was min.'],
    rates: [
      ['grooming', 'Supervision'],
      ['dressingUpper', 'MinA'],
    ],
  },
  {
    lines: [
      'Toilet transfer, contact guard.',
      'Two verbal cues for hand placement.',
      'So contact guard on the toilet.',
    ],
    rates: [['transferToilet', 'CGA']],
  },
  {
    lines: ['Sit to stand, mod.', 'Actually, no, I lifted most of her weight, call it max.'],
    rates: [['transferBedChairWheelchair', 'MaxA']],
  },
  {
    lines: ['First pivot mod, second the same.'],
    rates: [
      ['transferBedChairWheelchair', 'ModA'],
      ['transferBedChairWheelchair', 'ModA'],
    ],
  },
  {
    lines: ['Was that min or mod, would you say?', 'o: Mod?', 'The pivot was min.'],
    rates: [['transferBedChairWheelchair', 'MinA']],
  },
  { lines: ['p: I did it all by myself.', 'You did most of it. Shirt, min.'], rates: [['dressingUpper', 'MinA']] },
  {
    lines: ['Toilet transfer was min, clothing management was mod.'],
    rates: [
      ['transferToilet', 'MinA'],
      ['toileting', 'ModA'],
    ],
  },
  {
    lines: ['On and off the commode, standby. Hygiene and clothing with setup.'],
    rates: [
      ['transferToilet', 'SBA'],
      ['toileting', 'Supervision'],
    ],
  },
  {
    lines: ['Cardigan, no hands, just told her which sleeve.', 'Buttons too.'],
    rates: [['dressingUpper', 'Supervision']],
  },
  {
    lines: ['Walking to the bathroom, contact guard on the way there, standby on the way back.'],
    rates: [
      ['locomotion', 'CGA'],
      ['locomotion', 'SBA'],
    ],
  },
  { lines: ['Made herself a sandwich from the wheelchair, no help.'], rates: [[null, 'ModI']] },
  { lines: ['Folding towels, I squared the first corner for him, the rest was his.'], rates: [[null, 'MinA']] },
  { lines: ["He's min for sit to stand now, he was mod last week."], rates: [['transferBedChairWheelchair', 'MinA']] },
  { lines: ['Sit to stand went from max at eval to min today.'], rates: [['transferBedChairWheelchair', 'MinA']] },
  { lines: ['By next Friday I want sit to stand at contact guard.'], rates: [] },
  { lines: ["The bra, mod. I'd like to see min by discharge."], rates: [['dressingUpper', 'ModA']] },
  {
    lines: ['Pants. She got one foot in. I did everything else, she gave me about a quarter.'],
    rates: [['dressingLower', 'MaxA']],
  },
  {
    lines: ["Sponge bath, I did her back and her feet, that's all.", 'Face and teeth she did on her own.'],
    rates: [
      ['bathing', 'MinA'],
      ['grooming', 'I/ModI'],
    ],
  },
  { lines: ['Bathing: washed eight of ten areas.'], rates: [['bathing', 'MinA']] },
  { lines: ['Lunch, I opened the packets and cut her meat, she fed herself.'], rates: [['eating', 'Supervision']] },
  { lines: ['Yogurt, hand over hand for the first two bites, then he took over.'], rates: [['eating', 'MinA']] },
  { lines: ['Hoyer to the chair, two of us.'], rates: [['transferBedChairWheelchair', 'TotalA']] },
  { lines: ['Bed to chair, max times two.'], rates: [['transferBedChairWheelchair', 'MaxA']] },
  {
    lines: ['Tub bench, first go I lifted the left leg over, second go just a hand on her shoulder.'],
    rates: [
      ['transferTubShower', 'MinA'],
      ['transferTubShower', 'CGA'],
    ],
  },
  { lines: ['toilet transfer mint assist'], rates: [['transferToilet', 'MinA']] },
  { lines: ['toilet transfer contact card he was steady'], rates: [['transferToilet', 'CGA']] },
  { lines: ['sit to stand as be a today'], rates: [['transferBedChairWheelchair', 'SBA']] },
  { lines: ['pants mud assist i did about half'], rates: [['dressingLower', 'ModA']] },
  {
    lines: ['okay shirt on right arm first good so that was men assist i threaded the left sleeve'],
    rates: [['dressingUpper', 'MinA']],
  },
  { lines: ["We didn't get to the shower."], rates: [] },
  { lines: ['She brushed her teeth, I had to remind her to rinse, no hands.'], rates: [['grooming', 'Supervision']] },
  {
    lines: ['Pill box, all seven days right, three reminders to read the label, no physical help.'],
    rates: [[null, 'Supervision']],
  },
  { lines: ['Walked to the dining room with the rollator on her own.'], rates: [['locomotion', 'ModI']] },
  { lines: ['Four steps with the rail, my hand on the gait belt.'], rates: [['stairs', 'CGA']] },
  { lines: ['Going down the stairs he needed a little help with the left foot.'], rates: [['stairs', 'MinA']] },
  { lines: ['Socks with the sock aid, took her ten minutes, but all by herself.'], rates: [['dressingLower', 'ModI']] },
  { lines: ['Shoes I did for him, we were out of time.'], rates: [['dressingLower', 'TotalA']] },
  { lines: ["Let's try that again.", 'Better. That stand was min.'], rates: [['transferBedChairWheelchair', 'MinA']] },
  {
    lines: ['p: How did I do?', 'Moderate, that pivot. I still did about forty percent.'],
    rates: [['transferBedChairWheelchair', 'ModA']],
  },
  { lines: ['Rolling to the right, mod.'], rates: [[null, 'ModA']] },
  { lines: ['Supine to sit, I helped with the legs.'], rates: [[null, 'MinA']] },
  {
    lines: ['Jacket sleeve I helped with, min, the zipper she did herself.'],
    rates: [
      ['dressingUpper', 'MinA'],
      ['dressingUpper', 'I/ModI'],
    ],
  },
  { lines: ['Pants down she did, pants up I helped over the left hip.'], rates: [['toileting', 'MinA']] },
  { lines: ['Shaving, he did the cheeks, I did under the chin.'], rates: [['grooming', 'MinA']] },
  { lines: ['Off the toilet, hand on her hip the whole way.'], rates: [['transferToilet', 'CGA']] },
  {
    lines: [
      'I want to see you stand without me.',
      'Okay, that one needed a hand on the belt, so contact guard for sit to stand.',
    ],
    rates: [['transferBedChairWheelchair', 'CGA']],
  },
  { lines: ["If she can do the shirt alone by Friday we'll stop dressing."], rates: [] },
  { lines: ['The daughter says he needs max help with dressing at home.'], rates: [] },
  { lines: ["Yesterday's note says min for grooming."], rates: [] },
  { lines: ["Today's shirt is min, same as yesterday."], rates: [['dressingUpper', 'MinA']] },
  {
    lines: ["Caregiver training: his wife did the bed to chair, I'd rate that min."],
    rates: [['transferBedChairWheelchair', 'MinA']],
  },
  { lines: ["Marta, you're max assist on the dance floor."], rates: [] },
  { lines: ['Making toast, I stood at the sink and just watched.'], rates: [[null, 'Supervision']] },
  {
    lines: ['Toilet transfer with the grab bar and raised seat: min assist times one for controlled descent.'],
    rates: [['transferToilet', 'MinA']],
  },
  {
    lines: ['Ambulated forty feet to the bathroom with a front-wheeled walker and min A for balance.'],
    rates: [['locomotion', 'MinA']],
  },
  {
    lines: ['Slide board transfer, I set the board and locked the chair, he did the rest.'],
    rates: [['transferBedChairWheelchair', 'Supervision']],
  },
  { lines: ['Shower: he did his top half, I did the bottom half.'], rates: [['bathing', 'ModA']] },
  {
    lines: ['So to recap, bed min, toilet mod, pants max.'],
    rates: [
      ['transferBedChairWheelchair', 'MinA'],
      ['transferToilet', 'ModA'],
      ['dressingLower', 'MaxA'],
    ],
  },
];

describe('several ratings and turns', () => {
  it.each(DIALOGUES)('$lines', ({ lines, rates }) => {
    const found = said('observation', ...lines);
    expect(found).toHaveLength(rates.length);
    for (const [item, levels] of rates) {
      const fits = found.some((fact) => fact.fimItem === item && levels.split('/').includes(fact.assistLevel ?? ''));
      expect(fits).toBe(true);
    }
  });
});

describe('earlier levels', () => {
  it.each([
    ['Last week the pivot was mod, today it is min.', 'ModA'],
    ['At evaluation she was max for bathing.', 'MaxA'],
    ['When he came in he was dependent for toileting.', 'TotalA'],
    ['Back in March the shirt was contact guard.', 'CGA'],
  ])('%s', (text, level) => {
    expect(said('prior', text).map((fact) => fact.assistLevel)).toEqual([level]);
  });
});
