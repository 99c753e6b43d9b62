import { box, type Drawing, fill, line, oval } from './shape.js';

/** A bicycle. */
export const bicycle: Drawing = [
  line('ink', 4.5, `${oval(54, 102, 32)}${oval(146, 102, 32)}`),
  line('light', 1.5, 'M54 72V132M24 102H84M33 81L75 123M75 81L33 123M146 72V132M116 102H176M125 81L167 123M167 81L125 123'),
  line('body', 6, 'M54 102L80 60H130L96 102H54L80 60L96 102M126 48L146 102'),
  line('shade', 6, 'M80 60L75 46'),
  line('ink', 6, 'M62 44H88'),
  line('ink', 5, 'M124 50C122 40 136 38 142 44'),
  line('accent', 4, oval(96, 102, 9)),
  line('ink', 4, 'M96 102L104 118M98 119H111'),
];

/** A helmet with long vents. */
export const bikeHelmet: Drawing = [
  line('ink', 4, 'M64 98C78 126 90 136 98 136C108 136 124 122 132 98'),
  fill('body', 'M32 102C32 62 62 38 104 38C142 38 168 64 170 96C130 92 80 94 32 102Z'),
  fill('shade', 'M32 102C80 94 130 92 170 96L168 106C128 102 82 104 36 112Z'),
  fill(
    'ink',
    'M56 84C64 66 80 54 98 50L90 62C78 68 70 76 66 86ZM82 82C88 70 98 60 114 54L108 66C100 72 96 76 94 82ZM112 80C116 72 124 66 136 62L132 70C126 74 122 77 121 81Z',
  ),
  fill('accent', 'M140 50C156 58 168 74 170 96L154 94C154 78 150 62 140 50Z'),
];

/** A roll-top bag for a rack. */
export const pannier: Drawing = [
  fill('shade', box(58, 30, 84, 20, 9)),
  line('accent', 4, 'M58 40H142'),
  fill('body', 'M62 48H138L148 124C148 131 144 134 138 134H62C56 134 52 131 52 124Z'),
  fill('shade', 'M120 48H138L148 124C148 131 144 134 138 134H122C126 110 124 76 120 48Z'),
  line('ink', 5, 'M78 40V74M122 40V74'),
  fill('ink', `${box(72, 70, 12, 11, 2)}${box(116, 70, 12, 11, 2)}`),
  fill('light', box(82, 96, 36, 11, 5)),
];
