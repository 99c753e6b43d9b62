/**
 * Waits for a promise, but not for ever: some browsers never settle a request for storage.
 *
 * @param promise what is waited for; goes on by itself when it is late
 * @param milliseconds the deadline
 * @param late makes the error. Default: `no answer within ... ms`
 * @throws what `late` makes
 */
export async function withDeadline<T>(
  promise: Promise<T>,
  milliseconds: number,
  late = (): Error => new Error(`no answer within ${milliseconds} ms`),
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits for something to end, whichever way, but not for ever: for steps after which the next one is taken in any case. Who does the step tells of its
 * failure. Never rejects.
 *
 * @param step what is waited for; goes on by itself when it is late
 * @param milliseconds the deadline
 */
export async function within(step: Promise<unknown> | undefined, milliseconds: number): Promise<void> {
  await withDeadline(Promise.resolve(step), milliseconds).catch(() => {});
}
