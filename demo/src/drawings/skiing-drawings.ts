import { box, type Drawing, fill, line } from './shape.js';

/** A pair of skis. */
export const skis: Drawing = [
  fill('shade', 'M108 134L120 34C122 18 140 18 140 34L130 134C130 139 108 139 108 134Z'),
  fill('body', 'M70 134L60 34C60 18 78 18 80 34L92 134C92 139 70 139 70 134Z'),
  fill('light', 'M64 48H82L84 64H66ZM118 48H138L137 64H116Z'),
  fill('accent', 'M67 74H85L86 80H68ZM115 74H136L135 80H114Z'),
  fill('ink', `${box(68, 88, 22, 24, 4)}${box(111, 88, 22, 24, 4)}`),
];

/** A boot with buckles. */
export const skiBoot: Drawing = [
  fill('shade', 'M72 26H114L118 60L74 62Z'),
  fill('body', 'M68 48L118 44L124 84C144 90 160 98 160 122H58C58 98 66 76 68 48Z'),
  fill('light', box(70, 22, 46, 12, 5)),
  line('ink', 5, 'M70 62L116 58M66 82L120 78M70 102L140 98'),
  fill('accent', `${box(106, 52, 15, 11, 3)}${box(110, 72, 15, 11, 3)}${box(128, 92, 15, 11, 3)}`),
  fill('ink', 'M52 120H166V130C166 133 164 134 162 134H56C54 134 52 133 52 130Z'),
];

/** Goggles. */
export const goggles: Drawing = [
  line('shade', 17, 'M30 76C22 84 22 96 32 102M170 76C178 84 178 96 168 102'),
  fill('ink', 'M34 64C60 52 140 52 166 64C174 84 168 112 148 116C130 120 116 106 100 104C84 106 70 120 52 116C32 112 26 84 34 64Z'),
  fill('body', 'M44 70C66 60 134 60 156 70C162 86 156 104 144 107C130 110 118 97 100 95C82 97 70 110 56 107C44 104 38 86 44 70Z'),
  fill('light', 'M52 74C70 66 92 66 106 66L80 96C72 100 64 103 58 101C50 96 48 84 52 74Z'),
  fill('accent', 'M118 66C132 67 146 69 151 73C154 84 150 96 146 100L136 102Z'),
];
