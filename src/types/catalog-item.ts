/** An item of the pack's catalogue, with Google Merchant's names. A field that is absent in the feed is absent here. */
export interface CatalogItem {
  readonly id: string;
  readonly title?: string;
  readonly link?: string;
  readonly image_link?: string;
  readonly brand?: string;
  /** Category in the shop's own tree; ` > ` separates levels: "Outdoor > Tents". */
  readonly product_type?: string;
  readonly availability?: string;
  readonly item_group_id?: string;
  /** Size of a variant, as in the feed: "M", "43". */
  readonly size?: string;
  readonly color?: string;
  /** Amount in `currency`. */
  readonly price?: number;
  /** ISO 4217. */
  readonly currency?: string;
  /** When the shop added it, milliseconds since 1970. */
  readonly added?: number;
  /** `product`, `article` or `live`; absent: a product. */
  readonly type?: string;
  /** `live`: start, milliseconds since 1970. */
  readonly starts?: number;
  /** `live`: end, milliseconds since 1970. */
  readonly ends?: number;
}
