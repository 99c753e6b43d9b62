import { box, type Drawing, fill, line, oval } from './shape.js';

/** A kayak on the water. */
export const kayak: Drawing = [
  line('ink', 4, 'M62 34L140 98'),
  fill('accent', 'M46 16C58 18 68 28 70 40C58 40 46 30 46 16ZM132 92C146 92 156 100 158 112C146 112 134 106 132 92Z'),
  fill('body', 'M12 92C50 100 150 100 188 92C170 124 136 130 100 130C64 130 30 124 12 92Z'),
  fill('shade', 'M22 106C60 116 140 116 178 106C160 126 132 130 100 130C68 130 40 126 22 106Z'),
  fill('ink', oval(100, 96, 30, 7)),
  line('light', 3, 'M30 100C44 102 54 103 64 103M136 103C148 103 158 102 170 100'),
  line('light', 2.5, 'M14 138C40 132 60 142 86 137C112 132 140 142 186 136'),
];

/** A paddle with two blades. */
export const paddle: Drawing = [
  line('ink', 6, 'M58 118L142 42'),
  fill('body', 'M28 140C22 118 36 100 62 108C72 128 52 146 28 140Z'),
  fill('shade', 'M172 20C178 42 164 60 138 52C128 32 148 14 172 20Z'),
  line('light', 3, 'M34 136L60 112M166 24L140 48'),
  line('accent', 10, 'M92 87L108 73'),
];

/** A bag that keeps the water out. */
export const dryBag: Drawing = [
  fill('ink', box(70, 26, 60, 14, 5)),
  line('ink', 4, 'M72 32C56 34 58 52 70 52M128 32C144 34 142 52 130 52'),
  fill('body', 'M72 40H128C132 52 140 58 140 72V118C140 128 128 134 100 134C72 134 60 128 60 118V72C60 58 68 52 72 40Z'),
  fill('shade', 'M112 40H128C132 52 140 58 140 72V118C140 126 132 131 118 133C124 100 124 66 112 40Z'),
  line('light', 3, 'M70 52C90 58 110 58 130 52'),
  fill('accent', oval(92, 92, 17)),
  line('light', 3, 'M81 95C85 89 89 99 93 93C97 87 101 97 104 91'),
];
