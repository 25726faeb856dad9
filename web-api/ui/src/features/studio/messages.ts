import { catalogue } from '~/i18n';
import { draftTexts } from './messages/draft';
import { partTexts } from './messages/parts';
import { processTexts } from './messages/process';
import { rhythmTexts } from './messages/rhythm';
import { schemaTexts } from './messages/schema';
import { simulateTexts } from './messages/simulate';
import { workTexts } from './messages/work';

export const studioMessages = catalogue({
  'zh-CN': {
    ...draftTexts['zh-CN'],
    ...partTexts['zh-CN'],
    ...schemaTexts['zh-CN'],
    ...processTexts['zh-CN'],
    ...rhythmTexts['zh-CN'],
    ...workTexts['zh-CN'],
    ...simulateTexts['zh-CN'],
  },
  en: {
    ...draftTexts.en,
    ...partTexts.en,
    ...schemaTexts.en,
    ...processTexts.en,
    ...rhythmTexts.en,
    ...workTexts.en,
    ...simulateTexts.en,
  },
});
