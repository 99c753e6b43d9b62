// One workgroup per query finds the plan.keep-th best slot: at least that many rows score no lower.

const DIGIT_BITS: u32 = 4u;
const DIGITS: u32 = 16u;

@group(0) @binding(6) var<storage, read> slots: array<u32>;
@group(0) @binding(7) var<storage, read_write> found: array<Found>;

var<workgroup> counts: array<atomic<u32>, DIGITS>;

/** The score that `sortable` converted to an integer; 0 means an empty slot. */
fn score_of(key: u32) -> f32 {
  if (key == 0u) {
    return LOWEST;
  }
  return bitcast<f32>(select(~key, key & 0x7fffffffu, (key >> 31u) == 1u));
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let query = workgroup.x;
  let first = query * plan.slots;
  // Radix selection: each round finds the digit of the wanted key by the bucket that contains it.
  var key = 0u;
  var wanted = plan.keep;
  for (var shift = 32u; shift > 0u; shift -= DIGIT_BITS) {
    if (thread < DIGITS) {
      atomicStore(&counts[thread], 0u);
    }
    workgroupBarrier();
    for (var slot = thread; slot < plan.slots; slot += THREADS) {
      let other = slots[first + slot];
      // A shift by 32 is undefined, and in the first round there are no digits to compare.
      if (shift == 32u || (other >> (shift & 31u)) == (key >> (shift & 31u))) {
        atomicAdd(&counts[(other >> (shift - DIGIT_BITS)) & (DIGITS - 1u)], 1u);
      }
    }
    workgroupBarrier();
    var digit = DIGITS - 1u;
    while (digit > 0u) {
      let pile = atomicLoad(&counts[digit]);
      if (pile >= wanted) {
        break;
      }
      wanted -= pile;
      digit--;
    }
    key |= digit << (shift - DIGIT_BITS);
    workgroupBarrier();
  }
  if (thread == 0u) {
    found[query].threshold = score_of(key);
  }
}
