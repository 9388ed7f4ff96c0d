;; Dot products of rows of 8-bit integers with a query of 16-bit integers, and what makes such rows. The dimension is a multiple
;; of 16 and at least 16. Sums are of 32 bits: the caller scales the query so that none overflows.
(module
  (memory (export "memory") 1)

  (func $dot (param $row i32) (param $query i32) (param $dimension i32) (result i32)
    (local $end i32) (local $low v128) (local $high v128)
    (local.set $end (i32.add (local.get $row) (local.get $dimension)))
    (loop $next
      (local.set $low (i32x4.add (local.get $low)
        (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $row)) (v128.load (local.get $query)))))
      (local.set $high (i32x4.add (local.get $high)
        (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $row)) (v128.load offset=16 (local.get $query)))))
      (local.set $row (i32.add (local.get $row) (i32.const 16)))
      (local.set $query (i32.add (local.get $query) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $row) (local.get $end))))
    (local.set $low (i32x4.add (local.get $low) (local.get $high)))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $low)) (i32x4.extract_lane 1 (local.get $low)))
      (i32.add (i32x4.extract_lane 2 (local.get $low)) (i32x4.extract_lane 3 (local.get $low)))))

  ;; Writes the sums of `count` rows that follow each other from `base`; nothing for 0.
  (func (export "scan")
    (param $base i32) (param $count i32) (param $query i32) (param $dimension i32) (param $out i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (i32.store (local.get $out) (call $dot (local.get $base) (local.get $query) (local.get $dimension)))
        (local.set $base (i32.add (local.get $base) (local.get $dimension)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $next))))

  ;; Writes the sums of the `count` rows whose numbers are listed from `slots`; nothing for 0.
  (func (export "gather")
    (param $base i32) (param $slots i32) (param $count i32) (param $query i32) (param $dimension i32) (param $out i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (i32.store (local.get $out)
          (call $dot
            (i32.add (local.get $base) (i32.mul (i32.load (local.get $slots)) (local.get $dimension)))
            (local.get $query) (local.get $dimension)))
        (local.set $slots (i32.add (local.get $slots) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $next))))

  (func $largest (param $from i32) (param $end i32) (result f32)
    (local $found v128)
    (loop $next
      (local.set $found (f32x4.max (local.get $found) (f32x4.abs (v128.load (local.get $from)))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
    (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $found)) (f32x4.extract_lane 1 (local.get $found)))
      (f32.max (f32x4.extract_lane 2 (local.get $found)) (f32x4.extract_lane 3 (local.get $found)))))

  ;; Four numbers, times a factor, as integers of 32 bits.
  (func $scaled (param $from i32) (param $factor v128) (result v128)
    (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (v128.load (local.get $from)) (local.get $factor)))))

  ;; Writes the numbers of 32 bits from `from` into a row, the largest as 127 or -127; returns what the factor was, 0 for zeros.
  (func (export "quantize") (param $from i32) (param $row i32) (param $dimension i32) (result f32)
    (local $end i32) (local $factor f32) (local $factors v128)
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $dimension) (i32.const 2))))
    (local.set $factor (call $largest (local.get $from) (local.get $end)))
    (if (f32.ne (local.get $factor) (f32.const 0))
      (then (local.set $factor (f32.div (f32.const 127) (local.get $factor)))))
    (local.set $factors (f32x4.splat (local.get $factor)))
    (loop $next
      (v128.store (local.get $row)
        (i8x16.narrow_i16x8_s
          (i16x8.narrow_i32x4_s
            (call $scaled (local.get $from) (local.get $factors))
            (call $scaled (i32.add (local.get $from) (i32.const 16)) (local.get $factors)))
          (i16x8.narrow_i32x4_s
            (call $scaled (i32.add (local.get $from) (i32.const 32)) (local.get $factors))
            (call $scaled (i32.add (local.get $from) (i32.const 48)) (local.get $factors)))))
      (local.set $row (i32.add (local.get $row) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 64)))
      (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
    (local.get $factor)))
