import { box, type Drawing, fill, line, oval } from './shape.js';

/** A climbing shoe. */
export const climbingShoe: Drawing = [
  line('ink', 4, 'M50 66C40 54 44 44 54 48'),
  fill('body', 'M46 58C62 52 82 56 92 70C112 78 148 88 166 112C172 122 166 130 156 130H60C46 130 44 110 46 96Z'),
  fill('ink', 'M46 104C70 116 120 106 164 110C172 122 166 134 156 134H62C46 134 44 118 46 104Z'),
  fill('shade', 'M46 58C58 54 70 54 80 60C72 74 62 84 46 90Z'),
  fill('accent', 'M86 64L106 76L92 104L72 102ZM116 80L134 88L124 106L104 105Z'),
];

/** A harness with leg loops. */
export const harness: Drawing = [
  line('shade', 10, `${oval(72, 106, 24, 26)}${oval(128, 106, 24, 26)}`),
  line('body', 15, oval(100, 56, 54, 22)),
  line('light', 3, 'M50 62C66 82 134 82 150 62'),
  line('accent', 7, 'M100 76V104'),
  line('ink', 3, 'M58 76C58 92 72 92 74 80M142 76C142 92 128 92 126 80'),
  fill('ink', box(89, 68, 22, 13, 3)),
];

/** A coil of rope. */
export const rope: Drawing = [
  line('shade', 9, oval(100, 84, 52, 46)),
  line('body', 9, oval(100, 82, 43, 42)),
  line('light', 9, oval(100, 80, 34, 37)),
  line('body', 9, oval(100, 78, 25, 31)),
  fill('accent', box(82, 34, 36, 34, 7)),
  line('shade', 3, 'M82 44H118M82 52H118M82 60H118'),
  line('body', 8, 'M138 118C148 132 160 122 168 132'),
];

/** A carabiner. */
export const carabiner: Drawing = [
  line('body', 13, 'M80 40C80 20 126 20 130 42L138 106C140 130 104 138 92 120L76 86'),
  line('light', 3, 'M84 36C88 26 120 26 124 44L131 104'),
  line('ink', 6, 'M80 40L76 86'),
  fill('accent', `${oval(80, 40, 7)}${oval(76, 88, 7)}`),
];

/** A helmet. */
export const helmet: Drawing = [
  line('ink', 4, 'M60 100C70 130 92 140 102 138C114 138 130 126 138 100'),
  fill('body', 'M38 100C36 56 66 34 102 34C140 34 164 60 162 100C124 108 76 108 38 100Z'),
  fill('shade', 'M118 36C146 44 163 66 162 100C150 103 138 104 126 105C136 80 132 54 118 36Z'),
  fill('ink', 'M66 62C70 54 76 50 82 48L80 66C74 70 68 72 64 74ZM94 46H108L106 66H96ZM120 50C128 54 134 60 136 68L124 66Z'),
  fill('accent', 'M34 96C76 106 124 106 166 96V105C124 115 76 115 34 105Z'),
  fill('light', oval(102, 138, 8, 5)),
];
