/** Fields of a log that are read. */
export const LOG_FIELDS = ['user_id', 'item_id', 'timestamp', 'event', 'quantity', 'value', 'price', 'transaction_id'] as const;

/** One of `LOG_FIELDS`. */
export type LogField = (typeof LOG_FIELDS)[number];

/** Field to column name of the file, or a nested path. */
export type ColumnMap = Partial<Record<LogField, string>>;

/** What a column that names shoppers has. Where a row has several, the first kind counts. */
export const USER_KINDS = ['known', 'mail', 'pseudonym', 'session'] as const;

/** One of `USER_KINDS`. */
export type UserKind = (typeof USER_KINDS)[number];

/** Column names of shoppers by kind, normalised by `normalizeName`, the most specific first. */
export const USER_NAMES: Readonly<Record<UserKind, readonly string[]>> = {
  known: words(`
    userid customerid shopperid memberid accountid buyerid uid user customer shopper member buyer reviewerid personid profileid
    contactid subscriberid userno customerno customernumber kundennummer kundenid author person`),
  mail: words(`
    email customeremail emailbilling billingemail useremail emailaddress contactemail buyeremail customeremailaddress`),
  pseudonym: words(`
    userpseudoid anonymousid visitorid fullvisitorid visitor domainuserid clientid distinctid amplitudeid deviceid cookieid cookie
    mcid ecid mcvisid networkuserid gaclientid guestid anonid device clientpseudoid profilekey cid`),
  session: words(`
    sessionid usersession visitid domainsessionid idvisit gasessionid session visit cartid basketid sid`),
};

/** Columns of these names hold ratings: a log with one and without names of events is a log of ratings. */
export const RATING_NAMES: readonly string[] = words(`
    rating stars starrating ratingvalue reviewrating overall userrating ratingscore`);

/** Column names of events whose other meanings are frequent: taken only where they hold known names. */
export const WEAK_EVENT_NAMES: readonly string[] = words(`
    type category eventcategory name kind status label eventlabel method operation topic goal signal engagement`);

/** Recognised column names, normalised by `normalizeName`, the most specific first. */
export const LOG_NAMES: Readonly<Record<LogField, readonly string[]>> = {
  user_id: [...USER_NAMES.known, ...USER_NAMES.mail, ...USER_NAMES.pseudonym, ...USER_NAMES.session],
  item_id: words(`
    itemid productid lineitemsku itemsku productsku sku contentid articleid goodsid offerid variantid productvariantid stockcode
    productcode itemcode articlecode asin parentasin skuid itemnumber productnumber articlenumber artikelnummer artikelid
    productref listingid movieid bookid isbn songid trackid newsid adid hotelid recipeid gameid entityid targetentityid objectid
    item product article gtin ean upc barcode prodid`),
  timestamp: words(`
    timestamp eventtimestamp eventtime occurredat derivedtstamp collectortstamp dvcecreatedtstamp originaltimestamp
    timestampmicros timestampms unixtimestamp unixtime unixreviewtime time ts datetime eventdatetime dateandtime createdat
    ordercreatedat orderpurchasetimestamp orderdate orderdatetime invoicedate purchasedate purchasedat transactiondate
    transactiontime datecreated createddate createdon creationdate created saledate salesdate paidat eventat clienttime servertime
    servertimestamp receivedat sentat loggedat requesttime hittime visittime visitdate reviewtime reviewdate ratedat clickedat
    viewedat tdat zeitstempel zeit datum fecha data eventdate day date`),
  event: words(`
    eventname event eventtype eventaction action actiontype behaviortype behaviourtype behavior behaviour feedbacktype feedback
    interactiontype interaction activitytype activity verb activityname eventlabel eventcategory hittype ereignis evenement type
    name category kind status label method operation topic goal signal engagement`),
  quantity: words(`
    quantity lineitemquantity itemquantity productquantity quantityrefund qtyordered qty orderedquantity quantitypurchased
    quantityordered units unitssold pieces itemqty menge anzahl cantidad quantite count`),
  value: ['eventvalue', 'value', ...RATING_NAMES, 'score', 'dwelltime', 'durationseconds'],
  price: ['price', 'unitprice', 'itemprice', 'lineitemprice', 'productprice', 'itemcost', 'saleprice'],
  transaction_id: words(`
    transactionid orderid invoiceno invoicenumber invoice invoiceid ordernumber orderno incrementid amazonorderid saleid receiptid
    receiptno billno basketid transaction order bestellnummer auftragsnummer`),
};

/** The names in a text, separated by blanks. */
function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
