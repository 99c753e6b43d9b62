// Shared by the kernels that score rows roughly: with the query in int8.

/** What a query says of the first 64 columns: it stays in registers for all rows of an invocation. Zeros behind the last block. */
struct Early {
  a: Columns,
  b: Columns,
  c: Columns,
  d: Columns,
}

fn early_columns(query: u32, block: u32) -> Columns {
  return columns_of(select(vec4<u32>(), queries[first_block(query) + 1u + block], block < BLOCKS));
}

fn early_of(query: u32) -> Early {
  return Early(early_columns(query, 0u), early_columns(query, 1u), early_columns(query, 2u), early_columns(query, 3u));
}

/** Between which bounds the score lies: x not above it, y not below. */
fn bounds_of(sum: i32, facts: Facts, scale: f32, bias: f32) -> vec2<f32> {
  let middle = f32(sum) * facts.step * scale + facts.bias_weight * bias;
  let reach = facts.doubt * abs(scale) + facts.rounding;
  return vec2<f32>(middle - reach, middle + reach);
}

/** The bounds of a row. */
fn rough_bounds(row: u32, query: u32, facts: Facts, early: Early) -> vec2<f32> {
  let at = row * BLOCKS;
  var sum = dot_block(rows[at], early.a);
  if (BLOCKS > 1u) {
    sum += dot_block(rows[at + 1u], early.b);
  }
  if (BLOCKS > 2u) {
    sum += dot_block(rows[at + 2u], early.c);
  }
  if (BLOCKS > 3u) {
    sum += dot_block(rows[at + 3u], early.d);
  }
  for (var block = 4u; block < BLOCKS; block++) {
    sum += dot_block(rows[at + block], columns_of(queries[first_block(query) + 1u + block]));
  }
  return bounds_of(sum, facts, scales[row], biases[row]);
}
