-- λ against accuracy by decade: for the complete trials of every search and refinement, the number of trials with
-- λ from 10^decade up to the next power of ten, and the mean and the best of their validation accuracies.
SELECT
  CAST(floor(log10(lambda)) AS INT) AS decade,
  count(*) AS trials,
  round(avg(valid_accuracy), 4) AS mean_valid_accuracy,
  round(max(valid_accuracy), 4) AS best_valid_accuracy
FROM trials
WHERE state = 'COMPLETE'
  AND kind IN ('search', 'refine')
  AND lambda > 0
GROUP BY decade
ORDER BY decade
