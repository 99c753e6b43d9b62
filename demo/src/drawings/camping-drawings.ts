import { box, type Drawing, fill, line, oval } from './shape.js';

/** A tent with crossed poles. */
export const domeTent: Drawing = [
  line('ink', 1.5, 'M58 82L24 134M142 82L176 134'),
  fill('body', 'M34 134C50 82 72 50 100 44C128 50 150 82 166 134Z'),
  fill('shade', 'M100 44C128 50 150 82 166 134H124C120 100 112 66 100 44Z'),
  fill('light', 'M100 44C88 70 80 100 77 134H124C121 100 113 70 100 44Z'),
  fill('ink', 'M100 70C93 90 90 112 89 134H112C111 112 107 90 100 70Z'),
  line('accent', 3, 'M34 134C50 82 72 50 100 44C128 50 150 82 166 134'),
];

/** A tent with many crossing poles. */
export const geodesicTent: Drawing = [
  line('ink', 1.5, 'M48 84L18 134M152 84L182 134'),
  fill('body', 'M26 134C32 84 62 52 100 52C138 52 168 84 174 134Z'),
  fill('shade', 'M128 58C156 72 170 100 174 134H132C142 108 140 80 128 58Z'),
  fill('light', 'M72 58C88 50 112 50 128 58C118 72 108 80 100 84C92 80 82 72 72 58Z'),
  fill('ink', 'M100 92C112 100 118 116 119 134H81C82 116 88 100 100 92Z'),
  line('accent', 3, 'M26 134C32 84 62 52 100 52C138 52 168 84 174 134M52 134C58 100 88 70 128 58M148 134C142 100 112 70 72 58'),
];

/** A long tent over hoops. */
export const tunnelTent: Drawing = [
  line('ink', 1.5, 'M38 96L14 134M172 92L190 134'),
  fill('body', 'M70 66C104 64 132 70 152 82C168 92 178 112 180 134H70Z'),
  fill('shade', 'M128 70C148 78 168 92 180 134H146C146 104 140 84 128 70Z'),
  fill('light', 'M26 134C26 92 46 66 70 66C94 66 112 92 112 134Z'),
  fill('ink', 'M50 134C50 108 58 92 69 92C80 92 88 108 88 134Z'),
  line('accent', 3, 'M26 134C26 92 46 66 70 66C94 66 112 92 112 134M128 70C140 82 146 104 146 134'),
];

/** A tent with a ridge. */
export const ridgeTent: Drawing = [
  line('ink', 1.5, 'M66 46L18 134M150 46L188 134'),
  fill('body', 'M66 46H150L180 134H100Z'),
  fill('shade', 'M100 134L88 106H170L180 134Z'),
  fill('light', 'M66 46L30 134H100Z'),
  fill('ink', 'M66 72L52 134H80Z'),
  line('accent', 3, 'M66 40V134M66 46H150'),
];

/** A sleeping bag with a hood. */
export const sleepingBag: Drawing = [
  fill('body', 'M100 24C132 24 144 48 141 78C138 110 128 136 100 136C72 136 62 110 59 78C56 48 68 24 100 24Z'),
  fill('shade', 'M100 24C132 24 144 48 141 78C138 110 128 136 100 136C116 130 124 108 125 78C126 50 118 30 100 24Z'),
  fill('light', oval(100, 52, 25, 19)),
  fill('ink', oval(100, 55, 18, 12)),
  line('light', 2.5, 'M61 86Q100 96 139 86M65 104Q100 114 135 104M73 121Q100 130 127 121'),
  line('accent', 3, 'M78 64C80 84 82 100 84 112'),
];

/** A mat, half rolled up. */
export const rolledMat: Drawing = [
  fill('shade', 'M28 118H140V134H28Z'),
  line('light', 2, 'M46 118V134M64 118V134M82 118V134M100 118V134'),
  fill('body', oval(140, 100, 34)),
  line('light', 3, `${oval(140, 100, 24)}${oval(140, 100, 14)}`),
  fill('ink', oval(140, 100, 5)),
  line('accent', 5, 'M28 118H122'),
];

/** A burner on a gas canister. */
export const stove: Drawing = [
  fill('accent', 'M100 34C110 46 116 52 112 64C110 70 106 73 100 73C94 73 90 70 88 64C84 52 94 46 100 34Z'),
  fill('light', 'M100 52C105 58 107 62 105 67C104 70 102 71 100 71C98 71 96 70 95 67C93 62 95 58 100 52Z'),
  line('ink', 4, 'M66 70H86M114 70H134M72 70L90 84M128 70L110 84'),
  fill('ink', `${box(86, 76, 28, 9, 3)}${box(95, 84, 10, 12, 1)}`),
  line('ink', 3, 'M105 90H126'),
  fill('body', 'M70 110C70 98 84 94 100 94C116 94 130 98 130 110V126C130 132 126 134 122 134H78C74 134 70 132 70 126Z'),
  fill('shade', 'M116 96C124 98 130 102 130 110V126C130 132 126 134 122 134H112C116 128 118 104 116 96Z'),
  fill('light', box(70, 110, 60, 9, 0)),
];

/** A pot with a lid. */
export const pot: Drawing = [
  line('light', 3, 'M86 40C80 32 92 28 86 20M104 40C98 32 110 28 104 20'),
  line('ink', 5, 'M146 86H176'),
  fill('body', 'M52 74H148V120C148 130 142 134 134 134H66C58 134 52 130 52 120Z'),
  fill('shade', 'M122 74H148V120C148 130 142 134 134 134H116C122 126 124 100 122 74Z'),
  fill('light', box(46, 68, 108, 9, 4)),
  fill('shade', 'M60 68C66 56 84 52 100 52C116 52 134 56 140 68Z'),
  fill('accent', box(92, 44, 16, 9, 4)),
];

/** A lamp for the table or the tent's roof. */
export const lantern: Drawing = [
  line('ink', 3.5, 'M74 62C74 24 126 24 126 62'),
  fill('ink', `${box(72, 56, 56, 12, 4)}${box(70, 120, 60, 14, 4)}`),
  fill('light', box(78, 68, 44, 52, 2)),
  fill('accent', 'M100 80C108 90 112 96 110 106C109 112 105 116 100 116C95 116 91 112 90 106C88 96 92 90 100 80Z'),
  fill('body', `${box(66, 50, 68, 9, 4)}${box(64, 128, 72, 8, 4)}`),
  line('shade', 3, 'M82 68V120M118 68V120'),
];

/** A lamp for the head. */
export const headlamp: Drawing = [
  line('body', 13, 'M44 78C44 44 156 44 156 78C156 112 132 126 118 126'),
  line('shade', 13, 'M44 78C44 112 68 126 82 126'),
  fill('ink', box(74, 104, 52, 32, 12)),
  fill('light', oval(100, 120, 15, 12)),
  fill('accent', oval(100, 120, 8, 6)),
  line('accent', 3, 'M100 146V154M78 142L72 149M122 142L128 149'),
];

/** A folding chair. */
export const campChair: Drawing = [
  line('ink', 4, 'M62 134L138 88M138 134L62 88M62 30V92M138 30V92'),
  fill('body', 'M58 30C86 36 114 36 142 30V74C114 80 86 80 58 74Z'),
  fill('shade', 'M56 84C86 92 114 92 144 84V98C114 108 86 108 56 98Z'),
  line('light', 2.5, 'M62 48C88 54 112 54 138 48'),
  fill('accent', `${box(46, 78, 24, 8, 4)}${box(130, 78, 24, 8, 4)}`),
];
