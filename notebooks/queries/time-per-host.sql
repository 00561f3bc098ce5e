-- Time per host: how many trials each machine ran, whether or not they completed, and the seconds it spent on training
-- and on evaluation.
SELECT
  host,
  count(*) AS trials,
  round(sum(train_seconds), 1) AS train_seconds,
  round(sum(evaluate_seconds), 1) AS evaluate_seconds
FROM trials
GROUP BY host
ORDER BY host
