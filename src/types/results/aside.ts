/** What lists are made of while something is set aside: of nothing before it, as for a gift, or of the profile too. */
export type AsideFrom = 'empty' | 'profile';

/** Begins to set aside what the shopper does. */
export interface AsideRequest {
  /** `empty`: lists are made of what is set aside alone. `profile`: of the profile and what is set aside. */
  readonly from: AsideFrom;
}
