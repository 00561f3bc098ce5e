package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every user error gives exit code 2 and one message, and leaves no sweep behind. */
class BadInputIT {
  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static String small;
  private static String results;

  @BeforeAll
  static void trainOneSweep() {
    sweeps = InProcess.in(directory).write("small.conf", "sweep.space.lambda = [0.01]");
    small = sweeps.at("small.conf");
    results = sweeps.at("results");
    assertThat(sweeps.run("run", small).exitCode()).isZero();
  }

  @Test
  void reportsAllProblemsOfAFileAtOnce() {
    String file = sweeps.at("wrong.conf");
    sweeps.writeExactly(
        "wrong.conf",
        """
        sweep.space.lambda = { type = log-uniform, low = 1e-1, high = 1e-5 }
        sweep.trial = 4
        training { updates = 40, batch-size = -50 }
        """);
    assertRefused(
        """
        Cannot read %s: 3 problems
          %s:1: invalid sweep.space.lambda.low: 1e-1, must be below high = 0.00001
          %s:2: unknown key sweep.trial, did you mean sweep.trials?
          %s:3: invalid training.batch-size: -50, must be at least 1
        (fix them and try again)"""
            .formatted(file, file, file, file),
        "run",
        file);
  }

  @Test
  void suggestsTheNearestKeyForTheCommandLine() {
    assertRefused(
        "Cannot read "
            + small
            + """
            : 2 problems
              command line: batch-size: must be KEY=VALUE
              command line: training.batchsize=3: unknown key training.batchsize, did you mean training.batch-size?
            (fix them and try again)""",
        "run",
        small,
        "batch-size",
        "training.batchsize=3");
  }

  @Test
  void refusesATruncatedFile() {
    String data = damaged("truncated", Arrays.copyOf(CifarFiles.images(2, 1), 5000));
    assertRefused(
        "Cannot read %s/data_batch_1.bin: 5000 bytes is not a whole number of 3073-byte records (the file is truncated or not CIFAR-10's binary version; fetch it again with scripts/fetch-cifar10)"
            .formatted(data),
        "run",
        small,
        "--data",
        data);
  }

  @Test
  void refusesALabelOfTen() {
    byte[] images = CifarFiles.images(2, 1);
    images[CifarFiles.RECORD] = 10;
    String data = damaged("labels", images);
    assertRefused(
        "Cannot read %s/data_batch_1.bin: label of record 1 (counted from 0) is 10, must be in [0, 9] (the file is damaged or not CIFAR-10's binary version; fetch it again with scripts/fetch-cifar10)"
            .formatted(data),
        "run",
        small,
        "--data",
        data);
  }

  @Test
  void finalReadsItsTestImagesBeforeItTrains() {
    String data = CifarFiles.write(directory.resolve("test"), 7).toString();
    CifarFiles.write(directory.resolve("test"), "test_batch", new byte[5000]);
    assertRefused(
        "Cannot read %s/test_batch.bin: 5000 bytes is not a whole number of 3073-byte records (the file is truncated or not CIFAR-10's binary version; fetch it again with scripts/fetch-cifar10)"
            .formatted(data),
        "final",
        small,
        "--data",
        data);
  }

  @Test
  void refusesMoreValidationImagesThanThereAre() {
    assertRefused(
        "Cannot split 400 images into 1 for training and 400 for validation: 1 too few (use at most 400 together, or read more parts)",
        "run",
        small,
        "data.validation.rows=400");
  }

  @Test
  void refusesAMissingDirectory() {
    String data = sweeps.at("nowhere");
    assertRefused(
        "Cannot read CIFAR-10: there is no directory %s (fetch the images with scripts/fetch-cifar10, or name the directory that holds data_batch_1.bin)"
            .formatted(data),
        "run",
        small,
        "--data",
        data);
  }

  @Test
  void refusesAResultsDirectoryThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertRefused(
        "Cannot write results to %s/results: Not a directory (give --results DIR, a directory you can write to)"
            .formatted(file),
        "run",
        small,
        "--results",
        file + "/results");
    assertRefused(
        "Cannot write results to %s: it is a file, not a directory (give --results DIR)"
            .formatted(file),
        "run",
        small,
        "--results",
        file.toString());
    assertThat(file).isEmptyFile();
  }

  @Test
  void suggestsTheNearestSweep() {
    String message =
        "Cannot find sweep smal1 in %s: no sweep has that name or id, did you mean small? (scripts/sweep list shows all sweeps)"
            .formatted(results);
    assertRefused(message, "show", "smal1", "--results", results);
    assertRefused(message, "resume", "smal1", "--results", results);
    assertRefused(message, "refine", small, "--from", "smal1");
    assertRefused(message, "final", small, "--from", "smal1");
  }

  @Test
  void saysThatThereAreNoResults() {
    String nowhere = sweeps.at("nowhere");
    assertRefused(
        "Cannot find sweep small in %s: there is no such directory (give --results DIR)"
            .formatted(nowhere),
        "show",
        "small",
        "--results",
        nowhere);
  }

  @Test
  void refusesAMissingFile() {
    String file = sweeps.at("nowhere.conf");
    String message =
        "Cannot read %s: there is no such file (name a sweep's file, as in conf/)".formatted(file);
    for (String verb : new String[] {"run", "plan", "final", "check-gradients"}) {
      assertRefused(message, verb, file);
    }
    assertRefused(message, "refine", file, "--from", "small");
  }

  @Test
  void refusesAnUnknownVerb() {
    assertRefused("There is no verb runn, did you mean run?", "runn", small);
    assertRefused("There is no verb raport, did you mean report?", "raport");
  }

  @Test
  void namesTheArgumentThatIsMissing() {
    assertRefused(
        "Missing required parameter: 'FILE'\n(scripts/sweep run --help shows the arguments)",
        "run");
    assertRefused(
        "Missing required option: '--from=SWEEP'\n(scripts/sweep refine --help shows the arguments)",
        "refine",
        small);
    assertRefused("Missing required subcommand\n(scripts/sweep --help shows the arguments)");
  }

  @Test
  void refusesAnUnknownFormat() {
    assertRefused(
        "Invalid value for option '--format': expected one of [TABLE, CSV, JSON] (case-insensitive) but was 'xml'\n(scripts/sweep sql --help shows the arguments)",
        "sql",
        "--format",
        "xml",
        "SELECT 1");
  }

  @Test
  void saysWhereSqlIsMalformed() {
    assertRefused(
        "Cannot run the SQL: Syntax error at or near 'SELEC' (line 1, column 1)",
        "sql",
        "--results",
        results,
        "SELEC lambda FROM trials");
    assertRefused(
        "Cannot run the SQL: there is no view `trails`, only sweeps, trials, points, curves, rungs, confusion, probabilities, predictions (line 1, column 20)",
        "sql",
        "--results",
        results,
        "SELECT lambda FROM trails");
    assertRefused(
        "Cannot read %s: there is no such file".formatted(sweeps.at("nowhere.sql")),
        "sql",
        "--results",
        results,
        "-f",
        sweeps.at("nowhere.sql"));
  }

  @Test
  void refusesSqlThatWrites() {
    for (String statement :
        new String[] {
          "DROP VIEW trials",
          "INSERT INTO trials SELECT * FROM trials",
          "CREATE TABLE copies AS SELECT * FROM trials"
        }) {
      assertRefused(
          "Cannot run %s: sql is read-only (use SELECT, SHOW, DESCRIBE or EXPLAIN)"
              .formatted(statement),
          "sql",
          "--results",
          results,
          statement);
    }
  }

  @Test
  void refusesAFileThatIsNotAModel() {
    sweeps.writeExactly("text.safetensors", "this is no model");
    assertRefused(
        "Cannot read model %s: its header would have 2338328219631577204 bytes (it must be a .safetensors file that final has saved)"
            .formatted(sweeps.at("text.safetensors")),
        "evaluate",
        sweeps.at("text.safetensors"));
    String missing = sweeps.at("nowhere.safetensors");
    assertRefused(
        "Cannot read model %s: there is no such file (final prints the path of the model it saves)"
            .formatted(missing),
        "evaluate",
        missing);
  }

  private static String damaged(String folder, byte[] images) {
    CifarFiles.write(directory.resolve(folder), "data_batch_1", images);
    return sweeps.at(folder);
  }

  /** The output is only the message, without a stack trace, and the results are unchanged. */
  private static void assertRefused(String message, String... arguments) {
    var before = sweeps.files("results");
    assertThat(sweeps.run(arguments)).isEqualTo(new Ended(2, "", message + "\n"));
    assertThat(sweeps.files("results")).isEqualTo(before);
  }
}
