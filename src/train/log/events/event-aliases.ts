import type { EventName } from '../../../types/event.js';

/** What a name counts as: an event of ours, or `other`: known, and not used, such as visits, logins, forms and removals from wish lists. */
export type EventMeaning = EventName | 'other';

/** The names of each meaning, separated by blanks. */
const NAMES: Readonly<Record<EventMeaning, string>> = {
  view_item: `
    vpv ansicht angesehen 浏览 閲覧 view views viewed pv read open opened visit watch watched play listen seen show page_view pageview
    pageviews view_page page_viewed screen_view pagevisit page_visit page_views product_view product_views product_viewed
    viewed_product view_product view_products item_view item_viewed viewed_item items_viewed product_page_view product_page_viewed
    product_page productpage item_page_view product_detail product_details product_detail_view product_detail_viewed
    product_detail_page_view product_details_viewed view_product_details detail details detail_view detail_views view_detail
    view_details detail_page_view pdp_view pdp view_pdp viewed_pdp view_content content_view content_viewed viewed_content
    fb_mobile_content_view commerce.productviews product_impression_click prodview prod_view productdisplay view_detail_page
    track_product_view ecommerce_product_view visit_product goods_view view_goods sku_view article_view product_visited action
    view_item_page view_item_detail view_item_details viewitemdetails itemviewed impression_detail recently_viewed_item quick_view
    quickview quick_viewed product_quick_view product_quick_viewed product_quickview`,
  select_item: `
    点击 click clicks clicked product_click product_clicks product_clicked clicked_product click_product item_click item_clicked
    click_item clicked_item select_content select_product product_selected item_selected select selected tap select_promotion
    promotion_click recommendation_click recommendation_clicked click_recommendation product_list_click search_result_click
    product_clickthrough clickout clickout_item click_through productlistclick clicked_recommendation`,
  share: `
    shared product_shared shared_product share_product item_shared social_share share_item product_share social_shares forward
    recommend`,
  rate: `
    rating ratings rated review reviews reviewed product_reviewed product_rated reviewed_product rate_product rate_item item_rated
    submit_review review_submitted submitted_review add_review write_review rated_item rated_product stars fb_mobile_rate
    product_review review_created explicit`,
  dwell: `
    dwell_time time_on_page time_spent viewportion view_portion view_duration reading_time`,
  add_to_wishlist: `
    收藏 wishlist wish wish_list wishlisted add_to_wish_list added_to_wishlist wishlist_add wishlist_added product_added_to_wishlist
    added_product_to_wishlist add_product_to_wishlist product_wishlisted item_added_to_wishlist wishlist_product_added
    save_for_later saved_for_later saved save save_item item_saved fav favs favor favour favorite favourite favorites favourites
    favorited favourited add_to_favorites add_to_favourites added_to_favorites added_to_favourites add_favorite add_favourite
    favorite_added product_favorited bookmark bookmarked bookmarks add_bookmark like liked likes like_product product_liked heart
    hearted star starred collect pin pinned upvote thumbs_up thumbup thumbsup love loved commerce.savedforlaters
    fb_mobile_add_to_wishlist follow watchlist add_to_watchlist add_to_list addtolist`,
  add_to_cart: `
    加购 加入购物车 カート cart carts add added cart_add cart_added add_cart added_cart added_to_cart add_to_basket added_to_basket basket
    basket_add add_basket add_to_bag added_to_bag bag add_to_trolley cart_addition cart_additions add_item_to_cart
    add_product_to_cart added_product_to_cart added_item_to_cart product_added products_added added_product product_add_to_cart
    product_added_to_cart product_added_to_bag product_added_to_basket item_added_to_cart item_added item_add_to_cart put_in_cart
    to_cart intocart in_cart cart_item_added commerce.productlistadds commerce.product_list_adds product_list_adds scadd prodadd
    fb_mobile_add_to_cart ecommerce_abandoned_cart abandoned_cart cart_abandoned ecommerce_cart_add track_add_to_cart
    checkout_product_added wishlist_product_added_to_cart add_to_shopping_cart shopping_cart_add warenkorb quick_add
    quick_add_to_cart`,
  begin_checkout: `
    checkout checkouts start_checkout started_checkout checkout_started checkout_start checkout_begin checkout_begun
    begin_check_out initiate_checkout initiated_checkout checkout_initiated fb_mobile_initiated_checkout proceed_to_checkout
    commerce.checkouts sccheckout enter_checkout checkout_progress reserve go_to_checkout checkout_step checkout_option
    checkout_step_viewed`,
  purchase: `
    reorder reordered 购买 購入 下单 支付 purchases purchased buy buys bought bought_product buy_product order orders ordered
    ordered_product order_product product_ordered item_ordered product_purchased purchased_product purchase_product item_purchased
    items_purchased product_bought sale sales sold transaction transactions track_transaction order_completed completed_order
    complete_order order_complete placed_order place_order place_an_order order_placed order_created order_paid order_confirmed
    order_confirmation order_success order_fulfilled submit_order order_submitted purchase_complete purchase_completed
    completed_purchase complete_purchase make_purchase made_purchase purchase_made ecommerce_purchase in_app_purchase
    checkout_completed checkout_complete completed_checkout complete_checkout complete_payment payment paid pay payment_completed
    payment_complete completed_payment ecommerce_order commerce.purchases fb_mobile_purchase checkout_success conversion buy_now
    buyout order_item transaction_item rent kauf achat compra thank_you_page confirmed_order purchase_confirmed new_order alipay
    product_purchase item_purchase purchase_item buy_item`,
  view_item_list: `
    impression impressions expose exposure exposed product_impression product_impressions item_impression product_list_viewed
    viewed_product_list product_list_view view_product_list item_list_view view_list list_view list_viewed category_view
    category_viewed view_category viewed_category viewed_product_category category_page_view category_page view_category_page
    collection_viewed collection_view viewed_collection view_collection viewlist list category product_list_filtered
    commerce.productlistviews product_list_views listing listing_view shown display displayed recommendation_view
    recommendation_viewed promotion_view view_promotion promotion_viewed viewability catalog_view browse browsed brand_view
    viewed_recommendation`,
  search: `
    searched searches search_submitted submitted_search products_searched product_searched searched_products search_performed
    search_query site_search sitesearch search_products fb_mobile_search query performed_search searched_site internal_search
    search_completed`,
  view_search_results: `
    search_results_viewed viewed_search_results search_results search_result search_page_view search_results_page search_view
    view_search_result`,
  remove_from_cart: `
    remove removed remove_cart cart_remove cart_removed cart_removal removed_from_cart product_removed removed_product
    remove_product product_removed_from_cart removed_product_from_cart remove_item_from_cart item_removed_from_cart item_removed
    cart_item_removed remove_from_basket basket_remove removed_from_basket remove_from_bag delete_from_cart delete_cart
    commerce.productlistremovals product_list_removals scremove product_remove_from_cart`,
  view_cart: `
    cart_view cart_viewed viewed_cart view_basket basket_view basket_viewed viewed_basket view_bag shopping_cart_page_view
    cart_page_view cart_page open_cart commerce.productlistopens scview scopen commerce.cart_views shopping_cart cart_updated
    update_cart cart_shared`,
  add_shipping_info: `
    shipping_info shipping_info_submitted checkout_shipping_info_submitted add_shipping shipping_info_added
    checkout_address_info_submitted checkout_contact_info_submitted set_checkout_option shipping`,
  add_payment_info: `
    payment_info payment_info_entered payment_info_submitted payment_info_added added_payment_info add_payment
    fb_mobile_add_payment_info enter_payment`,
  dismiss: `
    dismissed skip skipped not_interested hide hidden recommendation_dismissed ignore ignored swipe_left dislike disliked
    thumbs_down thumbdown thumbsdown downvote block blocked unfollow negative`,
  taste: `
    taste_feedback`,
  feedback: `
    product_feedback item_feedback`,
  refund: `
    refunded refunds return returned returns order_refunded refunded_order refund_order order_returned returned_order
    product_returned returned_product product_refunded refunded_product item_returned order_cancelled order_canceled
    cancelled_order canceled_order cancel_order order_cancel cancel cancelled canceled cancellation purchase_refund
    purchase_refunded chargeback partial_refund void voided creditnote credit_memo storno commerce.refunds product_refund
    transaction_refund`,
  other: `
    wishlist_remove remove_from_wishlist removed_from_wishlist product_removed_from_wishlist wishlist_product_removed unlike
    unfavorite unfavourite unfav remove_wishlist remove_bookmark home home_page homepage home_page_view home_view view_home
    view_home_page homepage_viewed page screen session_start session_started session_end session visit_start first_visit
    first_open app_open app_opened application_opened application_installed application_backgrounded user_engagement scroll
    scroll_depth page_scroll page_ping pageleave page_leave page_exit web_interaction_to_next_paint form_start form_submit
    form_submission form_submitted file_download download outlink outbound_click link_click video_start video_progress
    video_complete login log_in logged_in signed_in sign_in logout log_out logged_out signed_out sign_up signup signed_up register
    registration complete_registration account_created identify group alias subscribe subscribed unsubscribe newsletter
    newsletter_signup email_subscribe generate_lead lead contact coupon_applied coupon_entered coupon_removed apply_coupon
    exception error javascript_error timing consent cookie_consent search_started view_account account account_view store_locator
    find_location chat chat_started received_email opened_email clicked_email email_opened email_clicked email_delivered
    email_bounced received_sms active_on_site ui_extension_errored alert_displayed clipboard input_changed input_focused
    input_blurred heartbeat ping notification_received notification_open os_update app_update app_remove gtm_js gtm_dom gtm_load
    autocapture web_vitals landing_page blog_view content_page checkout_address goal_conversion tutorial_begin tutorial_complete
    level_up add_to_calendar payment_failed payment_failure checkout_failed checkout_abandoned`,
};

/**
 * Names of events in other systems: Segment, GA4 and Universal Analytics, Meta, Shopify, Google Retail, Amazon Personalize, Klaviyo, Taobao,
 * RetailRocket, REES46, Matomo, Snowplow, Recombee, Adobe, Criteo, gorse, TikTok, Pinterest, Amplitude, Mixpanel and others. Compared by
 * `normalizeName`, so also `addToCart`, `Add To Cart`, `add-to-cart` and `ecommerce.add_to_cart`.
 */
export const EVENT_ALIASES = Object.fromEntries(
  Object.entries(NAMES).map(([meaning, names]) => [meaning, names.trim().split(/\s+/)]),
) as unknown as Readonly<Record<EventMeaning, readonly string[]>>;
