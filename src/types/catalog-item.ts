/** An item as the pack's catalogue describes it, with the Google Merchant feed's names. Absent in the feed = absent here. */
export interface CatalogItem {
  readonly id: string;
  readonly title?: string;
  readonly link?: string;
  readonly image_link?: string;
  readonly brand?: string;
  /** The merchant's own tree, as in the feed: "Outdoor > Tents". */
  readonly product_type?: string;
  readonly availability?: string;
  readonly item_group_id?: string;
  /** Of a variant, as in the feed: "M", "43". */
  readonly size?: string;
  readonly color?: string;
  /** In `currency`. */
  readonly price?: number;
  /** ISO 4217. */
  readonly currency?: string;
  /** When the shop took it in, in milliseconds since 1970. */
  readonly added?: number;
  /** `product`, `article` or `live`; absent: a product. */
  readonly type?: string;
  /** `live`: when it starts, in milliseconds since 1970. */
  readonly starts?: number;
  /** `live`: when it ends, in milliseconds since 1970. */
  readonly ends?: number;
}
