-- The ten best trials of all sweeps, in DuckDB and without Spark. From the project's root:
--
--   duckdb < notebooks/duckdb.sql
--
-- What scripts/sweep export writes as Parquet has the columns of the view trials: SELECT "lambda" FROM 'coarse.parquet'
-- (with quotes: lambda is a keyword of DuckDB's).
WITH trials AS (
  SELECT *
  FROM read_json('results/trials/*/*.jsonl', format = 'newline_delimited', union_by_name = true)
  -- of a trial that was tried again the newest row counts
  QUALIFY row_number() OVER (PARTITION BY sweep, trial, repeat ORDER BY started_at DESC) = 1
)
SELECT name, trial, repeat, parameters.lambda AS "lambda", valid_accuracy, valid_accuracy_se, test_accuracy
FROM trials
WHERE state = 'COMPLETE'
ORDER BY valid_accuracy DESC, name, trial, repeat
LIMIT 10;
