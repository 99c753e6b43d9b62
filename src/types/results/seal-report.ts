/** Whether the engine of a shelf with the option `sealed` can make connections. */
export interface SealReport {
  /**
   * `starting`: not known yet; `sealed`: a policy refuses every connection of it, as was tried from inside; `open`: it runs without such a policy; `refused`: it does not
   * run, since the option is `required`.
   */
  readonly state: 'starting' | 'sealed' | 'open' | 'refused';
  /** Why it is `open` or `refused`, and what to do; otherwise null. */
  readonly reason: string | null;
}
