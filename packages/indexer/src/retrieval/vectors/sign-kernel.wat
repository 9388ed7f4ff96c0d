;; Estimates of dot products from the signs of vectors, each number less the level of its dimension. A block holds 16 vectors: byte b of each, one after another, then
;; byte b + 1 of each. Bit i of byte b is set where number 8b + i of the vector is below its level. The number of dimensions,
;; `stride`, is a multiple of 16 and at least 16.
(module
  (memory (export "memory") 1)

  ;; Makes a block of 16 rows of 8-bit integers that follow each other from `rows`. The level of a number is that of its
  ;; dimension times the factor of its row, both of 16 bits, divided by 2^15.
  (func (export "pack")
    (param $rows i32) (param $stride i32) (param $levels i32) (param $factors i32) (param $block i32)
    (local $lane i32) (local $at i32) (local $end i32) (local $mask i32) (local $level i32) (local $factor v128)
    (loop $nextLane
      (local.set $at (i32.add (local.get $block) (local.get $lane)))
      (local.set $end (i32.add (local.get $rows) (local.get $stride)))
      (local.set $level (local.get $levels))
      (local.set $factor (v128.load16_splat
        (i32.add (local.get $factors) (i32.shl (local.get $lane) (i32.const 1)))))
      (loop $next
        (local.set $mask (i8x16.bitmask
          (i8x16.lt_s (v128.load (local.get $rows))
            (i8x16.narrow_i16x8_s
              (i16x8.q15mulr_sat_s (v128.load (local.get $level)) (local.get $factor))
              (i16x8.q15mulr_sat_s (v128.load offset=16 (local.get $level)) (local.get $factor))))))
        (i32.store8 (local.get $at) (local.get $mask))
        (i32.store8 offset=16 (local.get $at) (i32.shr_u (local.get $mask) (i32.const 8)))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
        (local.set $level (i32.add (local.get $level) (i32.const 32)))
        (br_if $next (i32.lt_u (local.get $rows) (local.get $end))))
      (local.set $lane (i32.add (local.get $lane) (i32.const 1)))
      (br_if $nextLane (i32.lt_u (local.get $lane) (i32.const 16)))))

  ;; Writes 16-bit sums, 16 a block, of what `tables` have for each four bits: 16 bytes for each four dimensions, 63 at
  ;; most, so that four of them stay within a byte. The end of the tables tells the number of dimensions.
  (func (export "sum")
    (param $block i32) (param $count i32) (param $tables i32) (param $tablesEnd i32) (param $out i32)
    (local $end i32) (local $table i32) (local $low v128) (local $high v128) (local $bits v128) (local $sum v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 5))))
    (block $done
      (loop $nextBlock
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $table (local.get $tables))
        (local.set $low (v128.const i32x4 0 0 0 0))
        (local.set $high (v128.const i32x4 0 0 0 0))
        (loop $next
          (local.set $bits (v128.load (local.get $block)))
          (local.set $sum (i8x16.add
            (i8x16.swizzle (v128.load (local.get $table))
              (v128.and (local.get $bits) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))
            (i8x16.swizzle (v128.load offset=16 (local.get $table)) (i8x16.shr_u (local.get $bits) (i32.const 4)))))
          (local.set $bits (v128.load offset=16 (local.get $block)))
          (local.set $sum (i8x16.add (local.get $sum) (i8x16.add
            (i8x16.swizzle (v128.load offset=32 (local.get $table))
              (v128.and (local.get $bits) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))
            (i8x16.swizzle (v128.load offset=48 (local.get $table)) (i8x16.shr_u (local.get $bits) (i32.const 4))))))
          (local.set $low (i16x8.add (local.get $low) (i16x8.extend_low_i8x16_u (local.get $sum))))
          (local.set $high (i16x8.add (local.get $high) (i16x8.extend_high_i8x16_u (local.get $sum))))
          (local.set $block (i32.add (local.get $block) (i32.const 32)))
          (local.set $table (i32.add (local.get $table) (i32.const 64)))
          (br_if $next (i32.lt_u (local.get $table) (local.get $tablesEnd))))
        (v128.store (local.get $out) (local.get $low))
        (v128.store offset=16 (local.get $out) (local.get $high))
        (local.set $out (i32.add (local.get $out) (i32.const 32)))
        (br $nextBlock)))))
