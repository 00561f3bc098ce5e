-- The coarse table: λ and accuracy on the validation images of the newest sweep named coarse, worst first, with
-- the digits of the published table.
SELECT
  round(lambda, 6) AS lambda,
  round(valid_accuracy, 4) AS valid_accuracy
FROM trials
WHERE sweep = (SELECT max_by(sweep, created_at) FROM sweeps WHERE name = 'coarse')
  AND state = 'COMPLETE'
ORDER BY trials.valid_accuracy, trials.lambda
