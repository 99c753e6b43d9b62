// Which room of src/elements/ may import which: a part of the table in rooms.cjs.
const ELEMENT_ROOMS = {
  markup: [],
  looks: [],
  'texts/languages': ['texts'],
  'texts/chinese': [],
  texts: ['texts/chinese', 'texts/languages'],
  request: [],
  pictures: ['markup', 'request'],
  'panel/languages': ['panel', 'texts'],
  doctor: ['markup'],
  'panel/sections/languages': ['panel/sections', 'texts'],
  'panel/codes/show': ['markup', 'panel/sections'],
  'panel/codes/scan': ['markup', 'panel/sections'],
  'panel/sections/wishes': ['markup', 'panel/sections'],
  'panel/sections': [
    'markup',
    'panel',
    'panel/codes/scan',
    'panel/codes/show',
    'panel/sections/languages',
    'panel/sections/wishes',
    'texts',
  ],
  panel: ['doctor', 'markup', 'panel/languages', 'panel/sections', 'request', 'texts'],
  '.': ['looks', 'markup', 'panel', 'pictures', 'request', 'texts', 'texts/languages'],
};

module.exports = { ELEMENT_ROOMS };
