-- Time per host: how many trials ended on each machine, whether or not they completed, and the seconds that they took for
-- training and for evaluation, including those before a rung that may have been spent elsewhere.
SELECT
  host,
  count(*) AS trials,
  round(sum(train_seconds), 1) AS train_seconds,
  round(sum(evaluate_seconds), 1) AS evaluate_seconds
FROM trials
GROUP BY host
ORDER BY host
