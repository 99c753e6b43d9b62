import { box, type Drawing, fill, line, oval } from './shape.js';

/** A jacket with a hood. */
export const jacket: Drawing = [
  fill('shade', 'M64 52L34 112L50 122L74 86Z M136 52L166 112L150 122L126 86Z'),
  fill('body', 'M72 44C84 38 116 38 128 44L140 56L134 134H66L60 56Z'),
  fill('shade', 'M100 44L128 44L140 56L134 134H100Z'),
  fill('body', 'M72 48C70 26 84 18 100 18C116 18 130 26 128 48C118 58 82 58 72 48Z'),
  fill('ink', 'M82 46C80 34 88 28 100 28C112 28 120 34 118 46C110 54 90 54 82 46Z'),
  line('accent', 3, 'M100 54V134'),
  line('light', 3, 'M74 100L86 92M126 100L114 92M66 126H134'),
];

/** A warm layer without a hood. */
export const fleece: Drawing = [
  fill('shade', 'M66 44L32 110L50 122L78 84Z M134 44L168 110L150 122L122 84Z'),
  fill('body', 'M76 36H124L142 50L134 134H66L58 50Z'),
  line('shade', 2.5, 'M62 66Q100 74 138 66M63 84Q100 92 137 84M64 102Q100 110 136 102M65 119Q100 127 135 119'),
  fill('light', box(80, 28, 40, 17, 7)),
  line('accent', 3.5, 'M100 34V84'),
  fill('light', box(110, 72, 18, 15, 3)),
];

/** Trousers. */
export const trousers: Drawing = [
  fill('body', 'M68 28H132L140 134H112L100 66L88 134H60Z'),
  fill('shade', 'M132 28L140 134H112L100 66V28Z'),
  fill('ink', box(67, 24, 66, 11, 3)),
  fill('accent', box(94, 24, 12, 11, 2)),
  line('light', 2.5, 'M72 44L82 52M128 44L118 52M66 92L88 94M134 92L112 94'),
];

/** A pair of gloves. */
export const gloves: Drawing = [
  fill(
    'shade',
    'M112 132V92C104 86 98 72 106 70C112 69 114 78 119 80V42C119 35 128 35 128 42V38C128 31 138 31 138 38V42C138 35 148 35 148 42V50C148 44 157 44 157 51V96C157 108 152 116 150 132Z',
  ),
  fill(
    'body',
    'M88 134V94C96 88 102 74 94 72C88 71 86 80 81 82V44C81 37 72 37 72 44V40C72 33 62 33 62 40V44C62 37 52 37 52 44V52C52 46 43 46 43 53V98C43 110 48 118 50 134Z',
  ),
  fill('light', box(47, 118, 44, 16, 4)),
  line('shade', 2, 'M62 46V76M72 46V76M52 54V78'),
  fill('accent', box(60, 96, 18, 8, 4)),
];

/** A knitted hat. */
export const beanie: Drawing = [
  fill('accent', oval(100, 34, 16)),
  fill('body', 'M48 104C46 62 72 42 100 42C128 42 154 62 152 104Z'),
  line('shade', 3, 'M76 100C74 76 80 58 90 46M124 100C126 76 120 58 110 46M100 100V46'),
  fill('light', box(42, 98, 116, 30, 10)),
  line('shade', 2.5, 'M60 100V126M76 100V126M92 100V126M108 100V126M124 100V126M140 100V126'),
];

/** A hat against the sun. */
export const sunHat: Drawing = [
  fill('shade', oval(100, 112, 78, 18)),
  fill('body', 'M52 108C50 62 74 44 100 44C126 44 150 62 148 108C120 120 80 120 52 108Z'),
  fill('accent', 'M51 94C80 106 120 106 149 94V108C120 120 80 120 51 108Z'),
  line('light', 2.5, 'M76 58C84 50 92 48 100 48'),
];
