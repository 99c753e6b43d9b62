// Shared by both kernels, which are appended to this text: a tile of candidates in workgroup memory, and its sorting.

/** Candidates that one workgroup sorts; a power of two. */
override TILE: u32 = 1024u;
/** Candidates of a tile that are written out; a power of two, at most half of TILE. */
override KEEP: u32 = 64u;
/** Invocations of a workgroup. */
override THREADS: u32 = 256u;

/** The score of what must never come out; finite, because WGSL lets a compiler assume that no infinity occurs. */
const LEFT_OUT: f32 = -3.4e38;
/** The row number of what must never come out; the host drops it. */
const NOBODY: u32 = 0xffffffffu;

struct Candidate {
  score: f32,
  item: u32,
}

var<workgroup> tile: array<Candidate, TILE>;

/** The order of the answer: higher scores first, equal scores in order of row number. */
fn stands_before(a: Candidate, b: Candidate) -> bool {
  return a.score > b.score || (a.score == b.score && a.item < b.item);
}

/** Moves the better candidate to the left, or to the right. */
fn compare_exchange(left: u32, right: u32, best_left: bool) {
  let a = tile[left];
  let b = tile[right];
  if (stands_before(b, a) == best_left) {
    tile[left] = b;
    tile[right] = a;
  }
}

/**
 * Sorts the tile into runs of KEEP, alternately best first and best last: the first steps of Batcher's bitonic network
 * (1968), each step shared out over the invocations.
 */
fn sort_runs(thread: u32) {
  for (var run = 2u; run <= KEEP; run <<= 1u) {
    for (var gap = run >> 1u; gap > 0u; gap >>= 1u) {
      workgroupBarrier();
      for (var pair = thread; pair < TILE / 2u; pair += THREADS) {
        let left = 2u * pair - (pair & (gap - 1u));
        compare_exchange(left, left + gap, (left & run) == 0u);
      }
    }
  }
}

/**
 * Leaves the best KEEP of a tile of alternating runs at its start, best first.
 *
 * Of two runs, one best first and one best last, the better of each pair of neighbours are the best KEEP of both, and
 * they are bitonic, so a few more steps sort them. Every round halves the number of runs; the winners stay where the
 * left run was, so the runs move apart instead of being copied together. (Shanbhag, Pirk and Madden, "Efficient Top-K
 * Query Processing on Massively Parallel Hardware", SIGMOD 2018.)
 */
fn halve_runs(thread: u32) {
  for (var apart = KEEP; apart < TILE; apart <<= 1u) {
    let winners_in_round = TILE / (2u * apart) * KEEP;
    workgroupBarrier();
    for (var winner = thread; winner < winners_in_round; winner += THREADS) {
      let left = winner / KEEP * 2u * apart + winner % KEEP;
      let rival = tile[left + apart];
      if (stands_before(rival, tile[left])) {
        tile[left] = rival;
      }
    }
    for (var gap = KEEP / 2u; gap > 0u; gap >>= 1u) {
      workgroupBarrier();
      for (var pair = thread; pair < winners_in_round / 2u; pair += THREADS) {
        let run = pair / (KEEP / 2u);
        let within = pair % (KEEP / 2u);
        let left = run * 2u * apart + 2u * within - (within & (gap - 1u));
        compare_exchange(left, left + gap, (run & 1u) == 0u);
      }
    }
  }
  workgroupBarrier();
}
