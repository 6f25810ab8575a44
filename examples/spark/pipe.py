"""Pipes JSON lines of documents through dateline: one line out for each document in.

spark-submit pipe.py DATELINE INPUT OUTPUT [GAZETTEER.index]
"""

import os
import sys

from pyspark.sql import SparkSession

dateline, source, target, *index = sys.argv[1:]
spark = SparkSession.builder.appName("dateline").getOrCreate()
context = spark.sparkContext

# Files that are added lie in the working directory of every executor.
for file in [dateline, *index]:
    context.addFile(file)
command = ["./" + os.path.basename(dateline), "map", "-", "--input-format", "jsonl", "--format", "jsonl"]
command += ["--allow-failures", "--threads", "1", "--quiet"]
if index:
    command += ["--gazetteer", os.path.basename(index[0])]

found = context.textFile(source, minPartitions=context.defaultParallelism * 4).pipe(" ".join(command), checkCode=True)
found.saveAsTextFile(target)
spark.stop()
