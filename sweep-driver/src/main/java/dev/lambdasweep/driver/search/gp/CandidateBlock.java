package dev.lambdasweep.driver.search.gp;

import java.util.ArrayList;
import java.util.List;

/**
 * Candidates of a generation with their means and variances, which are kept up to date while places
 * are believed.
 *
 * <p>For each row i of the factor L of K, {@code whitened[i]} is row i of L⁻¹ k for all candidates.
 * Another believed place adds a row, so that n candidates cost n times the size of K rather than
 * its square.
 */
final class CandidateBlock {
  /** Candidates per block, so that its rows stay in the processor's cache. */
  private static final int SIZE = 256;

  private final GaussianProcess process;
  private final List<Candidate> candidates;
  private final List<double[]> whitened = new ArrayList<>();
  private final double[] means;
  private final double[] variances;

  private CandidateBlock(GaussianProcess process, List<Candidate> candidates) {
    this.process = process;
    this.candidates = candidates;
    this.means = new double[candidates.size()];
    this.variances = new double[candidates.size()];
    double[][] covariances = new double[process.size()][candidates.size()];
    for (int c = 0; c < candidates.size(); c++) {
      double[] ofCandidate = process.covariances(candidates.get(c).coordinates());
      means[c] = process.mean(ofCandidate);
      variances[c] = process.kernel().scale();
      for (int i = 0; i < ofCandidate.length; i++) {
        covariances[i][c] = ofCandidate[i];
      }
    }
    for (double[] row : covariances) {
      addRow(row);
    }
  }

  /** Candidates in blocks, in order. */
  static List<CandidateBlock> of(GaussianProcess process, List<Candidate> candidates) {
    List<CandidateBlock> blocks = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i += SIZE) {
      blocks.add(
          new CandidateBlock(
              process, candidates.subList(i, Math.min(candidates.size(), i + SIZE))));
    }
    return blocks;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  /** Expected improvement at each candidate. */
  double[] scores(LogImprovement improvement) {
    double[] scores = new double[means.length];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = improvement.of(means[c], Math.max(0, variances[c]));
    }
    return scores;
  }

  /** Takes account of the place that the process has believed last. */
  void believe(double[] place) {
    double[] covariances = new double[means.length];
    for (int c = 0; c < covariances.length; c++) {
      covariances[c] = process.kernel().covariance(candidates.get(c).coordinates(), place);
    }
    addRow(covariances);
  }

  /** Row i of L⁻¹ k is (k_i − Σ_{j < i} L_ij (L⁻¹ k)_j) / L_ii. */
  private void addRow(double[] covariances) {
    double[] factor = process.factorRow(whitened.size());
    for (int j = 0; j < whitened.size(); j++) {
      double multiple = factor[j];
      double[] row = whitened.get(j);
      for (int c = 0; c < covariances.length; c++) {
        covariances[c] -= multiple * row[c];
      }
    }
    double diagonal = factor[whitened.size()];
    for (int c = 0; c < covariances.length; c++) {
      covariances[c] /= diagonal;
      variances[c] -= covariances[c] * covariances[c];
    }
    whitened.add(covariances);
  }
}
