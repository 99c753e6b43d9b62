/** Colour of a shape, among a product's colours. */
export type Paint = 'body' | 'shade' | 'light' | 'accent' | 'ink' | 'paper';

/** A filled or stroked path in a box of 200 by 160, with the ground at y = 134. */
export interface Shape {
  readonly paint: Paint;
  readonly path: string;
  /** Stroke width; absent: the path is filled. */
  readonly pen?: number;
}

/** Shapes from back to front. */
export type Drawing = readonly Shape[];

/** A filled shape. */
export function fill(paint: Paint, path: string): Shape {
  return { paint, path };
}

/** A stroked line. */
export function line(paint: Paint, pen: number, path: string): Shape {
  return { paint, path, pen };
}

/** The path of an ellipse, or of a circle. */
export function oval(x: number, y: number, width: number, height = width): string {
  return `M${x - width} ${y}a${width} ${height} 0 1 0 ${2 * width} 0a${width} ${height} 0 1 0 ${-2 * width} 0Z`;
}

/** The path of a box with round corners. */
export function box(x: number, y: number, width: number, height: number, radius = 4): string {
  const [across, down] = [width - 2 * radius, height - 2 * radius];
  const turn = (dx: number, dy: number): string => `a${radius} ${radius} 0 0 1 ${dx * radius} ${dy * radius}`;
  return `M${x + radius} ${y}h${across}${turn(1, 1)}v${down}${turn(-1, 1)}h${-across}${turn(-1, -1)}v${-down}${turn(1, -1)}Z`;
}
