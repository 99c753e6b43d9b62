;; Products of dense matrices of float32, four rows by eight columns at a time: see multiply-kernel.ts.
;;
;; Sums are made in an order that depends on the arguments alone, so the same input gives the same bits on every machine.
(module
  (import "multiply" "memory" (memory 1 65536))

  ;; result = left x right. The columns of right and of the result are contiguous; those of left need not be.
  (func (export "multiply")
    (param $left i32)    ;; address of the first number
    (param $down i32)    ;; bytes from a row of left to the next
    (param $along i32)   ;; bytes from a column of left to the next
    (param $right i32)   ;; address
    (param $inner i32)   ;; columns of left and rows of right, 1 or more
    (param $size i32)    ;; bytes of a row of right and of the result, a multiple of 32
    (param $result i32)  ;; address
    (param $rows i32)    ;; of left and of the result, a multiple of 4
    (local $row i32) (local $column i32) (local $count i32) (local $at i32) (local $to i32)
    (local $first i32) (local $second i32) (local $third i32) (local $fourth i32)
    (local $x v128) (local $y v128) (local $value v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $e v128) (local $f v128) (local $g v128) (local $h v128)
    (local.set $column (i32.const 0))
    (loop $columns
      (local.set $row (i32.const 0))
      (loop $fours
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (local.get $a)) (local.set $c (local.get $a)) (local.set $d (local.get $a))
        (local.set $e (local.get $a)) (local.set $f (local.get $a)) (local.set $g (local.get $a)) (local.set $h (local.get $a))
        (local.set $first (i32.add (local.get $left) (i32.mul (local.get $row) (local.get $down))))
        (local.set $second (i32.add (local.get $first) (local.get $down)))
        (local.set $third (i32.add (local.get $second) (local.get $down)))
        (local.set $fourth (i32.add (local.get $third) (local.get $down)))
        (local.set $at (i32.add (local.get $right) (local.get $column)))
        (local.set $count (local.get $inner))
        (loop $sums
          (local.set $x (v128.load (local.get $at)))
          (local.set $y (v128.load offset=16 (local.get $at)))
          (local.set $value (v128.load32_splat (local.get $first)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $value) (local.get $x))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $value) (local.get $y))))
          (local.set $value (v128.load32_splat (local.get $second)))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $value) (local.get $x))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $value) (local.get $y))))
          (local.set $value (v128.load32_splat (local.get $third)))
          (local.set $e (f32x4.add (local.get $e) (f32x4.mul (local.get $value) (local.get $x))))
          (local.set $f (f32x4.add (local.get $f) (f32x4.mul (local.get $value) (local.get $y))))
          (local.set $value (v128.load32_splat (local.get $fourth)))
          (local.set $g (f32x4.add (local.get $g) (f32x4.mul (local.get $value) (local.get $x))))
          (local.set $h (f32x4.add (local.get $h) (f32x4.mul (local.get $value) (local.get $y))))
          (local.set $first (i32.add (local.get $first) (local.get $along)))
          (local.set $second (i32.add (local.get $second) (local.get $along)))
          (local.set $third (i32.add (local.get $third) (local.get $along)))
          (local.set $fourth (i32.add (local.get $fourth) (local.get $along)))
          (local.set $at (i32.add (local.get $at) (local.get $size)))
          (br_if $sums (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
        (local.set $to (i32.add (i32.add (local.get $result) (i32.mul (local.get $row) (local.get $size))) (local.get $column)))
        (v128.store (local.get $to) (local.get $a))
        (v128.store offset=16 (local.get $to) (local.get $b))
        (local.set $to (i32.add (local.get $to) (local.get $size)))
        (v128.store (local.get $to) (local.get $c))
        (v128.store offset=16 (local.get $to) (local.get $d))
        (local.set $to (i32.add (local.get $to) (local.get $size)))
        (v128.store (local.get $to) (local.get $e))
        (v128.store offset=16 (local.get $to) (local.get $f))
        (local.set $to (i32.add (local.get $to) (local.get $size)))
        (v128.store (local.get $to) (local.get $g))
        (v128.store offset=16 (local.get $to) (local.get $h))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (br_if $fours (i32.lt_u (local.get $row) (local.get $rows))))
      (local.set $column (i32.add (local.get $column) (i32.const 32)))
      (br_if $columns (i32.lt_u (local.get $column) (local.get $size))))))
