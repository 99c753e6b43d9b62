import { box, type Drawing, fill, line, oval } from './shape.js';

/** A boot with laces. */
export const boot: Drawing = [
  fill('body', 'M66 34H108C108 56 110 72 122 80C140 88 160 92 162 118H62C62 92 70 70 66 34Z'),
  fill('shade', 'M62 118C62 104 64 96 66 86C84 92 94 104 96 118Z'),
  fill('shade', 'M132 84C150 90 160 98 162 118H136C138 106 138 94 132 84Z'),
  fill('light', box(62, 30, 50, 11, 5)),
  line('accent', 3.5, 'M88 52L108 48M90 62L110 58M94 72L114 68M100 82L122 76'),
  fill('ink', 'M58 116H166V126C166 132 162 134 158 134H150L146 130L140 134H130L126 130L120 134H66C60 134 58 130 58 126Z'),
];

/** A rucksack. */
export const backpack: Drawing = [
  line('ink', 5, 'M90 30C90 20 110 20 110 30'),
  fill('shade', `${box(50, 78, 24, 46, 10)}${box(126, 78, 24, 46, 10)}`),
  fill('body', 'M64 60C64 38 82 30 100 30C118 30 136 38 136 60V120C136 130 130 134 122 134H78C70 134 64 130 64 120Z'),
  fill('shade', 'M60 64C60 40 80 28 100 28C120 28 140 40 140 64Z'),
  fill('light', box(76, 90, 48, 34, 8)),
  line('ink', 3, 'M82 64V84M118 64V84'),
  fill('accent', `${box(78, 76, 8, 8, 2)}${box(114, 76, 8, 8, 2)}`),
  line('shade', 2.5, 'M76 102H124'),
];

/** A pair of poles. */
export const poles: Drawing = [
  line('shade', 4, 'M70 44L128 128M128 128L133 136'),
  line('light', 4, 'M130 44L72 128M72 128L67 136'),
  line('body', 11, 'M62 32L76 53M138 32L124 53'),
  line('ink', 2.5, 'M62 34C46 44 54 62 68 58M138 34C154 44 146 62 132 58'),
  fill('accent', `${oval(74, 124, 10, 4)}${oval(126, 124, 10, 4)}`),
  line('accent', 6, 'M92 76L97 83M108 76L103 83'),
];

/** A soft flask that pours through a filter. */
export const waterFilter: Drawing = [
  fill('body', 'M78 24H122C130 24 132 30 130 38C126 56 124 66 112 74H88C76 66 74 56 70 38C68 30 70 24 78 24Z'),
  fill('light', 'M78 42C92 36 108 48 124 42C121 56 118 66 110 70H90C82 66 80 54 78 42Z'),
  fill('ink', box(88, 72, 24, 10, 3)),
  fill('shade', box(84, 82, 32, 34, 6)),
  line('light', 2.5, 'M92 90V108M100 90V108M108 90V108'),
  fill('ink', box(94, 116, 12, 6, 2)),
  fill('accent', 'M100 125C105 131 107 135 105 139C103 142 97 142 95 139C93 135 95 131 100 125Z'),
];

/** A bottle with a screw cap. */
export const bottle: Drawing = [
  line('ink', 4, 'M86 30C80 14 120 14 114 30'),
  fill('ink', box(84, 28, 32, 16, 4)),
  fill('body', 'M82 46H118C124 54 130 58 130 70V124C130 131 126 134 120 134H80C74 134 70 131 70 124V70C70 58 76 54 82 46Z'),
  fill('shade', 'M108 46H118C124 54 130 58 130 70V124C130 131 126 134 120 134H108C114 128 116 70 108 46Z'),
  fill('light', box(70, 82, 60, 28, 0)),
  fill('accent', 'M84 106L96 88L104 98L108 94L116 106Z'),
];

/** A compass. */
export const compass: Drawing = [
  line('ink', 4, 'M100 34V22C100 14 116 12 120 20'),
  fill('body', oval(100, 86, 50)),
  fill('shade', 'M136 51A50 50 0 0 1 65 122A50 50 0 0 0 136 51Z'),
  fill('paper', oval(100, 86, 38)),
  line('ink', 2.5, 'M100 52V60M100 112V120M66 86H74M126 86H134'),
  fill('accent', 'M118 58L106 92L94 80Z'),
  fill('shade', 'M82 114L94 80L106 92Z'),
  fill('ink', oval(100, 86, 4)),
];
