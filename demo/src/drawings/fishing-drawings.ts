import { type Drawing, fill, line, oval } from './shape.js';

/** A rod with a line on the water. */
export const rod: Drawing = [
  line('light', 2.5, 'M120 126C132 120 144 132 156 126C164 122 172 128 178 126M112 138C128 132 148 142 166 136'),
  line('shade', 4, 'M52 124C80 82 110 44 150 30'),
  line('ink', 7, 'M38 142L60 112'),
  line('body', 9, 'M46 131L58 114'),
  line('ink', 1.5, 'M150 30C156 60 150 90 150 116'),
  fill('body', oval(72, 110, 12)),
  fill('light', oval(72, 110, 5)),
  fill('accent', 'M150 112C155 112 157 117 157 121C157 126 154 128 150 128C146 128 143 126 143 121C143 117 145 112 150 112Z'),
];

/** A reel. */
export const reel: Drawing = [
  fill('ink', 'M60 28H140V38H108L106 50H94L92 38H60Z'),
  fill('body', oval(100, 90, 44)),
  fill('shade', 'M131 59A44 44 0 0 1 69 121A44 44 0 0 0 131 59Z'),
  line('light', 6, oval(100, 90, 30)),
  line('light', 3, 'M100 60V120M70 90H130M79 69L121 111M121 69L79 111'),
  fill('ink', oval(100, 90, 10)),
  line('ink', 5, 'M100 90L128 112'),
  fill('accent', oval(132, 116, 9)),
];

/** A lure in the shape of a fish. */
export const lure: Drawing = [
  line('ink', 2.5, 'M36 80C28 74 20 78 18 84'),
  fill('shade', 'M148 80L178 58C174 74 174 90 178 106Z'),
  fill('body', 'M34 82C48 54 112 48 154 80C112 116 50 112 34 82Z'),
  fill('light', 'M36 86C60 102 108 102 150 84C112 114 52 112 36 86Z'),
  line('shade', 2.5, 'M78 64C86 74 86 90 78 102M98 62C106 74 106 92 98 104M118 66C124 76 124 88 118 100'),
  fill('paper', oval(56, 78, 8)),
  fill('ink', oval(56, 78, 4)),
  line('ink', 3, 'M96 106V122C96 134 80 134 80 124M146 88V104C146 116 132 116 132 106'),
  fill('accent', 'M82 58C92 44 112 44 122 58C108 54 96 54 82 58Z'),
];
