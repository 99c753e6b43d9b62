;; Exponentials of many float32, four at a time: see exponential-kernel.ts.
(module
  (import "exponential" "memory" (memory 1 65536))

  ;; Replaces each number x by e ^ (x - less - bound), 0 where the exponent is below -40, and at most e ^ 80. Returns the sum.
  (func (export "exponentials")
    (param $numbers i32) ;; address, overwritten
    (param $less i32)    ;; address of as many numbers
    (param $bound f32)
    (param $count i32)   ;; a multiple of 4, 4 or more
    (result f32)
    (local $end i32) (local $bounds v128) (local $sums v128)
    (local $x v128) (local $whole v128) (local $value v128)
    (local.set $end (i32.add (local.get $numbers) (i32.mul (local.get $count) (i32.const 4))))
    (local.set $bounds (f32x4.splat (local.get $bound)))
    (local.set $sums (v128.const f32x4 0 0 0 0))
    (loop $fours
      (local.set $x
        (f32x4.min
          (f32x4.sub (f32x4.sub (v128.load (local.get $numbers)) (v128.load (local.get $less))) (local.get $bounds))
          (v128.const f32x4 80 80 80 80)))
      ;; x / ln 2, and its whole part: the sum with 1.5 * 2^23 has it in its lowest bits.
      (local.set $value (f32x4.mul (local.get $x) (v128.const f32x4 1.44269504 1.44269504 1.44269504 1.44269504)))
      (local.set $whole (f32x4.add (local.get $value) (v128.const f32x4 12582912 12582912 12582912 12582912)))
      ;; What is left of x, between -ln 2 / 2 and ln 2 / 2.
      (local.set $value
        (f32x4.mul
          (f32x4.sub
            (local.get $value)
            (f32x4.sub (local.get $whole) (v128.const f32x4 12582912 12582912 12582912 12582912)))
          (v128.const f32x4 0.69314718 0.69314718 0.69314718 0.69314718)))
      ;; Taylor's series of the exponential to the fifth power, times 2 to the whole part, which becomes an exponent of a float.
      (local.set $value
        (v128.and
          (f32x4.gt (local.get $x) (v128.const f32x4 -40 -40 -40 -40))
          (f32x4.mul
            (f32x4.add
              (v128.const f32x4 1 1 1 1)
              (f32x4.mul
                (local.get $value)
                (f32x4.add
                  (v128.const f32x4 1 1 1 1)
                  (f32x4.mul
                    (local.get $value)
                    (f32x4.add
                      (v128.const f32x4 0.5 0.5 0.5 0.5)
                      (f32x4.mul
                        (local.get $value)
                        (f32x4.add
                          (v128.const f32x4 0.16666667 0.16666667 0.16666667 0.16666667)
                          (f32x4.mul
                            (local.get $value)
                            (f32x4.add
                              (v128.const f32x4 0.041666667 0.041666667 0.041666667 0.041666667)
                              (f32x4.mul
                                (local.get $value)
                                (v128.const f32x4 0.0083333333 0.0083333333 0.0083333333 0.0083333333)))))))))))
            (i32x4.add (i32x4.shl (local.get $whole) (i32.const 23)) (v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000)))))
      (v128.store (local.get $numbers) (local.get $value))
      (local.set $sums (f32x4.add (local.get $sums) (local.get $value)))
      (local.set $less (i32.add (local.get $less) (i32.const 16)))
      (br_if $fours (i32.lt_u (local.tee $numbers (i32.add (local.get $numbers) (i32.const 16))) (local.get $end))))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $sums)) (f32x4.extract_lane 1 (local.get $sums)))
      (f32.add (f32x4.extract_lane 2 (local.get $sums)) (f32x4.extract_lane 3 (local.get $sums))))))
