/**
 * Adds a timeout to a promise: some browsers never settle a storage request.
 *
 * @param promise continues after the timeout
 * @param milliseconds the timeout
 * @param late creates the error. Default: `no answer within ... ms`
 * @throws the error of `late`
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
 * Waits until a step has ended or failed, or for a timeout. Never rejects: the step reports its own failure.
 *
 * @param step continues after the timeout
 * @param milliseconds the timeout
 */
export async function within(step: Promise<unknown> | undefined, milliseconds: number): Promise<void> {
  await withDeadline(Promise.resolve(step), milliseconds).catch(() => {});
}
