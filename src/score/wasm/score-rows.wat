;; Scores rows against one query and records those above a threshold, in one pass that outputs only candidates.
;;
;;   score[i] = float(start + dot(row[i], query)) * scale[i] * step + bias_weight * bias[i]
;;
;; Rows are stored in blocks of 16. In a block, word w (columns 4w to 4w+3) of the 16 rows is contiguous, so that each lane of
;; a vector belongs to one row and no lanes have to be added up at the end. A word contains its four int8 columns as two
;; 16-bit pairs: columns 0 and 2 are the low bytes, stored with 128 added, so that one `and` extracts them; columns 1
;; and 3 are the high bytes, which one signed shift extracts. `start` subtracts the 128s again: -128 * (sum of the query's
;; columns 4w and 4w+2).
;;
;; The query is stored as int16: per word columns 0, 2, 1, 3. Sums are exact in int32 as long as
;; 128 * columns * (largest query value) < 2^31; intermediate sums may wrap around and back.
;;
;; Memory from address 0: the address behind the last candidate (u32); from 64: the scores of the current block (16 x f32).
(module
  (import "catalog" "memory" (memory 1))
  ;; Addresses of the rows, their scales (f32) and biases (f32), all padded to whole blocks; multiples of 16.
  (import "catalog" "rows" (global $rows i32))
  (import "catalog" "scales" (global $scales i32))
  (import "catalog" "biases" (global $biases i32))
  ;; Bytes of one row.
  (import "catalog" "dimensions" (global $dimensions i32))

  ;; Scores from block $block on, until block $end or until $enough is passed. Returns the block to continue with.
  (func (export "scoreRows")
    (param $block i32) (param $end i32)
    (param $excluded i32)     ;; address of a bitset; rows whose bit is set are left out
    (param $query i32)        ;; address of the query
    (param $start i32) (param $step f32) (param $bias_weight f32)
    (param $threshold f32)    ;; only rows with a higher score are recorded
    (param $found i32)        ;; address for the next candidate: its score (f32) and its row (u32)
    (param $enough i32)       ;; the pass pauses when the next address is above this; 15 more candidates must fit
    (result i32)
    (local $row i32) (local $word i32) (local $query_end i32) (local $address i32)
    (local $bits i32) (local $lane i32)
    (local $packed v128) (local $even v128) (local $odd v128) (local $low_bytes v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) ;; of rows 0-3, 4-7, 8-11 and 12-15
    (local $steps v128) (local $bias_weights v128) (local $thresholds v128)

    (local.set $low_bytes (i32x4.splat (i32.const 0x00ff00ff)))
    (local.set $steps (f32x4.splat (local.get $step)))
    (local.set $bias_weights (f32x4.splat (local.get $bias_weight)))
    (local.set $thresholds (f32x4.splat (local.get $threshold)))
    (local.set $query_end (i32.add (local.get $query) (i32.shl (global.get $dimensions) (i32.const 1))))
    (local.set $row (i32.add (global.get $rows)
      (i32.mul (local.get $block) (i32.shl (global.get $dimensions) (i32.const 4)))))

    (block $pause
      (loop $blocks
        (br_if $pause (i32.ge_u (local.get $block) (local.get $end)))
        (local.set $a (i32x4.splat (local.get $start)))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (local.set $word (local.get $query))
        (loop $words
          (local.set $even (v128.load32_splat (local.get $word)))
          (local.set $odd (v128.load32_splat offset=4 (local.get $word)))
          (local.set $packed (v128.load (local.get $row)))
          (local.set $a (i32x4.add (local.get $a) (i32x4.add
            (i32x4.dot_i16x8_s (v128.and (local.get $packed) (local.get $low_bytes)) (local.get $even))
            (i32x4.dot_i16x8_s (i16x8.shr_s (local.get $packed) (i32.const 8)) (local.get $odd)))))
          (local.set $packed (v128.load offset=16 (local.get $row)))
          (local.set $b (i32x4.add (local.get $b) (i32x4.add
            (i32x4.dot_i16x8_s (v128.and (local.get $packed) (local.get $low_bytes)) (local.get $even))
            (i32x4.dot_i16x8_s (i16x8.shr_s (local.get $packed) (i32.const 8)) (local.get $odd)))))
          (local.set $packed (v128.load offset=32 (local.get $row)))
          (local.set $c (i32x4.add (local.get $c) (i32x4.add
            (i32x4.dot_i16x8_s (v128.and (local.get $packed) (local.get $low_bytes)) (local.get $even))
            (i32x4.dot_i16x8_s (i16x8.shr_s (local.get $packed) (i32.const 8)) (local.get $odd)))))
          (local.set $packed (v128.load offset=48 (local.get $row)))
          (local.set $d (i32x4.add (local.get $d) (i32x4.add
            (i32x4.dot_i16x8_s (v128.and (local.get $packed) (local.get $low_bytes)) (local.get $even))
            (i32x4.dot_i16x8_s (i16x8.shr_s (local.get $packed) (i32.const 8)) (local.get $odd)))))
          (local.set $row (i32.add (local.get $row) (i32.const 64)))
          (local.set $word (i32.add (local.get $word) (i32.const 8)))
          (br_if $words (i32.lt_u (local.get $word) (local.get $query_end))))

        ;; 64 bytes of scales and of biases for each block.
        (local.set $address (i32.add (global.get $scales) (i32.shl (local.get $block) (i32.const 6))))
        (local.set $a (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $a)) (v128.load (local.get $address))) (local.get $steps)))
        (local.set $b (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $b)) (v128.load offset=16 (local.get $address))) (local.get $steps)))
        (local.set $c (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $c)) (v128.load offset=32 (local.get $address))) (local.get $steps)))
        (local.set $d (f32x4.mul (f32x4.mul (f32x4.convert_i32x4_s (local.get $d)) (v128.load offset=48 (local.get $address))) (local.get $steps)))
        (local.set $address (i32.add (global.get $biases) (i32.shl (local.get $block) (i32.const 6))))
        (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load (local.get $address)) (local.get $bias_weights))))
        (local.set $b (f32x4.add (local.get $b) (f32x4.mul (v128.load offset=16 (local.get $address)) (local.get $bias_weights))))
        (local.set $c (f32x4.add (local.get $c) (f32x4.mul (v128.load offset=32 (local.get $address)) (local.get $bias_weights))))
        (local.set $d (f32x4.add (local.get $d) (f32x4.mul (v128.load offset=48 (local.get $address)) (local.get $bias_weights))))

        (local.set $block (i32.add (local.get $block) (i32.const 1)))
        ;; One bit for each of the 16 rows.
        (local.set $bits (i8x16.bitmask (i8x16.narrow_i16x8_s
          (i16x8.narrow_i32x4_s
            (f32x4.gt (local.get $a) (local.get $thresholds))
            (f32x4.gt (local.get $b) (local.get $thresholds)))
          (i16x8.narrow_i32x4_s
            (f32x4.gt (local.get $c) (local.get $thresholds))
            (f32x4.gt (local.get $d) (local.get $thresholds))))))
        ;; $block is already one ahead, hence the 2 bytes back.
        (local.set $bits (i32.and (local.get $bits) (i32.xor (i32.const 0xffff) (i32.load16_u
          (i32.sub (i32.add (local.get $excluded) (i32.shl (local.get $block) (i32.const 1))) (i32.const 2))))))
        ;; Nearly every block ends here: none of its rows is above the threshold.
        (br_if $blocks (i32.eqz (local.get $bits)))

        (v128.store offset=64 (i32.const 0) (local.get $a))
        (v128.store offset=80 (i32.const 0) (local.get $b))
        (v128.store offset=96 (i32.const 0) (local.get $c))
        (v128.store offset=112 (i32.const 0) (local.get $d))
        (loop $rows_found
          (local.set $lane (i32.ctz (local.get $bits)))
          (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
          (f32.store (local.get $found)
            (f32.load offset=64 (i32.shl (local.get $lane) (i32.const 2))))
          (i32.store offset=4 (local.get $found)
            (i32.sub (i32.add (i32.shl (local.get $block) (i32.const 4)) (local.get $lane)) (i32.const 16)))
          (local.set $found (i32.add (local.get $found) (i32.const 8)))
          (br_if $rows_found (local.get $bits)))
        (br_if $blocks (i32.le_u (local.get $found) (local.get $enough)))))

    (i32.store (i32.const 0) (local.get $found))
    (local.get $block)))
