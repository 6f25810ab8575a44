"""Typed tables of mentions and incidents, and the events that several documents report.

spark-submit tables.py DATELINE INPUT OUTPUT [GAZETTEER.index]

INPUT holds JSON lines with `id` and `text`; OUTPUT/mentions, OUTPUT/incidents and OUTPUT/events are Parquet.
"""

import json
import os
import subprocess
import sys
import threading

import pandas
from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

MENTIONS = """id string, start int, end int, text string, kind string, usage string, status string, place_id string,
    name string, country string, lat double, lon double, confidence double"""
INCIDENTS = """id string, type string, stage string, date_start string, date_end string, place_id string,
    country string, lat double, lon double, fatalities int, injuries int, confidence double, quote string"""
FOUND = "id string, error string, line string"
ROWS_AT_ONCE = 1000


def program(dateline, index):
    """The command of the one program that a partition keeps running."""
    command = [SparkFiles.get(os.path.basename(dateline)), "map", "-", "--input-format", "jsonl"]
    command += ["--format", "jsonl", "--allow-failures", "--threads", "1", "--quiet"]
    return command + (["--gazetteer", SparkFiles.get(os.path.basename(index))] if index else [])


def finder(dateline, index):
    def find(batches):
        child = subprocess.Popen(program(dateline, index), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def feed():
            try:
                for batch in batches:
                    for line in batch["value"]:
                        child.stdin.write(line.encode() + b"\n")
                child.stdin.close()
            except BrokenPipeError:
                pass  # The program ended early; its exit code says why.

        feeder = threading.Thread(target=feed)
        feeder.start()
        rows = []
        for line in child.stdout:
            record = json.loads(line)
            rows.append((record["id"], record.get("error"), line.decode().rstrip("\n")))
            if len(rows) == ROWS_AT_ONCE:
                yield pandas.DataFrame(rows, columns=["id", "error", "line"])
                rows = []
        feeder.join()
        if child.wait() != 0:
            raise RuntimeError(f"dateline ended with {child.returncode}")
        yield pandas.DataFrame(rows, columns=["id", "error", "line"])

    return find


def main():
    dateline, source, target, *index = sys.argv[1:]
    spark = SparkSession.builder.appName("dateline tables").getOrCreate()
    for file in [dateline, *index]:
        spark.sparkContext.addFile(file)
    documents = spark.read.text(source).repartition(spark.sparkContext.defaultParallelism * 4)
    found = documents.mapInPandas(finder(dateline, index[0] if index else None), FOUND)
    # Written once: the texts are not read anew for each table.
    found.write.mode("overwrite").parquet(f"{target}/found")
    found = spark.read.parquet(f"{target}/found")

    def table(name, columns):
        kinds = [it.split() for it in columns.split(",")]
        inner = ", ".join(f"{key}: {kind}" for key, kind in kinds if key != "id")
        parsed = f.from_json("line", f"{name} array<struct<{inner}>>")
        return found.select("id", f.explode(parsed[name]).alias("row")).select("id", "row.*")

    mentions, incidents = table("mentions", MENTIONS), table("incidents", INCIDENTS)
    mentions.write.mode("overwrite").parquet(f"{target}/mentions")
    incidents.write.mode("overwrite").parquet(f"{target}/incidents")

    # Reports of one type from one place and day are taken for one event: what a join can do. The days around
    # and the tolls that `dateline map --merge` looks at too are left to the single groups.
    placed = incidents.where("place_id is not null and date_start is not null and stage = 'ACCOMPLISHED'")
    events = placed.groupBy("type", "place_id", "date_start").agg(
        f.countDistinct("id").alias("reports"),
        f.sort_array(f.collect_set("id")).alias("documents"),
        f.min("fatalities").alias("fatalities_low"),
        f.max("fatalities").alias("fatalities_high"),
        f.first("lat").alias("lat"),
        f.first("lon").alias("lon"),
    )
    events.write.mode("overwrite").parquet(f"{target}/events")
    spark.stop()


if __name__ == "__main__":
    main()
