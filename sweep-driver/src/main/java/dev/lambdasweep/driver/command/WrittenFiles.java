package dev.lambdasweep.driver.command;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.train.ClassPredictions;
import dev.lambdasweep.core.train.ValuePredictions;
import dev.lambdasweep.driver.command.files.NpyArray;
import dev.lambdasweep.driver.command.files.NpyReader;
import dev.lambdasweep.driver.trial.HostedTrial;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Files that a program has written for us: predictions, and files to keep. */
final class WrittenFiles {
  /** Bytes of all files to keep of one trial; they travel in its result. */
  private static final long MOST_BYTES = 256L << 20;

  private WrittenFiles() {}

  /**
   * Takes over what a program has written.
   *
   * @return what is wrong with it; empty if nothing is
   */
  static Optional<String> take(HostedTrial trial, ProgramSetup setup) {
    try {
      takeValidation(trial, setup.predictions().resolve("valid_predictions.npy"));
      takeTest(trial, setup.predictions().resolve("test_predictions.npy"));
      if (trial.test().isPresent()) {
        keep(trial, setup.keep());
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void takeValidation(HostedTrial trial, Path file) throws IOException {
    Examples examples = trial.dataset().examples();
    // rows with weights cannot be compared one by one
    if (!Files.exists(file) || examples.targets().areWeighted()) {
      return;
    }
    int[] rows = trial.dataset().validation();
    PredictedRows predicted = PredictedRows.read(file, rows.length, examples.classes());
    if (examples.task() == Task.CLASSIFICATION) {
      BitSet correct = new BitSet();
      for (int i = 0; i < rows.length; i++) {
        correct.set(i, predicted.label(i) == examples.label(rows[i]));
      }
      trial.outcomes(correct);
    } else {
      float[] errors = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        errors[i] = (float) (predicted.value(i) - examples.targets().at(rows[i]));
      }
      trial.errors(errors);
    }
  }

  private static void takeTest(HostedTrial trial, Path file) throws IOException {
    if (trial.test().isEmpty() || !Files.exists(file)) {
      return;
    }
    Examples test = trial.test().get();
    PredictedRows predicted = PredictedRows.read(file, test.size(), test.classes());
    if (test.task() == Task.CLASSIFICATION) {
      int[] labels = IntStream.range(0, test.size()).map(test::label).toArray();
      trial.tested(
          ClassPredictions.of(
              test.classes(),
              labels,
              IntStream.range(0, test.size()).map(predicted::label).toArray(),
              IntStream.range(0, test.size())
                  .mapToDouble(i -> predicted.probability(i, labels[i]))
                  .toArray()));
    } else {
      trial.tested(
          new ValuePredictions(
              IntStream.range(0, test.size()).mapToDouble(test.targets()::at).toArray(),
              IntStream.range(0, test.size()).mapToDouble(predicted::value).toArray()));
    }
  }

  private static void keep(HostedTrial trial, Path directory) throws IOException {
    long bytes = 0;
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
      for (Path file : listed) {
        if (!Files.isRegularFile(file)) {
          throw new IOException("cannot keep %s: it is not a file".formatted(file.getFileName()));
        }
        bytes += Files.size(file);
        files.add(file);
      }
    }
    if (bytes > MOST_BYTES) {
      throw new IOException(
          "cannot keep %d bytes of files: at most %d (write large ones to a shared file system)"
              .formatted(bytes, MOST_BYTES));
    }
    for (Path file : files) {
      try {
        trial.keep(file.getFileName().toString(), Files.readAllBytes(file));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "cannot keep %s: its name must be letters, digits, dots, dashes and underscores"
                .formatted(file.getFileName()),
            e);
      }
    }
  }

  /** Predictions of a program: of each row its class, the probabilities of classes, or a value. */
  private record PredictedRows(NpyArray array, int classes) {
    /** Sums of probabilities in float32 may exceed 1 by less than this. */
    private static final double ROUNDING = 1e-4;

    static PredictedRows read(Path file, int rows, int classes) throws IOException {
      NpyArray array;
      try {
        array = NpyReader.read(file);
      } catch (IOException e) {
        throw new IOException(
            "cannot read %s: %s".formatted(file.getFileName(), e.getMessage()), e);
      }
      boolean fits = array.columns() == 1 || (classes > 0 && array.columns() == classes);
      if (array.rows() != rows || !fits) {
        throw new IOException(
            "cannot use %s: its shape is %d x %d, must be %d%s"
                .formatted(
                    file.getFileName(),
                    array.rows(),
                    array.columns(),
                    rows,
                    classes > 0 ? " or %d x %d".formatted(rows, classes) : ""));
      }
      PredictedRows predicted = new PredictedRows(array, classes);
      for (int i = 0; i < rows; i++) {
        predicted.check(file, i);
      }
      return predicted;
    }

    private void check(Path file, int row) throws IOException {
      for (int column = 0; column < array.columns(); column++) {
        double value = array.at(row, column);
        if (!fits(value)) {
          throw new IOException(
              "cannot use %s: row %d has %s, must be %s"
                  .formatted(file.getFileName(), row, value, rule()));
        }
      }
    }

    private boolean fits(double value) {
      if (classes == 0) {
        return Double.isFinite(value);
      }
      return array.columns() == 1
          ? value == Math.rint(value) && value >= 0 && value < classes
          : value >= 0 && value <= 1 + ROUNDING;
    }

    private String rule() {
      if (classes == 0) {
        return "finite";
      }
      return array.columns() == 1
          ? "a class from 0 to " + (classes - 1)
          : "a probability from 0 to 1";
    }

    double value(int row) {
      return array.at(row, 0);
    }

    /** The predicted class: the first of the most probable ones. */
    int label(int row) {
      if (array.columns() == 1) {
        return (int) value(row);
      }
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = array.at(row, k) > array.at(row, best) ? k : best;
      }
      return best;
    }

    /** The probability of a class; NaN if only classes are predicted. */
    double probability(int row, int label) {
      return array.columns() == 1 ? Double.NaN : array.at(row, label);
    }
  }
}
