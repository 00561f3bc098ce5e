package dev.lambdasweep.driver.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.api.LambdaSweep;
import dev.lambdasweep.driver.api.SweepResult;
import dev.lambdasweep.driver.sweep.SweepListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of every hostile shape: each gets one clear message, or is trained on correctly. */
class HostileTablesIT {
  private static final String TRAINING =
      """
      network.hidden = [4]
      training { updates = 3, batch-size = 4, learning-rate.rate = 0.01 }
      """;

  @TempDir private static Path directory;
  private static SparkSession spark;

  /**
   * A table.
   *
   * @param name what is hostile about it
   * @param settings settings of the data; DIR is the directory of its files
   * @param expected the message that refuses it, or else what is trained on
   * @param trains whether it is trained on
   * @param isFinal whether it is also tested on
   * @param files its files
   */
  private record Hostile(
      String name,
      String settings,
      String expected,
      boolean trains,
      boolean isFinal,
      List<File> files) {
    @Override
    public String toString() {
      return name;
    }

    Hostile tested() {
      return new Hostile(name, settings, expected, trains, true, files);
    }
  }

  /** Contents of a file; compressed by gzip if its name says so. */
  private record File(String name, List<Byte> bytes) {
    static File of(String name, byte[] content) {
      List<Byte> bytes = new ArrayList<>();
      for (byte one : content) {
        bytes.add(one);
      }
      return new File(name, bytes);
    }

    void write(Path folder) throws IOException {
      Path path = folder.resolve(name);
      Files.createDirectories(path.getParent());
      byte[] content = new byte[bytes.size()];
      for (int i = 0; i < content.length; i++) {
        content[i] = bytes.get(i);
      }
      Files.write(path, content);
    }
  }

  private static final String CSV = "data.table.path = \"DIR/t.csv\"\n";

  private static Hostile refused(String name, String settings, String message, File... files) {
    return new Hostile(name, settings, message, false, false, Arrays.asList(files));
  }

  private static Hostile trained(String name, String settings, String summary, File... files) {
    return new Hostile(name, settings, summary, true, false, Arrays.asList(files));
  }

  private static Hostile refusedCsv(String name, String text, String settings, String message) {
    return refused(name, CSV + settings, message, csv(text));
  }

  private static Hostile trainedCsv(String name, String text, String settings, String summary) {
    return trained(name, CSV + settings, summary, csv(text));
  }

  private static Hostile refusedQuery(String name, String query, String settings, String message) {
    return refused(name, query(query) + settings, message);
  }

  private static Hostile trainedQuery(String name, String query, String settings, String summary) {
    return trained(name, query(query) + settings, summary);
  }

  private static String query(String query) {
    return "data.table.query = \"\"\"" + query + "\"\"\"\n";
  }

  private static File csv(String text) {
    return File.of("t.csv", text.getBytes(UTF_8));
  }

  /** A header, and ten rows in which %d stands for the row's number and %s for its class. */
  private static String rows(String header, String row) {
    return header
        + "\n"
        + IntStream.range(0, 10)
            .mapToObj(i -> row.replace("%d", "" + i).replace("%s", i % 2 == 0 ? "a" : "b"))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static File gzipped(String name, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return File.of(name, bytes.toByteArray());
  }

  private static final String TEN = rows("x,label", "%d,%s");
  private static final String RANGE = "SELECT id AS x, id % 2 AS label FROM range(10)";

  static Stream<Hostile> tables() {
    return Stream.of(
            places(), formats(), lines(), columns(), values(), missing(), weights(), splits(),
            tests())
        .flatMap(stream -> stream);
  }

  private static Stream<Hostile> places() {
    return Stream.of(
        refused(
            "missing file",
            CSV,
            "Cannot read DIR/t.csv: there is no such file or directory (check the path)"),
        refused(
            "glob that matches nothing",
            "data.table.path = \"DIR/*.csv\"",
            "Cannot read DIR/*.csv: no file matches this pattern (check the path)"),
        refused(
            "directory without files",
            "data.table.path = \"DIR\"",
            "Cannot read DIR: there are no files in it (check the path; for files in folders within it, set data.table.options.recursiveFileLookup = true)",
            File.of("_SUCCESS", new byte[0])),
        refused(
            "unknown file system",
            "data.table.path = \"klingon://host/t.csv\"",
            "Cannot read klingon://host/t.csv: No FileSystem for scheme \"klingon\" (check the path)"),
        refused(
            "unknown table",
            "data.table.table = nowhere.churn",
            "Cannot read the table nowhere.churn: The table or view `nowhere`.`churn` cannot be found (check"
                + " data.table.table and the catalog)"),
        refusedQuery(
            "query with a syntax error",
            "SELECT x FORM t",
            "",
            "Cannot read the result of the query: Syntax error at or near 't': extra input 't' (check"
                + " data.table.query)"),
        refusedQuery(
            "query of an unknown column",
            "SELECT y FROM range(10)",
            "",
            "Cannot read the result of the query: A column, variable, or function parameter with name"
                + " `y` cannot be resolved. Did you mean one of the following? [`id`] (check"
                + " data.table.query)"),
        refusedQuery(
            "a statement that is no query",
            "DROP TABLE churn",
            "",
            "Cannot read the result of the query: Syntax error at or near 'DROP' (check"
                + " data.table.query)"),
        refused(
            "two places",
            "data.table { table = churn, query = \"SELECT 1\" }",
            "Cannot read sweep: 1 problem\n"
                + "  String:3: at most one of data.table.path, data.table.table, data.table.query may"
                + " be set, found data.table.table and data.table.query\n"
                + "(fix it and try again)"),
        refused(
            "no place",
            "data.source = table",
            "Cannot read a table: none of data.table.path, data.table.table and data.table.query is set"
                + " (set one of them, or give a data frame to LambdaSweep.data)"));
  }

  private static Stream<Hostile> formats() {
    return Stream.of(
        refused(
            "unknown ending",
            "data.table.path = \"DIR/t.txt\"",
            "Cannot read DIR/t.txt: its format is unknown, since its files end in .txt (set"
                + " data.table.format, to csv for example)",
            File.of("t.txt", TEN.getBytes(UTF_8))),
        refused(
            "unknown format",
            CSV + "data.table.format = parket",
            "Cannot read DIR/t.csv: this Spark has no format parket (did you mean parquet?)",
            csv(TEN)),
        refused(
            "avro without its package",
            "data.table.path = \"DIR/t.avro\"",
            "Cannot read DIR/t.avro: this Spark has no format avro (give scripts/sweep --packages"
                + " org.apache.spark:spark-avro_2.13:4.2.0 before the verb)",
            File.of("t.avro", new byte[] {1})),
        refusedCsv(
            "bad option",
            TEN,
            "data.table.options.mode = STRICT",
            "Invalid data.table.options.mode: STRICT, must be one of PERMISSIVE, DROPMALFORMED, FAILFAST"),
        refusedCsv(
            "unknown encoding",
            TEN,
            "data.table.options.encoding = klingon",
            "Cannot read DIR/t.csv: The value of parameter(s) `charset` in `CSVOptions` is invalid: expects one of the iso-8859-1, us-ascii, utf-16, utf-16be, utf-16le, utf-32, utf-8, but got klingon (check the file and data.table.options)"),
        refused(
            "unreadable Parquet",
            "data.table.path = \"DIR/t.parquet\"",
            "Cannot read DIR/t.parquet: file:DIR/t.parquet is not a Parquet file. Expected magic number at tail, but found [32, 97, 108, 108] (check the file and data.table.options)",
            File.of("t.parquet", "no Parquet at all".getBytes(UTF_8))),
        refused(
            "corrupt gzip",
            "data.table.path = \"DIR/t.csv.gz\"",
            "Cannot read file:DIR/t.csv.gz: not a gzip file (check the file)",
            File.of("t.csv.gz", TEN.getBytes(UTF_8))),
        refused(
            "skipped lines of another format",
            "data.table { path = \"DIR/t.jsonl\", skip-lines = 1 }",
            "Cannot read DIR/t.jsonl: data.table.skip-lines is for csv and tsv, and its format is jsonl"
                + " (remove the setting)",
            File.of("t.jsonl", "{}".getBytes(UTF_8))),
        refused(
            "malformed JSON",
            "data.table.path = \"DIR/t.jsonl\"",
            "Cannot read DIR/t.jsonl: line 2 is not a JSON object (write one object per line, or set"
                + " data.table.options.multiLine = true)",
            File.of("t.jsonl", "{\"x\": 1, \"label\": 1}\n{\"x\": 1,\n".getBytes(UTF_8))),
        refused(
            "JSON without objects",
            "data.table.path = \"DIR/t.json\"",
            "Cannot read DIR/t.json: no line of it is a JSON object with values (write one object per"
                + " line, or set data.table.options.multiLine = true)",
            File.of("t.json", "[\n1,\n2]".getBytes(UTF_8))),
        trained(
            "a JSON array",
            "data.table { path = \"DIR/t.json\", options.multiLine = true }",
            "DIR/t.json, 3 training and 1 validation rows, 1 input, 2 classes",
            File.of(
                "t.json",
                "[{\"x\": 1, \"label\": 0},\n{\"x\": 2, \"label\": 1},{\"x\": 3, \"label\": 0},{\"x\": 4, \"label\": 1}]"
                    .getBytes(UTF_8))),
        refused(
            "malformed LIBSVM",
            "data.table.path = \"DIR/t.libsvm\"",
            "Cannot read DIR/t.libsvm: the line \"1 2:1 1:5\" is not a label and pairs index:value with"
                + " indices from 1 to 3 in ascending order (fix the line)",
            File.of("t.libsvm", "0 1:1 3:2\n1 2:1 1:5\n".getBytes(UTF_8))),
        trained(
            "sparse LIBSVM",
            "data.table.path = \"DIR/t.svm\"",
            "DIR/t.svm, 3 training and 1 validation rows, 7 inputs, 2 classes",
            File.of("t.svm", "+1 1:1 3:2 # a comment\n-1 2:1\n\n+1\n-1 7:1e-3\n".getBytes(UTF_8))),
        trained(
            "compressed files of tabs",
            "data.table.path = [\"DIR/a.tsv.gz\", \"DIR/b.tsv\"]",
            "DIR/a.tsv.gz and DIR/b.tsv, 16 training and 4 validation rows, 1 input, 2 classes",
            gzipped("a.tsv.gz", TEN.replace(',', '\t')),
            File.of("b.tsv", TEN.replace(',', '\t').getBytes(UTF_8))));
  }

  private static Stream<Hostile> lines() {
    return Stream.of(
        refusedCsv("empty file", "", "", "Cannot read DIR/t.csv: it is empty (give rows)"),
        refusedCsv(
            "blank lines",
            "\n\n \n",
            "",
            "Cannot read DIR/t.csv: it has a header and no rows (give rows)"),
        refusedCsv(
            "header only",
            "x,label\n",
            "",
            "Cannot read DIR/t.csv: it has a header and no rows (give rows)"),
        refusedCsv(
            "header too narrow",
            rows("x,label", "%d,1,%s"),
            "",
            "Cannot read DIR/t.csv: its header, line 1, has 2 cells, and line 2 has 3 (if a file has"
                + " lines before its header, pass over them with data.table.skip-lines; if it has no"
                + " header, set data.table.options.header = false)"),
        refusedCsv(
            "header too wide",
            rows("x,y,label", "%d,%s"),
            "",
            "Cannot read DIR/t.csv: its header, line 1, has 3 cells, and line 2 has 2 (if a file has"
                + " lines before its header, pass over them with data.table.skip-lines; if it has no"
                + " header, set data.table.options.header = false)"),
        refusedCsv(
            "no header",
            rows("1,1", "%d,1"),
            "",
            "Cannot read DIR/t.csv: its header, line 1, consists of numbers (if a file has lines before"
                + " its header, pass over them with data.table.skip-lines; if it has no header, set"
                + " data.table.options.header = false)"),
        refusedCsv(
            "line too long",
            TEN + "1,b,c\n2,b,c\n",
            "",
            "Cannot read DIR/t.csv: line 12 has 3 cells, and the header 2; 1 more line like it (fix the"
                + " line, or leave such lines out with data.table.options.mode = DROPMALFORMED)"),
        refusedCsv(
            "line too short",
            TEN + "1\n",
            "",
            "Cannot read DIR/t.csv: line 12 has 1 cell, and the header 2 (fix the line, or leave such"
                + " lines out with data.table.options.mode = DROPMALFORMED)"),
        trainedCsv(
            "ragged lines that are left out",
            TEN + "1\n2,3,4\n",
            "data.table.options.mode = DROPMALFORMED",
            "DIR/t.csv, 8 training and 2 validation rows, 1 input, 2 classes"),
        refusedCsv(
            "line break in quotes",
            TEN + "1,\"a\nb\"\n",
            "",
            "Cannot read DIR/t.csv: line 13 has 1 cell, and the header 2 (fix the line, or leave such lines out with data.table.options.mode = DROPMALFORMED; if quoted values contain line breaks, set data.table.options.multiLine = true)"),
        refusedCsv(
            "doubled quotes",
            TEN + "1,\"a \"\"b\"\", c\"\n",
            "",
            "Cannot read DIR/t.csv: line 12 has 3 cells, and the header 2 (fix the line, or leave such"
                + " lines out with data.table.options.mode = DROPMALFORMED; if quotes within quoted"
                + " values are doubled, set data.table.options.escape = \"\\\"\")"),
        trainedCsv(
            "doubled quotes, as told",
            TEN + "1,\"a \"\"b\"\", c\"\n",
            "data.table.options.escape = \"\\\"\"",
            "DIR/t.csv, 9 training and 2 validation rows, 1 input, 3 classes"),
        trainedCsv(
            "line break in quotes, as told",
            TEN + "1,\"a\nb\"\n",
            "data.table.options.multiLine = true",
            "DIR/t.csv, 9 training and 2 validation rows, 1 input, 3 classes"),
        refused(
            "not UTF-8",
            CSV,
            "Cannot read file:DIR/t.csv: line 12 is not text in UTF-8 (convert the file, or set"
                + " data.table.options.encoding, to ISO-8859-1 for example)",
            File.of("t.csv", (TEN + "1,é\n").getBytes(ISO_8859_1))),
        refused(
            "a header that is not UTF-8",
            CSV,
            "Cannot read file:DIR/t.csv: a line is not text in UTF-8 (convert the file, or set"
                + " data.table.options.encoding, to ISO-8859-1 for example)",
            File.of("t.csv", TEN.replace("x", "é").getBytes(ISO_8859_1))),
        trained(
            "not UTF-8, as told",
            CSV + "data.table.options.encoding = ISO-8859-1",
            "DIR/t.csv, 9 training and 2 validation rows, 1 input, 3 classes",
            File.of("t.csv", (TEN + "1,é\n").getBytes(ISO_8859_1))),
        trained(
            "a byte order mark",
            CSV,
            "DIR/t.csv, 8 training and 2 validation rows, 1 input, 2 classes",
            csv("\uFEFF" + TEN)),
        refused(
            "files with different headers",
            "data.table.path = \"DIR/*.csv\"",
            "Cannot read DIR/*.csv: the header of file:DIR/u.csv, line 1, differs from that of the"
                + " first file (give all files the same header)",
            csv(TEN),
            File.of("u.csv", TEN.replace("x,", "y,").getBytes(UTF_8))),
        refused(
            "folders that are columns",
            "data.table.path = \"DIR\"",
            "Cannot read DIR: folders named like year=... are no columns of csv files (read them with"
                + " data.table.query, or convert them to Parquet)",
            File.of("year=2025/t.csv", TEN.getBytes(UTF_8))),
        trainedCsv(
            "a line of counts before the rows",
            "10,2\n" + TEN.substring(TEN.indexOf('\n') + 1),
            "data.table { skip-lines = 1, options.header = false, label = _c1 }",
            "DIR/t.csv, 8 training and 2 validation rows, 1 input, 2 classes"),
        refusedCsv(
            "more lines passed over than there are",
            TEN,
            "data.table.skip-lines = 100",
            "Cannot read DIR/t.csv: it has a header and no rows (give rows)"));
  }

  private static Stream<Hostile> columns() {
    return Stream.of(
        refusedCsv(
            "two columns of one name",
            rows("x,x,label", "%d,%d,%s"),
            "",
            "Cannot read DIR/t.csv: two of its columns are named x (rename one of them)"),
        refusedQuery(
            "two columns of one name in a query",
            "SELECT 1 AS x, 2 AS x, id % 2 AS label FROM range(10)",
            "",
            "Cannot read a query: two of its columns are named x (rename one of them)"),
        trainedCsv(
            "two columns that differ by case",
            rows("x,X,label", "%d,%d,%s"),
            "",
            "DIR/t.csv, 8 training and 2 validation rows, 2 inputs, 2 classes"),
        refusedCsv(
            "no label",
            rows("x,lable", "%d,%s"),
            "",
            "Cannot train on DIR/t.csv: it has no column label to predict, did you mean lable? (set"
                + " data.table.label to one of x, lable)"),
        refusedCsv(
            "label of another case",
            rows("x,Label", "%d,%s"),
            "",
            "Cannot train on DIR/t.csv: it has no column label to predict, did you mean Label? (set"
                + " data.table.label to one of x, Label)"),
        refusedCsv(
            "label among the features",
            TEN,
            "data.table.features = [x, label]",
            "Cannot train on DIR/t.csv: data.table.features names label, which is not to be predicted"
                + " from: it is the label, the weight or the column of the validation (leave it out)"),
        refusedCsv(
            "no feature",
            TEN,
            "data.table.exclude = [\"*\"]",
            "Cannot train on DIR/t.csv: no column is left to predict label from (check"
                + " data.table.features and data.table.exclude)"),
        refusedCsv(
            "pattern that matches nothing",
            rows("pixel1,label", "%d,%s"),
            "data.table.features = [\"pixl*\"]",
            "Cannot train on DIR/t.csv: the pattern pixl* of data.table.features matches no column, did"
                + " you mean pixel*? (its columns are pixel1, label)"),
        refusedCsv(
            "exclusion of nothing",
            TEN,
            "data.table.exclude = [id]",
            "Cannot train on DIR/t.csv: the name id of data.table.exclude matches no column (its columns"
                + " are x, label)"),
        refusedQuery(
            "columns of unusable types",
            "SELECT id AS x, current_date() AS day, map('a', 1) AS m, id % 2 AS label FROM range(10)",
            "",
            "Cannot predict from the columns day of type date and m of type map<string,int> of a query:"
                + " features are numbers, text, booleans, arrays of numbers and images (leave them out"
                + " with data.table.exclude, or cast in data.table.query)"),
        refusedQuery(
            "a column of a type without canonical form",
            "SELECT id AS x, parse_json('1') AS v, id % 2 AS label FROM range(10)",
            "data.table.exclude = [v]",
            "Cannot read a query: its column v is of type variant, whose values cannot be compared"
                + " (leave it out or cast it in data.table.query)"),
        refusedQuery(
            "label of an unusable type",
            "SELECT id AS x, current_date() AS label FROM range(10)",
            "",
            "Cannot predict the column label of a query: it is of type date, must be a number, text or"
                + " boolean (name another column with data.table.label, or cast it in data.table.query)"),
        refusedCsv(
            "text as values",
            TEN,
            "data.table.task = regression",
            "Cannot predict the column label of DIR/t.csv: it is of type string, must be a number for"
                + " data.table.task = regression (name another column with data.table.label, or cast it"
                + " in data.table.query)"),
        trainedCsv(
            "odd names",
            rows("\"a.b\",\"c d\",`e`,größe,\"f,g\",*,label", "%d,%d,%d,%d,%d,%d,%s"),
            "data.table.features = [\"a.b\", \"c d\", \"`e`\", größe, \"f,g\", \"*\"]",
            "DIR/t.csv, 8 training and 2 validation rows, 6 inputs, 2 classes"),
        refusedCsv(
            "order by an unknown column",
            TEN,
            "data.table.order-by = [time]",
            "Cannot train on DIR/t.csv: it has no column time to sort by (set data.table.order-by to one"
                + " of x, label)"),
        refusedQuery(
            "order by a map",
            "SELECT id AS x, map('a', 1) AS m, id % 2 AS label FROM range(10)",
            "data.table { order-by = [m], exclude = [m] }",
            "Cannot train on a query: its column m, which data.table.order-by names, is of type"
                + " map<string,int>, which has no order (name another column)"),
        refusedQuery(
            "category that is no number",
            "SELECT array(id) AS x, id % 2 AS label FROM range(10)",
            "data.table.categories = [x]",
            "Cannot train on a query: data.table.categories names x, must be a feature of numbers or"
                + " text (leave it out)"),
        trainedQuery(
            "numbers and booleans that are categories",
            "SELECT id % 3 AS x, id < 5 AS y, id % 2 = 0 AS label FROM range(10)",
            "data.table.categories = [x]",
            "a query, 8 training and 2 validation rows, 5 inputs, 2 classes"),
        refused(
            "Parquet files of different types",
            "data.table.path = \"DIR/*\"",
            "Cannot read DIR/*: Failed to merge incompatible data types \"BIGINT\" and \"STRING\" (check the file and data.table.options)",
            File.of("parquet:x.parquet", RANGE.getBytes(UTF_8)),
            File.of(
                "parquet:y.parquet",
                "SELECT 'a' AS x, id % 2 AS label FROM range(10)".getBytes(UTF_8))),
        refused(
            "a column that only one Parquet file has",
            "data.table.path = \"DIR/*\"",
            "Cannot train on DIR/*: values are missing in y (10 rows) (set data.table.missing to mean or"
                + " skip, or leave columns out with data.table.exclude)",
            File.of("parquet:x.parquet", RANGE.getBytes(UTF_8)),
            File.of(
                "parquet:y.parquet",
                "SELECT id AS x, id AS y, id % 2 AS label FROM range(10)".getBytes(UTF_8))));
  }

  private static Stream<Hostile> values() {
    return Stream.of(
        refusedQuery(
            "no rows",
            "SELECT id AS x, id % 2 AS label FROM range(0)",
            "",
            "Cannot train on a query: it has no rows (give rows)"),
        refusedQuery(
            "one row",
            "SELECT id AS x, id % 2 AS label FROM range(1)",
            "",
            "Cannot train on a query: it has 1 row to train and validate on (give at least two rows)"),
        refusedQuery(
            "one class",
            "SELECT id AS x, 'a' AS label FROM range(10)",
            "",
            "Cannot classify the rows of a query: all have the same label, a (give rows of at least two"
                + " classes, or another data.table.label)"),
        trainedQuery(
            "a class of one row",
            "SELECT id AS x, if(id = 3, 'rare', 'usual') AS label FROM range(10)",
            "",
            "a query, 8 training and 2 validation rows, 1 input, 2 classes"),
        trainedQuery(
            "constant columns",
            "SELECT 5 AS x, 'a' AS y, 1e30 AS z, id % 2 AS label FROM range(10)",
            "",
            "a query, 8 training and 2 validation rows, 3 inputs, 2 classes"),
        trainedQuery(
            "a constant value to predict",
            "SELECT id AS x, 1.5D AS label FROM range(10)",
            "",
            "a query, 8 training and 2 validation rows, 1 input"),
        trainedQuery(
            "10,000 categories",
            "SELECT concat('c', id) AS x, id % 2 AS label FROM range(10000)",
            "",
            "a query, 8,000 training and 2,000 validation rows, 10,000 inputs, 2 classes"),
        refusedQuery(
            "a key as a category",
            "SELECT concat('c', id) AS x, id % 2 AS label FROM range(200000)",
            "",
            "Cannot train on a query: its column x has more than 100,000 different values (leave it out"
                + " with data.table.exclude)"),
        refusedQuery(
            "a class for every row",
            "SELECT 1 AS x, id AS label FROM range(200000)",
            "",
            "Cannot train on a query: its column label has more than 100,000 different values (for"
                + " numbers, set data.table.task = regression)"),
        refusedQuery(
            "infinite numbers",
            "SELECT if(id > 7, double('-infinity'), id) AS x, id % 2 AS label FROM range(10)",
            "",
            "Cannot train on a query: numbers are infinite or beyond ±3.4e38, which no float can hold,"
                + " in x (2 values) (leave columns out with data.table.exclude, or change them in"
                + " data.table.query)"),
        refusedQuery(
            "numbers beyond floats",
            "SELECT if(id = 7, 1e300, id) AS x, array(1e300, 1) AS v, id % 2 AS label FROM range(10)",
            "",
            "Cannot train on a query: numbers are infinite or beyond ±3.4e38, which no float can hold,"
                + " in x (1 value), v (10 values) (leave columns out with data.table.exclude, or change"
                + " them in data.table.query)"),
        trainedQuery(
            "1e30 beside 1e-30",
            "SELECT id * 1e30 AS x, id * 1e-30 AS y, id % 2 AS label FROM range(10)",
            "",
            "a query, 8 training and 2 validation rows, 2 inputs, 2 classes"),
        refusedQuery(
            "arrays of different lengths",
            "SELECT sequence(1, 1 + id % 3) AS x, id % 2 AS label FROM range(10)",
            "",
            "Cannot train on a query: the values of its column x have from 1 to 3 elements, must all"
                + " have the same number (change them in data.table.query)"),
        refusedQuery(
            "empty arrays",
            "SELECT CAST(array() AS ARRAY<FLOAT>) AS x, id % 2 AS label FROM range(10)",
            "",
            "Cannot train on a query: the values of its column x have no elements (leave it out with"
                + " data.table.exclude)"),
        refusedQuery(
            "images of different lengths",
            "SELECT CAST(id * 100 AS STRING) AS b, id % 2 AS label FROM range(10)",
            "data.table.query = \"SELECT CAST(CAST(id * 100 AS STRING) AS BINARY) AS x, id % 2 AS label"
                + " FROM range(10)\"",
            "Cannot train on a query: the values of its column x have from 1 to 3 bytes, must all have"
                + " the same number (change them in data.table.query)"),
        refusedQuery(
            "images of another shape",
            "SELECT CAST(repeat('a', 12) AS BINARY) AS x, id % 2 AS label FROM range(10)",
            "data.table.shape = [1, 4, 4]",
            "Cannot train on a query: data.table.shape = [1, 4, 4] is for 16 inputs, and its rows have 12"
                + " (change the shape)"),
        refusedQuery(
            "images beside other columns",
            "SELECT id AS y, CAST('abcd' AS BINARY) AS x, id % 2 AS label FROM range(10)",
            "",
            "Cannot predict from the columns y, x of a query together: a binary column is an image,"
                + " which must be the only feature (name it in data.table.features)"),
        trainedQuery(
            "images",
            "SELECT CAST(repeat(chr(65 + id), 12) AS BINARY) AS x, id % 2 AS label FROM range(10)",
            "data.table.shape = [3, 2, 2]",
            "a query, 8 training and 2 validation rows, 12 inputs, 2 classes"),
        refusedQuery(
            "a table too large for the memory",
            "SELECT array_repeat(1.0F, 100000) AS x, id % 2 AS label FROM range(6000)",
            "",
            "Cannot train with a heap of 3072 MB for Spark's driver: a query, 6,000 rows × 100,000"
                + " inputs × 4 bytes = 2,288 MB, needs at least 3504 MB (give scripts/sweep"
                + " --driver-memory 4g before the verb)"));
  }

  private static Stream<Hostile> missing() {
    String some =
        "SELECT if(id < 2, NULL, id) AS x, if(id = 3, double('nan'), id) AS y,"
            + " if(id = 4, NULL, concat('c', id % 2)) AS z, id % 2 AS label FROM range(20)";
    return Stream.of(
        refusedQuery(
            "missing values",
            some,
            "",
            "Cannot train on a query: values are missing in x (2 rows), y (1 row), z (1 row) (set"
                + " data.table.missing to mean or skip, or leave columns out with"
                + " data.table.exclude)"),
        trainedQuery(
            "missing values that the mean stands in for",
            some,
            "data.table.missing = mean",
            "a query, 16 training and 4 validation rows, 7 inputs, 2 classes"),
        trainedQuery(
            "missing values whose rows are left out",
            some,
            "data.table.missing = skip",
            "a query, 13 training and 3 validation rows, 4 inputs, 2 classes, 4 rows with missing values left out"),
        refusedQuery(
            "a column without values",
            "SELECT id AS x, CAST(NULL AS DOUBLE) AS y, id % 2 AS label FROM range(10)",
            "",
            "Cannot train on a query: values are missing in y (10 rows) (set data.table.missing to mean"
                + " or skip, or leave columns out with data.table.exclude)"),
        refusedQuery(
            "a column without a mean",
            "SELECT id AS x, CAST(NULL AS DOUBLE) AS y, id % 2 AS label FROM range(10)",
            "data.table.missing = mean",
            "Cannot train on a query: its column y has no value at all (leave it out with"
                + " data.table.exclude)"),
        refusedQuery(
            "a column for which all rows are left out",
            "SELECT id AS x, CAST(NULL AS STRING) AS y, id % 2 AS label FROM range(10)",
            "data.table.missing = skip",
            "Cannot train on a query: data.table.missing = skip leaves no row, since all 10 rows have"
                + " missing values, in y (10 rows) (leave columns out with data.table.exclude, or set"
                + " data.table.missing = mean)"),
        refusedQuery(
            "missing labels",
            "SELECT id AS x, if(id < 3, NULL, id % 2) AS label FROM range(10)",
            "",
            "Cannot train on a query: values are missing in label (3 rows) (set data.table.missing to"
                + " mean or skip, or leave columns out with data.table.exclude)"),
        refusedQuery(
            "missing labels without a mean",
            "SELECT id AS x, if(id < 3, NULL, id % 2) AS label FROM range(10)",
            "data.table.missing = mean",
            "Cannot train on a query: values are missing in label (3 rows), where none can stand in for"
                + " them (set data.table.missing = skip)"),
        trainedQuery(
            "missing labels whose rows are left out",
            "SELECT id AS x, if(id < 3, NULL, id % 2) AS label FROM range(13)",
            "data.table.missing = skip",
            "a query, 8 training and 2 validation rows, 1 input, 2 classes, 3 rows with missing values left out"),
        refusedQuery(
            "arrays with missing elements",
            "SELECT array(id, NULL) AS x, id % 2 AS label FROM range(10)",
            "",
            "Cannot train on a query: values are missing in x (10 rows) (set data.table.missing to mean"
                + " or skip, or leave columns out with data.table.exclude)"),
        refusedQuery(
            "missing arrays",
            "SELECT if(id = 1, NULL, array(id)) AS x, id % 2 AS label FROM range(10)",
            "data.table.missing = mean",
            "Cannot train on a query: values are missing in x (1 row), where none can stand in for them"
                + " (set data.table.missing = skip)"),
        refused(
            "means without scaling",
            query(RANGE) + "data.table { missing = mean, scale = none }",
            "Cannot read sweep: 1 problem\n"
                + "  String:4: invalid data.table.scale: none, must be standardize with missing ="
                + " mean\n"
                + "(fix it and try again)"));
  }

  private static Stream<Hostile> weights() {
    return Stream.of(
        refusedQuery(
            "negative weights",
            "SELECT id AS x, id - 2 AS w, id % 2 AS label FROM range(10)",
            "data.table.weight = w",
            "Cannot train on a query: 2 weights of its column w, which data.table.weight names, are"
                + " below 0, must be at least 0 (change them in data.table.query)"),
        refusedQuery(
            "weights of 0",
            "SELECT id AS x, 0 AS w, id % 2 AS label FROM range(10)",
            "data.table.weight = w",
            "Cannot train on a query: all weights of its column w are 0, at least one must be above"
                + " (name another column with data.table.weight)"),
        trainedQuery(
            "some weights of 0",
            "SELECT id AS x, id % 5 AS w, id % 2 AS label FROM range(10)",
            "data.table.weight = w",
            "a query, 8 training and 2 validation rows, 1 input, 2 classes"),
        refusedQuery(
            "weights that are no numbers",
            "SELECT id AS x, if(id = 1, NULL, if(id = 2, double('nan'), 1)) AS w, id % 2 AS label"
                + " FROM range(10)",
            "data.table.weight = w",
            "Cannot train on a query: values are missing in w (2 rows) (set data.table.missing to mean"
                + " or skip, or leave columns out with data.table.exclude)"),
        refusedQuery(
            "infinite weights",
            "SELECT id AS x, if(id = 1, double('infinity'), 1) AS w, id % 2 AS label FROM range(10)",
            "data.table.weight = w",
            "Cannot train on a query: numbers are infinite or beyond ±3.4e38, which no float can hold,"
                + " in w (1 value) (leave columns out with data.table.exclude, or change them in"
                + " data.table.query)"),
        refusedQuery(
            "the label as a weight",
            RANGE,
            "data.table.weight = label",
            "Cannot train on a query: data.table.weight names the column label, which is"
                + " data.table.label, too (name another column)"),
        refusedQuery(
            "text as a weight",
            "SELECT id AS x, 'a' AS w, id % 2 AS label FROM range(10)",
            "data.table.weight = w",
            "Cannot train on a query: its column w, which data.table.weight names, is of type string,"
                + " must be a number (name another column)"));
  }

  private static Stream<Hostile> splits() {
    String split = "data.validation.column = split\n";
    return Stream.of(
        refusedQuery(
            "another use",
            "SELECT id AS x, if(id < 5, 'train', 'valid') AS split, id % 2 AS label FROM range(10)",
            split,
            "Cannot train on a query: its column split has the value valid (5 rows), must be train,"
                + " validation or test (change it, or set another data.validation.column)"),
        refusedQuery(
            "rows without a use",
            "SELECT id AS x, if(id < 5, 'train', NULL) AS split, id % 2 AS label FROM range(10)",
            split,
            "Cannot train on a query: its column split has the value null (5 rows), must be train,"
                + " validation or test (change it, or set another data.validation.column)"),
        refusedQuery(
            "no rows to validate on",
            "SELECT id AS x, 'train' AS split, id % 2 AS label FROM range(10)",
            split,
            "Cannot train on a query: no row has the value validation in its column split (give some"
                + " it, or set data.validation.share instead of data.validation.column)"),
        refusedQuery(
            "uses that are no text",
            "SELECT id AS x, id AS split, id % 2 AS label FROM range(10)",
            split,
            "Cannot train on a query: its column split, which data.validation.column names, is of type"
                + " bigint, must be text: train, validation or test (name another column)"),
        trainedQuery(
            "rows by their use, a class of which none trains",
            "SELECT id AS x, if(id < 7, 'train', if(id < 9, 'validation', 'test')) AS split,"
                + " if(id = 8, 2, id % 2) AS label FROM range(10)",
            split,
            "a query, 7 training and 2 validation rows, 1 input, 3 classes"),
        refusedQuery(
            "strata of values",
            "SELECT id AS x, id / 2 AS label FROM range(10)",
            "data.validation.stratify = true",
            "Cannot stratify the rows of a query: they have values and no classes (set"
                + " data.validation.stratify to auto)"),
        refusedQuery(
            "more rows to validate on than there are",
            RANGE,
            "data.validation.rows = 10",
            "Cannot split 10 rows into 1 for training and 10 for validation: 1 too few (use at most 10"
                + " together)"));
  }

  private static Stream<Hostile> tests() {
    String unseen = "SELECT id AS x, concat('c', id) AS y, id % 2 AS label FROM range(10)";
    return Stream.of(
        refusedQuery(
            "a share that leaves no rows",
            RANGE,
            "data.test.share = 0.9999",
            "Cannot train on a query: all of its 10 rows are test rows (hold fewer rows out)"),
        refusedQuery(
            "more test rows than there are",
            RANGE,
            "data.test.rows = 100",
            "Cannot train on a query: all of its 10 rows are test rows (hold fewer rows out)"),
        refusedQuery(
                "no test rows",
                RANGE,
                "",
                "Cannot test on a query: no rows are held out for the test (set data.test.share,"
                    + " data.test.rows, data.test.path, data.test.table or data.test.query)")
            .tested(),
        refusedQuery(
                "a share without a row",
                RANGE,
                "data.test.share = 1e-12",
                "Cannot test on a query: there are no test rows (hold more rows out)")
            .tested(),
        refusedQuery(
                "an unseen category",
                unseen,
                "data.test.query = \"SELECT 1 AS x, 'd' AS y, 0 AS label\"",
                "Cannot test on a query: no row to train or validate on has the value d of the column y"
                    + " (set data.table.unseen = zero)")
            .tested(),
        trainedQuery(
                "an unseen category, as told",
                unseen,
                "data { table.unseen = zero, test.query = \"SELECT 1 AS x, 'd' AS y, 0 AS label\" }",
                "a query, 8 training and 2 validation rows, 11 inputs, 2 classes")
            .tested(),
        refusedQuery(
                "an unseen class",
                RANGE,
                "data.test.query = \"SELECT 1 AS x, 7 AS label\"",
                "Cannot test on a query: no row to train or validate on has the value 7 of the column"
                    + " label (give the others rows of each class)")
            .tested(),
        refusedQuery(
                "test rows without a column",
                RANGE,
                "data.test.query = \"SELECT 1 AS label\"",
                "Cannot test on a query: it has no column x (give test rows the columns of the others)")
            .tested(),
        refusedQuery(
                "test rows of another type",
                RANGE,
                "data.test.query = \"SELECT 'a' AS x, 1 AS label\"",
                "Cannot test on a query: the column x is of type string, must be like bigint (cast it)")
            .tested(),
        refusedQuery(
                "test rows said twice",
                "SELECT id AS x, if(id < 7, 'train', if(id < 9, 'validation', 'test')) AS split, id % 2"
                    + " AS label FROM range(10)",
                "data { validation.column = split, test.share = 0.1 }",
                "Cannot test on a query: its column split says which rows are test rows, and so does a"
                    + " setting of data.test (unset the setting)")
            .tested(),
        trainedQuery(
                "held-out rows",
                "SELECT id AS x, id % 2 AS label FROM range(100)",
                "data.test.rows = 20",
                "a query, 64 training and 16 validation rows, 1 input, 2 classes")
            .tested());
  }

  @BeforeAll
  static void startAnApplication() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("tables")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void endIt() {
    spark.stop();
  }

  private static final AtomicInteger NEXT = new AtomicInteger();

  @ParameterizedTest
  @MethodSource("tables")
  void isRefusedWithAMessageOrTrainedOn(Hostile table) throws IOException {
    Path folder = Files.createDirectory(directory.resolve("t" + NEXT.incrementAndGet()));
    for (File file : table.files()) {
      if (file.name().startsWith("parquet:")) {
        byte[] text = new byte[file.bytes().size()];
        for (int i = 0; i < text.length; i++) {
          text[i] = file.bytes().get(i);
        }
        spark
            .sql(new String(text, UTF_8))
            .coalesce(1)
            .write()
            .parquet(folder.resolve(file.name().substring(8)).toString());
      } else {
        file.write(folder);
      }
    }
    List<String> data = new ArrayList<>();
    SweepListener listener =
        new SweepListener() {
          @Override
          public void planned(Planned planned) {
            data.add(planned.data());
          }
        };
    LambdaSweep sweeps =
        LambdaSweep.on(spark)
            .results(directory.resolve("results" + NEXT.get()).toString())
            .listener(listener);
    String settings = TRAINING + table.settings().replace("DIR", folder.toString());
    String expected = table.expected().replace("DIR", folder.toString());
    if (table.trains()) {
      SweepResult result = run(sweeps, settings, table.isFinal());
      assertThat(data).containsExactly(expected);
      assertThat(result.isComplete()).isTrue();
      assertThat(result.rows()).allSatisfy(row -> assertThat(row.isComplete()).isTrue());
    } else {
      assertThatThrownBy(() -> run(sweeps, settings, table.isFinal()))
          .isInstanceOf(UserException.class)
          .hasMessage(expected);
    }
  }

  private static SweepResult run(LambdaSweep sweeps, String settings, boolean isFinal) {
    return isFinal
        ? sweeps.finish(
            dev.lambdasweep.driver.config.ConfigReader.read(
                "sweep", new java.io.StringReader(settings), List.of()),
            java.util.Optional.empty())
        : sweeps.run(ConfigFactory.parseString(settings));
  }
}
