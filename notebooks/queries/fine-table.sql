-- The fine table: λ and accuracy on the validation images of the newest sweep named fine, by λ, with the accuracy's
-- standard error: rows that differ by less cannot be distinguished.
SELECT
  lambda,
  round(valid_accuracy, 4) AS valid_accuracy,
  round(valid_accuracy_se, 4) AS standard_error
FROM trials
WHERE sweep = (SELECT max_by(sweep, created_at) FROM sweeps WHERE name = 'fine')
  AND state = 'COMPLETE'
ORDER BY lambda, repeat
