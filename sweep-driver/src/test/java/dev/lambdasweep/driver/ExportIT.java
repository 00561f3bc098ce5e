package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported rows as read by other programs, such as DuckDB. */
class ExportIT {
  private static final String FIGURES = "trial, repeat, lambda, valid_accuracy, valid_loss, state";

  @TempDir private static Path temporary;
  private static Path directory;
  private static InProcess sweeps;

  @BeforeAll
  static void runTwoSweeps() {
    // a name that differs as a path and as a URI
    directory = temporary.resolve("my %20 é");
    sweeps =
        InProcess.in(directory)
            .write(
                "coarse.conf",
                "sweep { name = \"co,\\\"arse\", repeats = 2, space.lambda = [0, 0.001, 0.1] }")
            .write("other.conf", "sweep.space.learning-rate = [0.1, 1e3]");
    assertThat(sweeps.run("run", sweeps.at("coarse.conf")).exitCode()).isZero();
    assertThat(sweeps.run("run", sweeps.at("other.conf")).exitCode()).isEqualTo(1);
  }

  @Test
  void parquetHoldsTheColumnsAndRowsOfTheSweep() throws SQLException {
    Path file = directory.resolve("rows.parquet");

    assertThat(export("co,\"arse", "parquet", "--out", file.toString()))
        .isEqualTo(new Ended(0, file + "\n", ""));

    String order = " ORDER BY trial, repeat";
    // in DuckDB lambda is a keyword
    String figures = FIGURES.replace("lambda", "\"lambda\"");
    assertThat(duckDb("SELECT " + figures + " FROM '" + file + "'" + order))
        .hasSize(6)
        .isEqualTo(sql("SELECT " + FIGURES + " FROM trials WHERE name LIKE 'co%'" + order));
    assertThat(duckDb("SELECT column_name FROM (DESCRIBE SELECT * FROM '" + file + "')"))
        .isEqualTo(
            sweeps.csv("SHOW COLUMNS IN trials").stream().skip(1).map(String::strip).toList());
    assertThat(sweeps.files(".")).noneMatch(left -> left.contains("/.export"));
  }

  @Test
  void anExportReplacesAnOlderFileOfTheSameName() throws Exception {
    Path file = Files.writeString(directory.resolve("old.parquet"), "no Parquet");

    assertThat(export("other", "parquet", "--out", file.toString()).exitCode()).isZero();

    assertThat(duckDb("SELECT count(*) FROM '" + file + "'")).containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trials", "points", "curves", "confusion", "probabilities", "predictions"})
  void csvIsTheOutputOfSql(String view) {
    Ended exported = export("co,\"arse", "csv", "--view", view);

    assertThat(exported.exitCode()).isZero();
    assertThat(exported.messages()).isEmpty();
    assertThat(exported.output().lines().toList())
        .isEqualTo(sweeps.csv("SELECT * FROM " + view + " WHERE name LIKE 'co%'"));
  }

  @Test
  void csvInAFileIsThatOfTheTerminal() throws IOException {
    Path file = directory.resolve("rows.csv");

    assertThat(export("other", "csv", "--out", file.toString()).output()).isEqualTo(file + "\n");

    assertThat(Files.readString(file)).isEqualTo(export("other", "csv").output());
  }

  @Test
  void aFileThatCannotBeWrittenIsReported() {
    for (String format : List.of("csv", "parquet")) {
      Ended ended = export("other", format, "--out", sweeps.at("no/rows"));
      assertThat(ended)
          .isEqualTo(
              new Ended(
                  2,
                  "",
                  "Cannot write "
                      + sweeps.at("no/rows")
                      + ": there is no such directory (give --out FILE, a file you can write to)\n"));
    }
  }

  @Test
  void theQueryOfTheNotebooksReadsTheResultsThemselves() throws Exception {
    String query = Files.readString(Path.of("../notebooks/duckdb.sql"));

    assertThat(duckDb(query))
        .hasSize(7)
        .isEqualTo(
            sql(
                "SELECT name, trial, repeat, lambda, valid_accuracy, valid_accuracy_se, test_accuracy"
                    + " FROM trials WHERE state = 'COMPLETE'"
                    + " ORDER BY valid_accuracy DESC, name, trial, repeat LIMIT 10"));
  }

  private static Ended export(String sweep, String format, String... more) {
    List<String> arguments = new ArrayList<>(List.of("export", sweep, "--format", format));
    arguments.addAll(List.of("--results", sweeps.at("results")));
    arguments.addAll(List.of(more));
    return sweeps.run(arguments.toArray(String[]::new));
  }

  /** Rows from Spark, with cells separated by |. */
  private static List<String> sql(String query) {
    return sweeps
        .csv(query.replaceFirst("SELECT (.*?) FROM", "SELECT concat_ws('|', $1) FROM"))
        .stream()
        .skip(1)
        .map(line -> line.replaceFirst("^\"(.*)\"$", "$1").replace("\"\"", "\""))
        .toList();
  }

  /** Rows from DuckDB, with cells separated by |, without NULLs. */
  private static List<String> duckDb(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET file_search_path = '" + directory + "'");
      try (ResultSet result = statement.executeQuery(query)) {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            if (result.getObject(i) != null) {
              cells.add(String.valueOf(result.getObject(i)));
            }
          }
          rows.add(String.join("|", cells));
        }
        return rows;
      }
    }
  }
}
