package dev.lambdasweep.driver.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.store.Examples;
import dev.lambdasweep.driver.store.LocalSpark;
import dev.lambdasweep.driver.store.ResultsStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySqlIT {
  @TempDir private static Path folder;
  private static ReadOnlySql sql;

  @BeforeAll
  static void open() {
    ResultsStore store = ResultsStore.writing(folder.toString(), Examples.HADOOP);
    store.add(Examples.plan(Examples.COARSE, Examples.NOON, 2));
    store
        .writer(Examples.COARSE, "0.1.0")
        .add(List.of(Examples.complete(0, 0.25, 0.5), Examples.complete(1, 0.5, 0.25)));
    sql = new ReadOnlySql(LocalSpark.session(), new Views(store));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP VIEW trials",
        "DROP TABLE IF EXISTS trials",
        "INSERT INTO trials SELECT * FROM trials",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * FROM trials",
        "FROM trials INSERT INTO a SELECT sweep INSERT INTO b SELECT name",
        "WITH t AS (SELECT 1) INSERT INTO trials SELECT * FROM t",
        "CREATE TABLE t USING csv AS SELECT * FROM trials",
        "CREATE TEMPORARY VIEW t USING csv OPTIONS (path '/etc/passwd')",
        "CREATE VIEW v AS SELECT 1",
        "CREATE DATABASE d LOCATION '/tmp/d'",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.Runtime'",
        "CREATE FUNCTION g() RETURNS INT RETURN 1",
        "ALTER TABLE trials ADD COLUMNS (x INT)",
        "SET spark.sql.runSQLOnFiles = true",
        "SET VAR x = 1",
        "RESET",
        "ADD JAR /tmp/x.jar",
        "ADD FILE /etc/passwd",
        "LIST JAR",
        "CACHE TABLE trials",
        "UNCACHE TABLE trials",
        "CLEAR CACHE",
        "REFRESH TABLE trials",
        "USE default",
        "TRUNCATE TABLE trials",
        "DELETE FROM trials",
        "UPDATE trials SET lambda = 0",
        "MERGE INTO trials USING sweeps ON true WHEN MATCHED THEN DELETE",
        "LOAD DATA INPATH '/etc/passwd' INTO TABLE trials",
        "ANALYZE TABLE trials COMPUTE STATISTICS",
        "REPAIR TABLE trials",
        "DECLARE VARIABLE x INT",
        "EXECUTE IMMEDIATE 'DROP VIEW trials'",
        "BEGIN DROP VIEW trials; END",
        "EXPLAIN DROP VIEW trials",
        "EXPLAIN EXTENDED CREATE TABLE t USING csv AS SELECT 1",
        "SELECT TRANSFORM(sweep) USING 'cat' AS (x) FROM trials",
        "SELECT * FROM IDENTIFIER('tri' || lower('ALS'))",
        "SHOW CREATE TABLE trials",
        "COMMENT ON TABLE trials IS 'x'",
        "CALL system.x()"
      })
  void refusesWhatDoesNotOnlyRead(String statement) {
    String shown = statement.length() <= 60 ? statement : statement.substring(0, 60) + "…";
    assertThatThrownBy(() -> run(statement))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot run " + shown + ": sql is read-only (use SELECT, SHOW, DESCRIBE or EXPLAIN)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "SELECT reflect('java.lang.System', 'exit', 1) | reflect",
        "SELECT Java_Method('java.lang.System', 'getProperty', 'x') | java_method",
        "SELECT try_reflect('java.lang.System', 'exit', 1) | try_reflect",
        "SELECT `reflect`('java.lang.System', 'exit', 1) | reflect",
        "SELECT system.builtin.reflect('a', 'b') | reflect",
        "SELECT 1 WHERE 1 IN (SELECT reflect('a', 'b')) | reflect",
        "SELECT * FROM VALUES (reflect('a', 'b')) | reflect",
        "SELECT (SELECT max(reflect('a', sweep)) FROM trials) | reflect",
        "WITH t AS (SELECT reflect('a', 'b')) SELECT 1 | reflect",
        "SELECT 1 ORDER BY reflect('a', 'b') | reflect",
        "SELECT transform(array(1), x -> reflect('a', 'b')) | reflect",
        "SELECT IDENTIFIER(concat('ref', 'lect'))('a', 'b') | identifier",
        "SELECT from_protobuf(x, 'M', '/etc/x') FROM trials | from_protobuf",
        "SELECT from_xml('<a/>', 'a INT', map('rowValidationXSDPath', '/etc/x')) | from_xml",
        "SELECT schema_of_xml('<a/>', map('rowValidationXSDPath', '/etc/x')) | schema_of_xml",
        "SELECT xpath('<!DOCTYPE a SYSTEM \"http://h/x.dtd\"><a/>', 'a') | xpath",
        "SELECT xpath_string('<a/>', 'a') | xpath_string",
        "SELECT * FROM python_worker_logs() | python_worker_logs"
      })
  void refusesFunctionsThatCanDoMore(String statement, String function) {
    assertThatThrownBy(() -> run(statement))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot run " + statement.substring(0, 8))
        .hasMessageEndingWith(
            ": sql is read-only and does not allow the function " + function + " (remove it)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM parquet.`/etc/x` | parquet./etc/x",
        "SELECT * FROM csv.`/etc/passwd` | csv./etc/passwd",
        "SELECT 1 WHERE EXISTS (SELECT * FROM text.`/etc/passwd`) | text./etc/passwd",
        "SELECT * FROM trials JOIN json.`file:/x` ON true | json.file:/x",
        "DESCRIBE text.`/etc/passwd` | text./etc/passwd",
        "DESCRIBE QUERY SELECT * FROM text.`/etc/passwd` | text./etc/passwd",
        "EXPLAIN SELECT * FROM text.`/etc/passwd` | text./etc/passwd",
        "TABLE global_temp.x | global_temp.x",
        "SHOW COLUMNS IN text.`/x` | text./x"
      })
  void refusesFilesAndOtherTables(String statement, String name) {
    assertThatThrownBy(() -> run(statement))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read %s: sql reads only the views sweeps, trials, points, curves, rungs, confusion,"
                + " probabilities, predictions, no files and no other"
                + " tables (use a view's name alone)",
            name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEKT 1 | Syntax error at or near 'SELEKT' (line 1, column 1)",
        "SELECT * FORM trials | Syntax error at or near 'trials': extra input 'trials' (line 1, column 15)",
        "'' | Syntax error, unexpected empty statement (line 1, column 1)",
        "SELECT 1; DROP VIEW trials | Syntax error at or near 'DROP': extra input 'DROP'"
            + " (line 1, column 11)",
        "SELECT lamda FROM trials | A column, variable, or function parameter with name `lamda`"
            + " cannot be resolved. Did you mean one of the following? [`lambda`, ",
        "SELECT * FROM trails | there is no view `trails`, only sweeps, trials, points, curves, rungs, confusion, probabilities, predictions"
            + " (line 1, column 15)",
        "SELECT 1 / 0 | Division by zero"
      })
  void reportsAMalformedStatementInOneLine(String statement, String message) {
    assertThatThrownBy(() -> csv(statement))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot run the SQL: " + message)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("SQLSTATE");
  }

  @Test
  void runsWhatReads() {
    assertThat(csv("SELECT lambda FROM trials WHERE valid_accuracy > 0.3;"))
        .isEqualTo("lambda\n0.25\n");
    assertThat(
            csv(
                """
                -- a comment
                WITH best AS (SELECT max(valid_accuracy) AS a FROM trials GROUP BY ALL HAVING a > 0)
                SELECT t.lambda, row_number() OVER w AS place, s.planned
                FROM trials t JOIN sweeps s USING (sweep) LEFT ANTI JOIN (SELECT 1 AS x) ON x = 2
                WHERE valid_accuracy <= (SELECT a FROM best)
                  AND EXISTS (SELECT * FROM curves c WHERE c.trial = t.trial)
                WINDOW w AS (ORDER BY valid_accuracy DESC)
                ORDER BY place LIMIT 5 OFFSET 1
                """))
        .isEqualTo("lambda,place,planned\n0.5,2,2\n");
    assertThat(csv("SELECT 1 AS x UNION ALL SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 3"))
        .isEqualTo("x\n1\n2\n");
    assertThat(
            csv(
                "SELECT DISTINCT key FROM trials LATERAL VIEW explode(parameters) p AS key, value ORDER BY key"))
        .isEqualTo("key\nbatch_size\nconvention\nhidden\nlambda\n");
    assertThat(csv("SELECT * FROM VALUES (1, 'a') AS t(n, s)")).isEqualTo("n,s\n1,a\n");
    assertThat(csv("SELECT count(*) AS n FROM range(3)")).isEqualTo("n\n3\n");
    assertThat(
            csv("SELECT * FROM (SELECT trial, kind FROM trials) PIVOT (count(*) FOR trial IN (0))"))
        .isEqualTo("kind,0\nsearch,1\n");
    assertThat(csv("FROM trials |> WHERE trial = 1 |> SELECT lambda")).isEqualTo("lambda\n0.5\n");
    assertThat(csv("SELECT sweep, trial FROM trials GROUP BY CUBE (sweep, trial) ORDER BY 1, 2"))
        .startsWith("sweep,trial\n,\n,0\n");
  }

  @Test
  void fillsTheViewsThatAStatementMentionsHoweverItDoes() {
    for (String mention : List.of("curves", "CURVES", "`Curves`", "IDENTIFIER('cur' 'ves')")) {
      assertThat(csv("SELECT count(*) AS n FROM " + mention)).isEqualTo("n\n4\n");
    }
  }

  @Test
  void showsAndDescribes() {
    assertThat(csv("SHOW TABLES"))
        .isEqualTo(
            "namespace,tableName,isTemporary\n,confusion,true\n,curves,true\n,points,true\n,predictions,true\n,probabilities,true\n,rungs,true\n,sweeps,true\n,trials,true\n"
                .replace("\n,", "\n\"\","));
    assertThat(csv("DESCRIBE trials")).contains("\nlambda,double,\n");
    assertThat(csv("DESCRIBE QUERY SELECT lambda FROM trials")).contains("\nlambda,double,\n");
    assertThat(csv("SHOW COLUMNS IN trials")).contains("\nlambda\n");
    assertThat(csv("EXPLAIN SELECT lambda FROM trials")).contains("LocalTableScan");
  }

  private static SqlResult run(String statement) {
    return sql.run(statement);
  }

  private static String csv(String statement) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SqlFormat.CSV.print(run(statement), new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
