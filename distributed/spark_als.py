#!/usr/bin/env python3
"""Trains a model for `onshelf import` on a Spark cluster: item factors and item-to-item tables from an event log.

    spark-submit --files event-rules.json spark_als.py --events s3a://shop/events/ --catalog s3a://shop/feed.tsv --out s3a://shop/model
    onshelf import --factors model --catalog feed.tsv --out public/pack

The log has the columns of `onshelf build`: user_id, item_id, timestamp, and optionally event, quantity, value, price,
transaction_id; other names are mapped with --map. Rows are kept, dropped, de-duplicated and weighted by the same rules, and what one
shopper counts for is bounded as there. All values are computed in Spark's SQL engine: no row passes through Python.

Written to --out: itemFactors (id, features), items (id, item_id, popularity), neighbours and followers (item, other,
similarity), settings (alpha, regularization, halfLifeDays) and report (rows, used, dropped by reason, and notes of shoppers out of proportion).
"""

import argparse
import json
import math
import os
import sys
import time

from pyspark import StorageLevel
from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

FIELDS = ["user_id", "item_id", "timestamp", "event", "quantity", "value", "price", "transaction_id"]
# How far the job's clock may be behind the shoppers' clocks, milliseconds.
CLOCK_TOLERANCE = 86_400_000
# A number that would be a time after 2100 is none, milliseconds since 1970.
LAST_PLAUSIBLE = 4_133_980_800_000
DAY = 86_400_000
# Bounds of one shopper, of `src/train/log/cap-shoppers.ts`, where they are explained; a view weighs 1.
MAX_PER_ITEM = 10
CRAWLER_VIEWS, CRAWLER_WEIGHT = 1000, 100
SHOPPING = ["add_to_cart", "begin_checkout", "purchase"]
HEAVY_SHARE, HEAVY_ROWS, HEAVY_SHOPPERS = 0.05, 200, 20
TOLD_SHARE = 0.05
SHOWN = 5
CORRUPT = "_corrupt_record"
# Range of dates without separators, such as 20240131: 1990 to 2100; and such a date in ISO 8601.
COMPACT_DATES = "BETWEEN 19900101 AND 21001231"
DASHED = r"regexp_replace(trim(timestamp), '^(\\d{4})(\\d\\d)(\\d\\d)$', '$1-$2-$3')"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))

    def option(name, help, **more):
        default = "" if more.get("default") is None else " (default: %(default)s)"
        parser.add_argument(name, help=help + default, **more)

    option("--events", "event log: files or folders that Spark can read; gzip if the name ends in .gz", nargs="+", required=True, metavar="PATH")
    option("--out", "output folder; replaced", required=True, metavar="PATH")
    option("--catalog", "product feed (CSV, TSV or JSON Lines with an id): events of other items are dropped", metavar="PATH")
    option("--format", "format of the log: csv, json or parquet (default: by the name of the first path)", choices=["csv", "json", "parquet"])
    option("--delimiter", "column separator of a CSV log", default=",")
    option("--map", "column names of the log, such as user_id=CustomerID,item_id=SKU", metavar="OURS=THEIRS,...", default="")
    option("--now", "current time, milliseconds since 1970; events dated more than a day later are dropped (default: the clock)", type=int)
    option("--rank", "columns of the factors", type=int, default=64)
    option("--iterations", "passes of the factorisation", type=int, default=15)
    option("--alpha", "confidence of an interest of 1", type=float, default=20.0)
    option("--regularization", "ridge; Spark multiplies it by the number of a row's entries", type=float, default=0.05)
    option("--items-per-user", "maximum number of distinct items of a shopper, the latest", type=int, default=300)
    option("--half-life-days", "days after which an event counts half in the popularity", type=float, default=60.0)
    option("--shrinkage", "shrinkage of the cosine, in shoppers", type=float, default=20.0)
    option("--neighbours", "maximum number of entries per item in both tables", type=int, default=50)
    option("--window", "maximum number of steps between an item and its followers", type=int, default=10)
    option("--blocks", "blocks of users and of items in the factorisation", type=int, default=10)
    option("--checkpoint", "folder that all machines can access, for checkpoints of long plans", metavar="PATH")
    option("--seed", "the same seed and log give nearly the same factors", type=int, default=1)
    option("--rules", "file of column names, event names and weights", default=os.path.join(here, "event-rules.json"), metavar="FILE")
    option("--master", "Spark master, such as local[4] for this machine (default: that of spark-submit)")
    return parser.parse_args()


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def letters(name):
    return "".join(character for character in name.lower() if character.isalnum())


def map_columns(columns, names, text):
    """Field to column of the log: from --map, else by the names that `onshelf build` recognises."""
    mapped = {}
    for pair in filter(None, text.split(",")):
        ours, _, theirs = pair.partition("=")
        if ours.strip() not in FIELDS or theirs.strip() not in columns:
            sys.exit(f'--map: "{pair}" is not FIELD=COLUMN; the fields are {", ".join(FIELDS)}, the columns are {", ".join(columns)}')
        mapped[ours.strip()] = theirs.strip()
    by_letters = {}
    for column in columns:
        by_letters.setdefault(letters(column), column)
    for field in FIELDS:
        found = [by_letters[name] for name in names[field] if name in by_letters]
        if field not in mapped and found:
            mapped[field] = found[0]
    for field in ["user_id", "item_id", "timestamp"]:
        if field not in mapped:
            sys.exit(f"The log has no column for {field}; its columns are: {', '.join(columns)}. Map it: --map {field}=COLUMN")
    return mapped


def read_log(spark, options, names):
    """The log with the fields as columns, every value as text, and `source_row`, which ascends within a file."""
    kind = options.format or next((kind for kind in ["parquet", "json", "csv"] if kind in options.events[0].lower()), "csv")
    if kind == "parquet":
        raw = spark.read.parquet(*options.events)
    elif kind == "json":
        raw = spark.read.option("primitivesAsString", True).option("columnNameOfCorruptRecord", CORRUPT).json(options.events)
    else:
        settings = {"header": True, "sep": options.delimiter, "escape": '"', "mode": "PERMISSIVE", "columnNameOfCorruptRecord": CORRUPT}
        header = spark.read.options(**settings).csv(options.events).columns
        schema = T.StructType([T.StructField(name, T.StringType()) for name in [*header, CORRUPT]])
        raw = spark.read.options(**settings).schema(schema).csv(options.events)
    columns = [column for column in raw.columns if column != CORRUPT]
    mapped = map_columns(columns, names, options.map)
    readable = f"{CORRUPT} IS NULL" if CORRUPT in raw.columns else "true"
    fields = [f"CAST({quoted(mapped[field])} AS STRING) AS {field}" if field in mapped else f"CAST(NULL AS STRING) AS {field}" for field in FIELDS]
    return raw.selectExpr("monotonically_increasing_id() AS source_row", f"{readable} AS readable", *fields), "event" in mapped


def read_catalog(spark, path):
    """The ids of a product feed."""
    if ".json" in path.lower():
        feed = spark.read.option("primitivesAsString", True).json(path)
    else:
        delimiter = "\t" if ".tsv" in path.lower() or ".txt" in path.lower() else ","
        feed = spark.read.options(header=True, sep=delimiter, escape='"').csv(path)
    ids = [column for column in feed.columns if letters(column.removeprefix("g:")) in ("id", "itemid", "offerid")]
    if not ids:
        sys.exit(f"{path} has no column id; its columns are: {', '.join(feed.columns)}")
    return feed.selectExpr(f"trim({quoted(ids[0])}) AS item_id").where("item_id <> ''").distinct()


def has_compact_dates(entries):
    """Whether the log's times are dates without separators. One number could also be seconds, so all numbers must be valid dates."""
    numbers = entries.selectExpr("timestamp", "try_cast(trim(timestamp) AS DOUBLE) AS number").where("number IS NOT NULL")
    return bool(numbers.agg(F.expr(f"bool_and(number {COMPACT_DATES} AND try_cast({DASHED} AS DATE) IS NOT NULL)")).first()[0])


def classify(spark, entries, rules, has_event, catalog, now):
    """Every row with its time, amount and weight, and the reason if it is dropped, by the rules of `onshelf build`."""
    known = spark.createDataFrame([(rule["letters"], rule["name"], rule["code"], float(rule["weight"])) for rule in rules], "letters STRING, rule_name STRING, code INT, rule_weight DOUBLE")
    name = "regexp_replace(lower(coalesce(event, '')), '[^\\\\p{L}\\\\p{M}\\\\p{N}]', '')" if has_event else "'viewitem'"
    written = DASHED if has_compact_dates(entries) else "trim(timestamp)"
    stamped = entries.selectExpr(
        "*",
        "trim(user_id) AS shopper",
        "trim(item_id) AS article",
        f"{name} AS letters",
        f"try_cast({written} AS DOUBLE) AS stamp",
        # Spark reads a time without a date as today's.
        rf"CASE WHEN {written} RLIKE '^\\d{{4}}-\\d\\d-\\d\\d' THEN unix_millis(try_cast({written} AS TIMESTAMP)) END AS moment",
        "CASE WHEN trim(coalesce(quantity, '')) = '' THEN 1D ELSE try_cast(quantity AS DOUBLE) END AS pieces",
        "try_cast(value AS DOUBLE) AS number",
    ).join(F.broadcast(known), "letters", "left")
    if catalog is not None:
        stamped = stamped.join(catalog.selectExpr("item_id AS article", "true AS listed"), "article", "left")
    timed = stamped.selectExpr(
        "*",
        """CASE WHEN stamp IS NULL THEN CAST(moment AS DOUBLE)
            WHEN isnan(stamp) OR abs(stamp) = double('Infinity') THEN NULL
            WHEN abs(stamp) >= 1e17 THEN stamp / 1e6
            WHEN abs(stamp) >= 1e14 THEN stamp / 1e3
            WHEN abs(stamp) >= 1e11 THEN stamp
            ELSE stamp * 1e3 END AS time""",
        "CASE rule_name WHEN 'purchase' THEN pieces WHEN 'rate' THEN number WHEN 'dwell' THEN coalesce(number, 60D) ELSE 1D END AS amount",
    )
    listed = "listed IS NULL" if catalog is not None else "octet_length(article) > 256"
    return timed.selectExpr(
        "*",
        """CAST(rule_weight * CASE rule_name
            WHEN 'rate' THEN greatest((amount - 3) / 2, 0)
            WHEN 'dwell' THEN least(amount / 60, 4)
            WHEN 'purchase' THEN least(1 + log2(greatest(amount, 1)) / 2, 4)
            ELSE 1 END AS FLOAT) AS weight""",
        f"""CASE WHEN NOT readable THEN 'unreadable line'
            WHEN coalesce(shopper, '') = '' THEN 'missing user_id'
            WHEN coalesce(article, '') = '' THEN 'missing item_id'
            WHEN time IS NULL OR abs(time) > 8.64e15 THEN 'unreadable timestamp'
            WHEN stamp IS NOT NULL AND time >= {LAST_PLAUSIBLE} THEN 'timestamp decades away'
            WHEN time > {now + CLOCK_TOLERANCE} THEN 'timestamp in the future'
            WHEN rule_name IS NULL THEN 'unknown event'
            WHEN rule_name = 'refund' THEN 'refund'
            WHEN code < 0 THEN 'event not used in training'
            WHEN rule_name = 'purchase' AND (pieces IS NULL OR NOT pieces > 0 OR isnan(pieces) OR pieces = double('Infinity')) THEN 'quantity not positive'
            WHEN rule_name = 'add_to_cart' AND pieces < 0 THEN 'quantity not positive'
            WHEN rule_name = 'rate' AND (number IS NULL OR NOT number BETWEEN 1 AND 5) THEN 'rating missing or not 1 to 5'
            WHEN rule_name = 'dwell' AND NOT coalesce(number, 60D) >= 0 THEN 'dwell time below 0'
            WHEN {listed} THEN 'item not in the catalogue' END AS reason""",
    )


def remove_duplicates(typed):
    """One event for each set of equal rows, with their number, and whether it is one that crawlers do not cause."""
    same = ["shopper", "article", "time", "code", "quantity", "value", "price", "transaction_id"]
    return (
        typed.where("reason IS NULL")
        .groupBy(*same)
        .agg(
            F.first("weight").alias("weight"), F.min("source_row").alias("source_row"), F.count("*").alias("rows"),
            F.first(F.col("rule_name").isin(SHOPPING)).alias("shopping"),
        )
        .selectExpr("shopper AS user", "article AS item", "time", "weight", "source_row", "rows", "shopping")
    )  # fmt: skip


def count_items(typed, catalog):
    """Number of rows that the catalogue of a build has: of the feed, else of the log, with those of dropped rows."""
    if catalog is not None:
        return catalog.count()
    return typed.where("readable AND article <> '' AND octet_length(article) <= 256").select("article").distinct().count()


def bound_shoppers(events, used, catalogue):
    """The same events with bounded weights, and notes without names of shoppers: `src/train/log/cap-shoppers.ts` as SQL.

    A shopper's events with an item count up to MAX_PER_ITEM together, from the latest, which counts in full; all events of a
    crawler up to CRAWLER_WEIGHT. `used` is the number of events, `catalogue` that of items.
    """
    later = Window.partitionBy("user", "item").orderBy(F.desc("place")).rowsBetween(Window.unboundedPreceding, -1)
    capped = (
        events.withColumn("later", F.sum(F.col("weight").cast("double")).over(later))
        .withColumn("own", F.expr(f"CASE WHEN coalesce(later, 0) = 0 THEN weight ELSE CAST(least(weight, greatest({MAX_PER_ITEM} - later, 0)) AS FLOAT) END"))
        .persist(StorageLevel.MEMORY_AND_DISK)
    )
    shoppers = (
        capped.groupBy("user")
        .agg(
            F.count("*").alias("events"), F.expr("count_if(later IS NULL)").alias("items"), F.expr("bool_or(shopping)").alias("shops"),
            F.sum(F.col("own").cast("double")).alias("total"), F.sum(F.col("weight").cast("double")).alias("whole"),
            F.expr("sum(CAST(weight AS DOUBLE) - CAST(own AS DOUBLE))").alias("lost"), F.expr("bool_or(own < weight)").alias("cut"),
        )
        .persist(StorageLevel.MEMORY_AND_DISK)
    )  # fmt: skip
    suspects = shoppers.where(f"events >= {CRAWLER_VIEWS} AND NOT shops").select("user", "events", "total")
    crawlers = find_crawlers(capped, suspects, min(CRAWLER_VIEWS, catalogue / 2)).persist(StorageLevel.MEMORY_AND_DISK)
    scales = crawlers.where(f"total > {CRAWLER_WEIGHT}").selectExpr("user", f"{CRAWLER_WEIGHT} / total AS scale")
    bounded = capped.join(scales, "user", "left").withColumn("weight", F.expr("CAST(own * coalesce(scale, 1D) AS FLOAT)"))
    return bounded.drop("later", "own", "scale", "shopping"), shopper_notes(shoppers, crawlers, used)


def find_crawlers(events, suspects, many):
    """Those of the suspects with CRAWLER_VIEWS events, of `many` items, within a day at some time.

    An event is within the day from its own time on, to a day later; so is its item, unless another event with it takes over.
    Both are counted at these changes, in order: the cost grows with the events, not with those of a day.
    """
    of_item = Window.partitionBy("user", "item").orderBy("place")
    near = (
        events.join(suspects.select("user"), "user", "left_semi")
        .withColumn("fresh", F.coalesce(F.col("time") - F.lag("time").over(of_item) > DAY, F.lit(True)))
        .withColumn("gone", F.coalesce(F.lead("time").over(of_item) - F.col("time") > DAY, F.lit(True)))
    )
    changes = near.selectExpr(
        "user",
        f"""explode(array(
            struct(time AS at, false AS leaves, 1 AS event, CAST(fresh AS INT) AS item),
            struct(time + {DAY} AS at, true AS leaves, -1 AS event, -CAST(gone AS INT) AS item))) AS change""",
    ).select("user", "change.*")
    # Changes of one time count at once, and what enters comes before what leaves.
    until = Window.partitionBy("user").orderBy("at", "leaves").rangeBetween(Window.unboundedPreceding, Window.currentRow)
    counts = changes.select("user", F.sum("event").over(until).alias("within"), F.sum("item").over(until).alias("items"))
    return suspects.join(counts.where(f"within >= {CRAWLER_VIEWS} AND items >= {many!r}").select("user"), "user", "left_semi")


def shopper_notes(shoppers, crawlers, used):
    """What a build says of shoppers out of proportion, in its words: only totals, and the rows of the SHOWN heaviest, reach the driver."""
    notes = []
    note = lambda code, message: notes.append({"code": code, "message": message, "option": None})
    count, cut, lost, whole = shoppers.agg(F.count("*"), F.expr("count_if(cut)"), F.sum("lost"), F.sum("whole")).first()
    heavy = shoppers.where(f"events >= {HEAVY_ROWS} AND {count} >= {HEAVY_SHOPPERS} AND events >= {HEAVY_SHARE!r}D * {used}")
    heaviest = heavy.orderBy(F.desc("events"), "user").select("events", "items").limit(SHOWN).collect()
    if heaviest:
        number = heavy.count()
        shares = ", ".join(f"{math.floor(100 * events / used + 0.5)} % ({events} rows, {items} items)" for events, items in heaviest)
        who = "One shopper has" if number == 1 else f"{number} shoppers have"
        note("heavy-shopper", f"{who} a share of all rows out of proportion: {shares}. This may be a monitor, a test or an import. With one item a shopper counts as {MAX_PER_ITEM} views at most.")
    found, rows = crawlers.agg(F.count("*"), F.sum("events")).first()
    if found:
        who = "shopper" if found == 1 else "shoppers"
        note("crawlers", f"{found} {who} with {rows} rows viewed {CRAWLER_VIEWS} items, or half the catalogue, within a day and bought nothing, as crawlers do. Each counts as {CRAWLER_WEIGHT} views at most.")
    if cut and lost >= TOLD_SHARE * whole:
        who = "shopper has" if cut == 1 else "shoppers have"
        note("shoppers-bounded", f"{cut} {who} more events with one item than count: {MAX_PER_ITEM} views, or two purchases, at most.")
    return notes


def number_rows(frame, name):
    """Numbers rows from 0 without collecting them on one machine: by partition, then within it."""
    parted = frame.withColumn("part", F.spark_partition_id()).persist(StorageLevel.MEMORY_AND_DISK)
    starts, total = {}, 0
    for part, count in sorted((row["part"], row["count"]) for row in parted.groupBy("part").count().collect()):
        starts[part] = total
        total += count
    if total >= 2**31:
        sys.exit(f"{total} users or items are too many: Spark's ALS supports ids below 2 147 483 648")
    within = F.row_number().over(Window.partitionBy("part").orderBy(*frame.columns))
    start = F.create_map([F.lit(number) for pair in starts.items() for number in pair])[F.col("part")] if starts else F.lit(0)
    return parted.withColumn(name, (within - 1 + start).cast("int")).drop("part")


def interest_of(events, most):
    """Each shopper's interest in their latest items, damped above 1."""
    latest = Window.partitionBy("user").orderBy(F.desc("last"))
    return (
        events.where("weight > 0")
        .groupBy("user", "item")
        .agg(F.sum(F.col("weight").cast("double")).alias("sum"), F.max("place").alias("last"))
        .withColumn("rank", F.row_number().over(latest))
        .where(F.col("rank") <= most)
        .selectExpr("user", "item", "CAST(CASE WHEN sum > 1 THEN 1 + ln(sum) ELSE sum END AS FLOAT) AS interest")
    )


def strongest(pairs, most):
    """The `most` strongest pairs of each item."""
    order = Window.partitionBy("item").orderBy(F.desc("similarity"), "other")
    return pairs.where("similarity > 0").withColumn("rank", F.row_number().over(order)).where(F.col("rank") <= most).drop("rank")


def cosine(interest, shrinkage, most):
    """Item-to-item cosine with shrinkage, shoppers with many items damped (Sarwar et al., WWW 2001; Bell and Koren, ICDM 2007)."""
    length = F.count("*").over(Window.partitionBy("user"))
    damped = interest.withColumn("x", (F.col("interest") / F.sqrt(F.log2(1 + length))).cast("float").cast("double")).persist(StorageLevel.MEMORY_AND_DISK)
    unit = damped.agg(F.avg(F.col("x") * F.col("x"))).first()[0] or 1.0
    norms = damped.groupBy("item").agg(F.sqrt(F.sum(F.col("x") * F.col("x")) / unit).alias("norm"))
    left = damped.selectExpr("user", "item", "x")
    right = damped.selectExpr("user", "item AS other", "x AS y")
    products = left.join(right, "user").where("item <> other").groupBy("item", "other").agg((F.sum(F.expr("x * y")) / unit).alias("product"))
    return strongest(
        products.join(norms, "item")
        .join(norms.selectExpr("item AS other", "norm AS other_norm"), "other")
        .selectExpr("item", "other", f"CAST(product / (norm * other_norm + {shrinkage!r}) AS FLOAT) AS similarity"),
        most,
    )


def followers(events, window, most):
    """Sequential rules: items up to `window` steps later, each counting 1 / steps (Ludewig and Jannach, UMUAI 2018)."""
    ahead = Window.partitionBy("user").orderBy("place").rowsBetween(1, window)
    following = events.withColumn("next", F.collect_list(F.struct("item", "weight")).over(ahead))
    totals = events.groupBy("item").agg(F.sum(F.col("weight").cast("double")).alias("total"))
    steps = following.selectExpr("item", "CAST(weight AS DOUBLE) AS weight", "posexplode(next) AS (step, target)")
    sums = (
        steps.selectExpr("item", "target.item AS other", "weight * CAST(target.weight AS DOUBLE) / (step + 1) AS value")
        .groupBy("item", "other")
        .agg(F.sum("value").alias("sum"))
    )
    return strongest(sums.join(totals, "item").selectExpr("item", "other", "CAST(sum / total AS FLOAT) AS similarity"), most)


def popularity(events, half_life_days):
    """Weights halved for every half-life before the log's last event, on a logarithmic scale from 0 to 1."""
    last = events.agg(F.max("time")).first()[0]
    sums = events.groupBy("item").agg(F.sum(F.expr(f"weight * pow(2D, (time - {last!r}D) / {DAY}D / {half_life_days!r}D)")).alias("sum"))
    most = sums.agg(F.max("sum")).first()[0] or 1.0
    return sums.selectExpr("item", f"CAST(ln(1 + sum) / ln(1 + {most!r}D) AS FLOAT) AS popularity")


def main():
    options = arguments()
    with open(options.rules if os.path.exists(options.rules) else os.path.basename(options.rules), encoding="utf-8") as file:
        rules = json.load(file)
    builder = SparkSession.builder.appName("onshelf: factors and item-to-item tables").config("spark.sql.session.timeZone", "UTC")
    spark = (builder.master(options.master) if options.master else builder).getOrCreate()
    if options.checkpoint:
        spark.sparkContext.setCheckpointDir(options.checkpoint)

    entries, has_event = read_log(spark, options, rules["columns"])
    catalog = read_catalog(spark, options.catalog) if options.catalog else None
    now = options.now if options.now is not None else int(time.time() * 1000)
    typed = classify(spark, entries, rules["events"], has_event, catalog, now).persist(StorageLevel.MEMORY_AND_DISK)
    dropped = {row["reason"]: row["count"] for row in typed.where("reason IS NOT NULL").groupBy("reason").count().collect()}
    accepted = remove_duplicates(typed)
    order = Window.partitionBy("user").orderBy("time", "source_row", "item")
    events = accepted.withColumn("place", F.row_number().over(order)).persist(StorageLevel.MEMORY_AND_DISK)
    used, rows = events.agg(F.count("*"), F.sum("rows")).first()
    if not used:
        sys.exit(f"No row of the log can be used: {dropped}")
    if rows > used:
        dropped["exact duplicate"] = rows - used
    whole, (events, notes) = events, bound_shoppers(events, used, count_items(typed, catalog))
    whole.unpersist()

    interest = interest_of(events, options.items_per_user)
    items = number_rows(events.select("item").distinct(), "id")
    users = number_rows(interest.select("user").distinct(), "user_number")
    ratings = interest.join(users, "user").join(items, "item").selectExpr("user_number AS user", "id AS item", "interest AS rating")
    ratings = ratings.persist(StorageLevel.MEMORY_AND_DISK)
    als = ALS(
        rank=options.rank, maxIter=options.iterations, regParam=options.regularization, alpha=options.alpha, implicitPrefs=True,
        seed=options.seed, numUserBlocks=options.blocks, numItemBlocks=options.blocks,
    )  # fmt: skip
    model = als.fit(ratings)

    write = lambda frame, name: frame.write.mode("overwrite").parquet(f"{options.out.rstrip('/')}/{name}")
    write(model.itemFactors, "itemFactors")
    liked = items.join(popularity(events, options.half_life_days), "item", "left")
    write(liked.selectExpr("id", "item AS item_id", "coalesce(popularity, 0F) AS popularity"), "items")
    write(cosine(interest, options.shrinkage, options.neighbours), "neighbours")
    write(followers(events, options.window, options.neighbours), "followers")

    entries_count, shoppers = ratings.agg(F.count("*"), F.countDistinct("user")).first()
    # Ridge of the fold-in in the browser: Spark's, for a shopper with the mean number of items.
    settings = {
        "alpha": options.alpha,
        "regularization": options.regularization * entries_count / shoppers,
        "halfLifeDays": options.half_life_days,
    }
    report = {
        "rows": used + sum(dropped.values()), "used": used, "shoppers": events.select("user").distinct().count(), "items": items.count(),
        "dropped": dropped, "notes": notes,
    }  # fmt: skip
    for name, content in [("settings", settings), ("report", report)]:
        line = spark.range(1).select(F.lit(json.dumps(content)).alias("value")).coalesce(1)
        line.write.mode("overwrite").text(f"{options.out.rstrip('/')}/{name}")
    print(json.dumps(report))
    spark.stop()


if __name__ == "__main__":
    main()
