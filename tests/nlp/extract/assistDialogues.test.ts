import { describe, expect, it } from 'vitest';
import { said } from './spoken.ts';

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
