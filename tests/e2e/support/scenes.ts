/** Every screen and state worth a look, each reached from a fake core in a few steps. */

import { DECISION_SCENES } from './decisionScenes.ts';
import { MORE_REVIEW_SCENES } from './moreReviewScenes.ts';
import { REPORT_SCENES } from './reportScenes.ts';
import { REVIEW_SCENES } from './reviewScenes.ts';
import type { Scene } from './sceneSteps.ts';
import { SESSION_SCENES } from './sessionScenes.ts';
import { SETTINGS_SCENES } from './settingsScenes.ts';
import { START_SCENES } from './startScenes.ts';

export const SCENES: readonly Scene[] = [
  ...START_SCENES,
  ...SETTINGS_SCENES,
  ...SESSION_SCENES,
  ...REVIEW_SCENES,
  ...DECISION_SCENES,
  ...MORE_REVIEW_SCENES,
  ...REPORT_SCENES,
];
