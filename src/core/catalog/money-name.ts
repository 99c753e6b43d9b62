/**
 * Whether a column of the shop's own is an amount of money, as far as its name tells.
 *
 * @param name of an attribute, such as "sale_price"
 */
export function isMoneyName(name: string): boolean {
  return /price|cost|margin|msrp|profit|revenue/i.test(name);
}
