-- The ten best trials of all sweeps, in DuckDB, without Spark. From the project's root directory:
--
--   duckdb < notebooks/duckdb.sql
--
-- A Parquet file from scripts/sweep export has the columns of the view trials: SELECT "lambda" FROM 'coarse.parquet'
-- (in quotes, because lambda is a keyword in DuckDB).
WITH trials AS (
  SELECT *
  FROM read_json('results/trials/*/*.jsonl', format = 'newline_delimited', union_by_name = true)
  -- if a trial was trained again, its newest row counts
  QUALIFY row_number() OVER (PARTITION BY sweep, trial, repeat ORDER BY started_at DESC) = 1
)
SELECT name, trial, repeat, parameters.lambda AS "lambda", valid_accuracy, valid_accuracy_se, test_accuracy
FROM trials
WHERE state = 'COMPLETE'
ORDER BY valid_accuracy DESC, name, trial, repeat
LIMIT 10;
