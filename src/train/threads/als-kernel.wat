;; The arithmetic of implicit ALS, four float32 at a time: see als-rows.ts for its use.
;;
;; Matrices are row-major float32. A row has $dimensions columns, a multiple of 4. Every address is a multiple of 16.
;; Sums are made in an order that depends on the arguments alone, so the same input gives the same bits on every machine.
(module
  (import "als" "memory" (memory 1 65536 shared))
  (import "als" "dimensions" (global $dimensions i32))

  ;; The sum of the four lanes.
  (func $sum_of_lanes (param $value v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $value)) (f32x4.extract_lane 1 (local.get $value)))
      (f32.add (f32x4.extract_lane 2 (local.get $value)) (f32x4.extract_lane 3 (local.get $value)))))

  ;; The product of two vectors.
  (func $dot (param $left i32) (param $right i32) (result f32)
    (local $end i32) (local $sum v128)
    (local.set $end (i32.add (local.get $left) (i32.shl (global.get $dimensions) (i32.const 2))))
    (loop $columns
      (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (v128.load (local.get $left)) (v128.load (local.get $right)))))
      (local.set $left (i32.add (local.get $left) (i32.const 16)))
      (local.set $right (i32.add (local.get $right) (i32.const 16)))
      (br_if $columns (i32.lt_u (local.get $left) (local.get $end))))
    (call $sum_of_lanes (local.get $sum)))

  ;; target += sum over rows z of c z (z . vector), or of c z alone where $vector is 0. Rows come in fours: $addresses and
  ;; $confidences have one u32 and one f32 for each; $end is the address after the last confidence.
  (func $add_rows (param $addresses i32) (param $confidences i32) (param $end i32) (param $vector i32) (param $target i32)
    (local $first i32) (local $second i32) (local $third i32) (local $fourth i32)
    (local $column i32) (local $size i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $values v128) (local $factors v128)
    (local.set $size (i32.shl (global.get $dimensions) (i32.const 2)))
    (loop $rows
      (local.set $first (i32.load (local.get $addresses)))
      (local.set $second (i32.load offset=4 (local.get $addresses)))
      (local.set $third (i32.load offset=8 (local.get $addresses)))
      (local.set $fourth (i32.load offset=12 (local.get $addresses)))
      (local.set $factors (v128.load (local.get $confidences)))
      (if (local.get $vector) (then
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (local.set $column (i32.const 0))
        (loop $columns
          (local.set $values (v128.load (i32.add (local.get $vector) (local.get $column))))
          (local.set $a (f32x4.add (local.get $a)
            (f32x4.mul (local.get $values) (v128.load (i32.add (local.get $first) (local.get $column))))))
          (local.set $b (f32x4.add (local.get $b)
            (f32x4.mul (local.get $values) (v128.load (i32.add (local.get $second) (local.get $column))))))
          (local.set $c (f32x4.add (local.get $c)
            (f32x4.mul (local.get $values) (v128.load (i32.add (local.get $third) (local.get $column))))))
          (local.set $d (f32x4.add (local.get $d)
            (f32x4.mul (local.get $values) (v128.load (i32.add (local.get $fourth) (local.get $column))))))
          (local.set $column (i32.add (local.get $column) (i32.const 16)))
          (br_if $columns (i32.lt_u (local.get $column) (local.get $size))))
        ;; Sums the lanes of the four vectors at once: a0+a2 b0+b2 a1+a3 b1+b3, and so on.
        (local.set $values (f32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
        (local.set $c (f32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
        (local.set $factors (f32x4.mul (local.get $factors) (f32x4.add
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $values) (local.get $c))
          (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $values) (local.get $c)))))))
      (local.set $a (f32x4.splat (f32x4.extract_lane 0 (local.get $factors))))
      (local.set $b (f32x4.splat (f32x4.extract_lane 1 (local.get $factors))))
      (local.set $c (f32x4.splat (f32x4.extract_lane 2 (local.get $factors))))
      (local.set $d (f32x4.splat (f32x4.extract_lane 3 (local.get $factors))))
      (local.set $column (i32.const 0))
      (loop $columns
        (v128.store (i32.add (local.get $target) (local.get $column)) (f32x4.add
          (v128.load (i32.add (local.get $target) (local.get $column)))
          (f32x4.add
            (f32x4.add
              (f32x4.mul (local.get $a) (v128.load (i32.add (local.get $first) (local.get $column))))
              (f32x4.mul (local.get $b) (v128.load (i32.add (local.get $second) (local.get $column)))))
            (f32x4.add
              (f32x4.mul (local.get $c) (v128.load (i32.add (local.get $third) (local.get $column))))
              (f32x4.mul (local.get $d) (v128.load (i32.add (local.get $fourth) (local.get $column))))))))
        (local.set $column (i32.add (local.get $column) (i32.const 16)))
        (br_if $columns (i32.lt_u (local.get $column) (local.get $size))))
      (local.set $addresses (i32.add (local.get $addresses) (i32.const 16)))
      (local.set $confidences (i32.add (local.get $confidences) (i32.const 16)))
      (br_if $rows (i32.lt_u (local.get $confidences) (local.get $end)))))

  ;; Solves (I + sum c z z') w = sum c z by conjugate gradients from 0.
  (func (export "solveRow")
    (param $addresses i32)   ;; of the rows z, a multiple of 4: padded with any row
    (param $confidences i32) ;; c of each: padded with 0
    (param $end i32)         ;; address after the last confidence; there is at least one
    (param $w i32)           ;; overwritten
    (param $vectors i32)     ;; working memory of three vectors
    (param $steps i32)       ;; maximum number of steps
    (param $solved f32)      ;; squared residual at which to stop, relative to the start
    (local $direction i32) (local $product i32) (local $column i32) (local $size i32)
    (local $square f32) (local $next f32) (local $enough f32)
    (local $lengths v128) (local $turns v128)
    (local.set $size (i32.shl (global.get $dimensions) (i32.const 2)))
    (local.set $direction (i32.add (local.get $vectors) (local.get $size)))
    (local.set $product (i32.add (local.get $direction) (local.get $size)))
    (memory.fill (local.get $w) (i32.const 0) (local.get $size))
    (memory.fill (local.get $vectors) (i32.const 0) (local.get $size))
    ;; The first vector is the residual.
    (call $add_rows (local.get $addresses) (local.get $confidences) (local.get $end) (i32.const 0) (local.get $vectors))
    (memory.copy (local.get $direction) (local.get $vectors) (local.get $size))
    (local.set $square (call $dot (local.get $vectors) (local.get $vectors)))
    (local.set $enough (f32.mul (local.get $solved) (local.get $square)))
    (block $done
      (loop $step
        (br_if $done (i32.eqz (local.get $steps)))
        (br_if $done (f32.le (local.get $square) (local.get $enough)))
        (memory.copy (local.get $product) (local.get $direction) (local.get $size))
        (call $add_rows (local.get $addresses) (local.get $confidences) (local.get $end) (local.get $direction) (local.get $product))
        (local.set $lengths (f32x4.splat
          (f32.div (local.get $square) (call $dot (local.get $direction) (local.get $product)))))
        (local.set $column (i32.const 0))
        (loop $columns
          (v128.store (i32.add (local.get $w) (local.get $column)) (f32x4.add
            (v128.load (i32.add (local.get $w) (local.get $column)))
            (f32x4.mul (local.get $lengths) (v128.load (i32.add (local.get $direction) (local.get $column))))))
          (v128.store (i32.add (local.get $vectors) (local.get $column)) (f32x4.sub
            (v128.load (i32.add (local.get $vectors) (local.get $column)))
            (f32x4.mul (local.get $lengths) (v128.load (i32.add (local.get $product) (local.get $column))))))
          (local.set $column (i32.add (local.get $column) (i32.const 16)))
          (br_if $columns (i32.lt_u (local.get $column) (local.get $size))))
        (local.set $next (call $dot (local.get $vectors) (local.get $vectors)))
        (local.set $turns (f32x4.splat (f32.div (local.get $next) (local.get $square))))
        (local.set $square (local.get $next))
        (local.set $column (i32.const 0))
        (loop $columns
          (v128.store (i32.add (local.get $direction) (local.get $column)) (f32x4.add
            (v128.load (i32.add (local.get $vectors) (local.get $column)))
            (f32x4.mul (local.get $turns) (v128.load (i32.add (local.get $direction) (local.get $column))))))
          (local.set $column (i32.add (local.get $column) (i32.const 16)))
          (br_if $columns (i32.lt_u (local.get $column) (local.get $size))))
        (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))
        (br $step))))

  ;; result = rows x matrix, for a number of rows that is a multiple of 4.
  (func (export "multiplyRows")
    (param $rows i32) (param $count i32)
    (param $matrix i32)      ;; shape [dimensions, dimensions]
    (param $lower i32)       ;; 1: the matrix is 0 above the diagonal; 0: it is 0 below
    (param $result i32)
    (local $size i32) (local $end i32) (local $column i32) (local $last i32) (local $inner i32)
    (local $row i32) (local $cell i32) (local $values v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $second i32) (local $third i32) (local $fourth i32)
    (local.set $size (i32.shl (global.get $dimensions) (i32.const 2)))
    (local.set $end (i32.add (local.get $rows) (i32.mul (local.get $count) (local.get $size))))
    (loop $fours
      (local.set $column (i32.const 0))
      (loop $columns
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        ;; The part of a row where the matrix is not 0, in bytes.
        (local.set $inner (select (local.get $column) (i32.const 0) (local.get $lower)))
        (local.set $last (select (local.get $size) (i32.add (local.get $column) (i32.const 16)) (local.get $lower)))
        (local.set $cell (i32.add (i32.add (local.get $matrix) (local.get $column))
          (i32.mul (local.get $inner) (global.get $dimensions))))
        (local.set $row (i32.add (local.get $rows) (local.get $inner)))
        (local.set $last (i32.add (local.get $rows) (local.get $last)))
        (local.set $second (i32.add (local.get $row) (local.get $size)))
        (local.set $third (i32.add (local.get $second) (local.get $size)))
        (local.set $fourth (i32.add (local.get $third) (local.get $size)))
        (loop $products
          (local.set $values (v128.load (local.get $cell)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $values) (v128.load32_splat (local.get $row)))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $values) (v128.load32_splat (local.get $second)))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $values) (v128.load32_splat (local.get $third)))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $values) (v128.load32_splat (local.get $fourth)))))
          (local.set $cell (i32.add (local.get $cell) (local.get $size)))
          (local.set $row (i32.add (local.get $row) (i32.const 4)))
          (local.set $second (i32.add (local.get $second) (i32.const 4)))
          (local.set $third (i32.add (local.get $third) (i32.const 4)))
          (local.set $fourth (i32.add (local.get $fourth) (i32.const 4)))
          (br_if $products (i32.lt_u (local.get $row) (local.get $last))))
        (local.set $cell (i32.add (local.get $result) (local.get $column)))
        (v128.store (local.get $cell) (local.get $a))
        (local.set $cell (i32.add (local.get $cell) (local.get $size)))
        (v128.store (local.get $cell) (local.get $b))
        (local.set $cell (i32.add (local.get $cell) (local.get $size)))
        (v128.store (local.get $cell) (local.get $c))
        (v128.store (i32.add (local.get $cell) (local.get $size)) (local.get $d))
        (local.set $column (i32.add (local.get $column) (i32.const 16)))
        (br_if $columns (i32.lt_u (local.get $column) (local.get $size))))
      (local.set $rows (i32.add (local.get $rows) (i32.shl (local.get $size) (i32.const 2))))
      (local.set $result (i32.add (local.get $result) (i32.shl (local.get $size) (i32.const 2))))
      (br_if $fours (i32.lt_u (local.get $rows) (local.get $end)))))

  ;; sums = the sum over rows y of y y', on and below the diagonal; up to 3 columns above it are written too.
  (func (export "gramOfRows")
    (param $rows i32) (param $count i32)
    (param $sums i32)        ;; shape [dimensions, dimensions]
    (local $size i32) (local $end i32) (local $left i32) (local $right i32) (local $row i32) (local $cell i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $values v128)
    (local.set $size (i32.shl (global.get $dimensions) (i32.const 2)))
    (local.set $end (i32.mul (local.get $count) (local.get $size)))
    (loop $lefts
      (local.set $right (i32.const 0))
      (loop $rights
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (local.set $row (i32.const 0))
        (loop $products
          (local.set $values (v128.load (i32.add (i32.add (local.get $rows) (local.get $row)) (local.get $right))))
          (local.set $cell (i32.add (i32.add (local.get $rows) (local.get $row)) (local.get $left)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $values) (v128.load32_splat (local.get $cell)))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $values) (v128.load32_splat offset=4 (local.get $cell)))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $values) (v128.load32_splat offset=8 (local.get $cell)))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $values) (v128.load32_splat offset=12 (local.get $cell)))))
          (local.set $row (i32.add (local.get $row) (local.get $size)))
          (br_if $products (i32.lt_u (local.get $row) (local.get $end))))
        (local.set $cell (i32.add (i32.add (local.get $sums) (local.get $right))
          (i32.mul (local.get $left) (global.get $dimensions))))
        (v128.store (local.get $cell) (local.get $a))
        (local.set $cell (i32.add (local.get $cell) (local.get $size)))
        (v128.store (local.get $cell) (local.get $b))
        (local.set $cell (i32.add (local.get $cell) (local.get $size)))
        (v128.store (local.get $cell) (local.get $c))
        (v128.store (i32.add (local.get $cell) (local.get $size)) (local.get $d))
        (local.set $right (i32.add (local.get $right) (i32.const 16)))
        (br_if $rights (i32.le_u (local.get $right) (local.get $left))))
      (local.set $left (i32.add (local.get $left) (i32.const 16)))
      (br_if $lefts (i32.lt_u (local.get $left) (local.get $size)))))
)
