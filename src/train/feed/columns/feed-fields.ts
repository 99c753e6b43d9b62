/**
 * Fields of a feed that are read, each with the English names of columns that mean it, the best first. The first is the usual name.
 * `docs/intake.md` lists them.
 */
export const FEED_FIELDS = {
  id: 'id, item_id, product_id, offer_id, content_id, internal_id, variant_id, sku, product_sku, item_sku, variant_sku, item_code, product_code, article_number, article_id, article_no, item_number, item_no, stock_code, asin, handle, gtin, ean, barcode, upc, isbn, mpn, code, reference',
  title: 'title, name, product_name, product_title, item_name, item_title, product, short_title, display_name, label, headline',
  description: 'description, body, body_html, product_description, long_description, content, summary, short_description, text, details',
  link: 'link, url, product_url, product_link, page_url, item_url, permalink, canonical_url, canonical_link, landing_page, deeplink, deep_link, href, loc, mobile_link',
  image_link:
    'image_link, image, image_url, image_src, main_image, main_image_url, primary_image, base_image, product_image, product_image_url, featured_image, picture, picture_url, img, img_url, image_1, image_url_1, imageurl_small, images, image_urls, photo, photo_url, thumbnail, thumbnail_url, additional_image_link',
  brand: 'brand, brand_name, manufacturer, manufacturer_name, vendor, maker, producer, supplier, author',
  product_type:
    'product_type, product_types, category, categories, category_path, category_full_path, category_tree, category_name, product_category, product_categories, item_category, merchant_category, merchant_product_category_path, breadcrumb, breadcrumbs, taxonomy, categorytext, department, section, collection, collections, genre, genres, category_code',
  google_product_category: 'google_product_category, google_category, google_shopping_google_product_category, fb_product_category',
  availability:
    'availability, stock_status, availability_status, in_stock, is_in_stock, instock, available, is_available, stock, stock_quantity, stock_level, inventory, inventory_quantity, inventory_qty, quantity_available, qty_available, qty, quantity, quantity_in_stock, qty_in_stock, stock_qty, on_stock, stock_on_hand, sell_on_google_quantity',
  availability_date:
    'availability_date, available_from, available_date, preorder_date, ship_date, shipping_date, expected_date, restock_date',
  item_group_id:
    'item_group_id, group_id, parent_id, parent_sku, parent_product_id, product_group_id, master_id, model_id, style_id, parent',
  size: 'size, sizes, size_name, clothing_size, shoe_size',
  color: 'color, colour, colors, color_name, colour_name',
  price:
    'price, regular_price, current_price, selling_price, final_price, unit_price, retail_price, list_price, price_vat, price_incl_tax, price_with_tax, price_including_tax, price_tax_incl, gross_price, price_gross, amount, item_price, product_price, base_price, min_price, price_min, low_price, msrp, rrp',
  sale_price:
    'sale_price, special_price, discount_price, discounted_price, offer_price, promo_price, promotional_price, promotion_price, price_sale, reduced_price',
  sale_price_effective_date: 'sale_price_effective_date, sale_price_dates, sale_dates, sale_period',
  sale_starts:
    'sale_starts, date_sale_price_starts, sale_start, sale_start_date, sale_from, date_on_sale_from, special_price_from_date, special_from_date, sale_price_start_date',
  sale_ends:
    'sale_ends, date_sale_price_ends, sale_end, sale_end_date, sale_to, date_on_sale_to, special_price_to_date, special_to_date, sale_price_end_date',
  currency: 'currency, currency_code, price_currency, currency_id, currency_iso, iso_currency',
  added:
    'added, date_added, added_at, created_at, created, date_created, created_date, creation_date, creation_timestamp, listed_at, launch_date, launched_at, published_at, publish_date, date_published, release_date, released_at, new_from, new_since',
  type: 'type, item_type',
  starts: 'starts, starts_at',
  ends: 'ends, ends_at',
  gender: 'gender, sex, target_gender',
  age_group: 'age_group, age, age_range',
  material: 'material, materials, fabric, composition',
  pattern: 'pattern, print, design',
  rating:
    'rating, average_rating, avg_rating, rating_average, product_rating, star_rating, stars, review_score, review_rating, rating_value, mean_rating',
  review_count:
    'review_count, reviews, reviews_count, number_of_reviews, num_reviews, rating_count, ratings_count, rating_number, number_of_ratings, num_ratings, total_reviews',
  custom_label_0: 'custom_label_0',
  custom_label_1: 'custom_label_1',
  custom_label_2: 'custom_label_2',
  custom_label_3: 'custom_label_3',
  custom_label_4: 'custom_label_4',
} as const satisfies Record<string, string>;

/** A field of a feed. */
export type FeedField = keyof typeof FEED_FIELDS;

/** The fields that make a catalogue item by themselves. The others are columns of the shop's own, of which `sale_price` and `availability_date` speak of one item for a time. */
export const ATTRIBUTE_FIELDS = [
  'sale_price',
  'availability_date',
  'gender',
  'age_group',
  'material',
  'pattern',
  'rating',
  'review_count',
  'custom_label_0',
  'custom_label_1',
  'custom_label_2',
  'custom_label_3',
  'custom_label_4',
] as const satisfies readonly FeedField[];

/** A value of a feed: one text, or several of a repeated element or a list. */
export type FeedText = string | readonly string[];

/** Texts of one item, by field. */
export type FeedTexts = { [Field in FeedField]?: FeedText | undefined };

/** One item as a feed has it, whatever the feed's form. */
export interface FeedRow {
  /** Line of the file, or row of a table without lines, from 1. */
  readonly line: number;
  /** Whether all its bytes are valid in the file's encoding. */
  readonly isWhole: boolean;
  readonly texts: FeedTexts;
  /** Further columns asked for, by name in the order asked for; undefined where there is none. */
  readonly further: readonly (FeedText | undefined)[];
  /** Ids by which a log may name it, in the order of the reader's `idColumns`; '' where it has none. Default: `texts.id` alone. */
  readonly ids?: readonly string[];
  /** Whether it is the parent of variants that are rows too. */
  readonly isParent?: boolean;
}
