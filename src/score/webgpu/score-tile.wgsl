// One pass over the rows: every workgroup scores TILE of them and writes its best KEEP.

/** 32-bit words of a row, four int8 columns in each. */
override WORDS: u32 = 16u;

struct Request {
  /** Row number, in the whole catalogue, of this binding's first row. A multiple of TILE. */
  first_item: u32,
  bias_weight: f32,
}

@group(0) @binding(0) var<uniform> request: Request;
@group(0) @binding(1) var<storage, read> rows: array<u32>;
@group(0) @binding(2) var<storage, read> scales: array<f32>;
@group(0) @binding(3) var<storage, read> biases: array<f32>;
@group(0) @binding(4) var<storage, read> excluded: array<u32>;
@group(0) @binding(5) var<storage, read> vector: array<vec4<f32>>;
@group(0) @binding(6) var<storage, read_write> winners: array<Candidate>;

/**
 * Four signed bytes, the lowest first. Shifts rather than `unpack4xI8`, which some browsers lack
 * (packed_4x8_integer_dot_product).
 */
fn unpack(word: u32) -> vec4<f32> {
  let high = vec4<i32>(vec4<u32>(word) << vec4<u32>(24u, 16u, 8u, 0u));
  return vec4<f32>(high >> vec4<u32>(24u));
}

fn score(row: u32) -> f32 {
  var sum = vec4<f32>();
  for (var word = 0u; word < WORDS; word++) {
    sum += unpack(rows[row * WORDS + word]) * vector[word];
  }
  return ((sum.x + sum.y) + (sum.z + sum.w)) * scales[row] + request.bias_weight * biases[row];
}

fn is_excluded(item: u32) -> bool {
  return ((excluded[item >> 5u] >> (item & 31u)) & 1u) == 1u;
}

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  // The grid is folded into two dimensions, so its last line may run over the end.
  let first_row = (group.y * groups.x + group.x) * TILE;
  let items = arrayLength(&scales);
  if (first_row >= items) {
    return;
  }
  for (var slot = thread; slot < TILE; slot += THREADS) {
    let row = first_row + slot;
    let item = request.first_item + row;
    var candidate = Candidate(LEFT_OUT, NOBODY);
    if (row < items) {
      if (!is_excluded(item)) {
        candidate = Candidate(score(row), item);
      }
    }
    tile[slot] = candidate;
  }
  sort_runs(thread);
  halve_runs(thread);
  let list = (request.first_item + first_row) / TILE;
  for (var slot = thread; slot < KEEP; slot += THREADS) {
    winners[list * KEEP + slot] = tile[slot];
  }
}
