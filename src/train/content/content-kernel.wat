;; Products of rows with rows, four float32 at a time: see content-neighbours.ts for their use.
;;
;; Rows are float32 and have $dimensions columns, a multiple of 4. Every address is a multiple of 16.
;; Sums are made in an order that depends on the arguments alone, so the same input gives the same bits on every machine.
(module
  (import "content" "memory" (memory 1 65536))
  (import "content" "dimensions" (global $dimensions i32))

  ;; result[other][own] = own . other, for four rows and any number of others.
  (func (export "multiplyFour")
    (param $own i32)    ;; four rows
    (param $others i32) ;; address of the first other row
    (param $end i32)    ;; address after the last other row
    (param $result i32) ;; four float32 for each of the others
    (local $first i32) (local $second i32) (local $third i32) (local $fourth i32) (local $stop i32) (local $size i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $values v128)
    (local.set $size (i32.shl (global.get $dimensions) (i32.const 2)))
    (loop $rows
      (local.set $a (v128.const i32x4 0 0 0 0))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (local.set $first (local.get $own))
      (local.set $second (i32.add (local.get $first) (local.get $size)))
      (local.set $third (i32.add (local.get $second) (local.get $size)))
      (local.set $fourth (i32.add (local.get $third) (local.get $size)))
      (local.set $stop (i32.add (local.get $others) (local.get $size)))
      (loop $columns
        (local.set $values (v128.load (local.get $others)))
        (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $values) (v128.load (local.get $first)))))
        (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $values) (v128.load (local.get $second)))))
        (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $values) (v128.load (local.get $third)))))
        (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $values) (v128.load (local.get $fourth)))))
        (local.set $first (i32.add (local.get $first) (i32.const 16)))
        (local.set $second (i32.add (local.get $second) (i32.const 16)))
        (local.set $third (i32.add (local.get $third) (i32.const 16)))
        (local.set $fourth (i32.add (local.get $fourth) (i32.const 16)))
        (local.set $others (i32.add (local.get $others) (i32.const 16)))
        (br_if $columns (i32.lt_u (local.get $others) (local.get $stop))))
      ;; Sums the lanes of the four vectors at once: a0+a2 b0+b2 a1+a3 b1+b3, and so on.
      (local.set $a (f32x4.add
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
      (local.set $c (f32x4.add
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
      (v128.store (local.get $result) (f32x4.add
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $c))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $c))))
      (local.set $result (i32.add (local.get $result) (i32.const 16)))
      (br_if $rows (i32.lt_u (local.get $others) (local.get $end))))))
