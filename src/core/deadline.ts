/**
 * Waits for a promise, but not for ever: some browsers never settle a request for storage.
 *
 * @param promise what is waited for; goes on by itself when it is late
 * @param milliseconds the deadline
 * @throws Error `no answer within ... ms`
 */
export async function withDeadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
