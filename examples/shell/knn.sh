#!/bin/sh
# Predicts values from those of the K nearest training rows: knn.sh K DATA. The data are train.csv and valid.csv, in a final
# sweep also test.csv, with the value in the last column. All columns count alike, whatever their units.
# SPDX-License-Identifier: Apache-2.0
set -eu
for part in valid test; do
  [ -f "$2/$part.csv" ] || continue
  awk -F , -v k="$1" -v part="$part" '
    FNR == 1 { next }
    NR == FNR {
      train++
      for (j = 1; j < NF; j++) { x[train, j] = $j; sum[j] += $j; squares[j] += $j * $j }
      y[train] = $NF
      next
    }
    !rows++ { for (j = 1; j < NF; j++) { variance[j] = squares[j] / train - (sum[j] / train) ^ 2 } }
    {
      for (i = 1; i <= train; i++) {
        d[i] = 0
        for (j = 1; j < NF; j++) { if (variance[j] > 0) { d[i] += (x[i, j] - $j) ^ 2 / variance[j] } }
      }
      total = 0
      for (n = 1; n <= k; n++) {
        best = 0
        for (i = 1; i <= train; i++) { if (d[i] != "used" && (!best || d[i] < d[best])) { best = i } }
        total += y[best]
        d[best] = "used"
      }
      error = total / k - $NF
      absolute += error < 0 ? -error : error
      squared += error * error
    }
    END { printf "%s_rmse=%.17g %s_mae=%.17g\n", part, sqrt(squared / rows), part, absolute / rows }
  ' "$2/train.csv" "$2/$part.csv"
done
