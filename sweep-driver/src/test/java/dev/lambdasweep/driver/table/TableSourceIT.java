package dev.lambdasweep.driver.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.api.LambdaSweep;
import dev.lambdasweep.driver.api.SweepResult;
import dev.lambdasweep.driver.cluster.SparkAccess;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.DataReader;
import dev.lambdasweep.driver.data.OpenSources;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the rows of tables. */
class TableSourceIT {
  private static final int ROWS = 300;

  private static final String TRAINING =
      """
      network.hidden = [4]
      training { updates = 20, batch-size = 10, learning-rate.rate = 0.05 }
      """;

  @TempDir private static Path directory;
  private static SparkSession spark;

  @BeforeAll
  static void startAnApplication() throws IOException {
    start("local[2]");
    write("t.csv", lines());
  }

  private static void start(String master) {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    spark =
        SparkSession.builder()
            .master(master)
            .appName("tables")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void endIt() {
    spark.stop();
  }

  /** A header, and rows of which some are alike. */
  private static List<String> lines() {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("x,y,island,n,label"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(
          "%s,%d,%s,%d,%s"
              .formatted(
                  random.nextGaussian(),
                  random.nextInt(1000),
                  List.of("Biscoe", "Dream", "Torgersen").get(random.nextInt(3)),
                  i / 2,
                  List.of("a", "b").get(random.nextInt(2))));
    }
    lines.add(lines.get(1));
    lines.add(lines.get(1));
    return lines;
  }

  private static void write(String name, List<String> lines) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(path.getParent());
    Files.write(path, lines);
  }

  private static DataReader reader(String settings) {
    SweepConfig config =
        ConfigReader.read(
            "t.conf",
            new StringReader(
                "training.epochs = 1\n" + settings.replace("DIR", directory.toString())),
            List.of());
    return new OpenSources(SparkAccess.of(spark)).reader(config.data());
  }

  private static Dataset dataset(String settings) {
    return reader(settings).dataset(1, 0);
  }

  private static Examples query(String query, String settings) {
    return dataset("data.table.query = \"\"\"" + query + "\"\"\"\n" + settings).examples();
  }

  private static List<Float> inputs(Examples examples, int example) {
    return IntStream.range(0, examples.inputs())
        .mapToObj(input -> examples.feature(example, input))
        .toList();
  }

  /** The inputs of all examples, whatever their order. */
  private static Set<String> rows(Examples examples) {
    return IntStream.range(0, examples.size())
        .mapToObj(i -> inputs(examples, i) + " " + examples.targets().at(i))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void isTheSameInAnyOrderFilesFormatAndNumberOfThreads() throws IOException {
    String settings = "data.test.share = 0.1\n";
    String csv = "data.table.path = \"DIR/t.csv\"\n" + settings;
    List<String> shuffled = new ArrayList<>(lines().subList(1, ROWS + 3));
    Collections.shuffle(shuffled, new Random(1));
    shuffled.add(0, lines().get(0));
    write("shuffled.csv", shuffled);
    for (int i = 0; i < 3; i++) {
      List<String> part = new ArrayList<>(List.of(lines().get(0)));
      for (int line = 1 + i; line < shuffled.size(); line += 3) {
        part.add(shuffled.get(line));
      }
      write("parts/" + i + ".csv", part);
    }
    spark
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(directory.resolve("shuffled.csv").toString())
        .repartition(7)
        .write()
        .parquet(directory.resolve("seven.parquet").toString());
    List<String> others =
        List.of(
            "data.table.path = \"DIR/shuffled.csv\"\n" + settings,
            "data.table.path = \"DIR/parts\"\n" + settings,
            "data.table.path = \"DIR/parts/*.csv\"\n" + settings,
            "data.table.path = \"DIR/seven.parquet\"\n" + settings,
            "data.table.query = \"SELECT * FROM parquet.`DIR/seven.parquet` ORDER BY y\"\n"
                + settings);
    Dataset expected = dataset(csv);
    String test = reader(csv).test().sha256();
    assertThat(expected.examples().size()).isBetween(ROWS * 7 / 10, ROWS - 1);
    for (String other : others) {
      assertThat(dataset(other).sha256()).as(other).isEqualTo(expected.sha256());
      assertThat(reader(other).test().sha256()).as(other).isEqualTo(test);
    }
    List<String> figures = figures(csv);
    assertThat(figures(others.get(3))).isEqualTo(figures);
    start("local[1]");
    assertThat(dataset(others.get(1)).sha256()).isEqualTo(expected.sha256());
    assertThat(figures(others.get(0))).isEqualTo(figures);
    start("local[2]");
  }

  private static List<String> figures(String settings) {
    SweepResult result =
        LambdaSweep.on(spark)
            .results(directory.resolve("results").toString())
            .run(
                ConfigFactory.parseString(
                    TRAINING
                        + "sweep.space.lambda = [0, 0.01]\n"
                        + settings.replace("DIR", directory.toString())));
    return result.rows().stream().map(row -> row.figures().toString()).toList();
  }

  @Test
  void isTheSameWhetherItArrivesInPartitionsOrInSmallParts() {
    // 36 MB, of which one file has all
    String select =
        "SELECT transform(sequence(0, 99), i -> CAST(hash(id, i) AS FLOAT)) AS x, id % 3 AS label,"
            + " id AS n FROM range(0, 80000, 1, ";
    String settings = "data.table { features = [x], order-by = [n] }\n";
    Examples one = query(select + "1)", settings);
    Examples many = query(select + "50)", settings);
    assertThat(one.size()).isEqualTo(80_000);
    assertThat(many.sha256()).isEqualTo(one.sha256());
    for (int row : List.of(0, 1, 40_000, 79_999)) {
      assertThat(one.label(row)).isEqualTo(row % 3);
    }
  }

  @Test
  void holdsOutTheSameRowsWhateverIsTrained() {
    String csv = "data.table.path = \"DIR/t.csv\"\ndata.test.share = 0.2\n";
    Examples pool = dataset(csv).examples();
    Examples test = reader(csv).test();
    assertThat(test.size()).isBetween(ROWS / 10, ROWS * 3 / 10);
    assertThat(pool.size() + test.size()).isEqualTo(ROWS + 2);
    // equal rows are on one side
    assertThat(rows(pool)).doesNotContainAnyElementsOf(rows(test));
    String other = csv + "data.table { features = [n], label = island, scale = none }\n";
    Examples otherTest = reader(other).test();
    assertThat(otherTest.size()).isEqualTo(test.size());
    // the fifth input is the column n
    assertThat(IntStream.range(0, test.size()).mapToObj(i -> otherTest.feature(i, 0)))
        .containsExactlyElementsOf(
            IntStream.range(0, test.size()).mapToObj(i -> test.feature(i, 5)).toList());
  }

  @Test
  void holdsOutAsManyRowsAsAsked() {
    String csv = "data.table.path = \"DIR/t.csv\"\ndata.test.rows = ";
    Examples ten = reader(csv + 10).test();
    Examples thirty = reader(csv + 30).test();
    assertThat(ten.size()).isEqualTo(10);
    assertThat(thirty.size()).isBetween(30, 32);
    assertThat(rows(thirty)).containsAll(rows(ten));
    assertThat(dataset(csv + 30).examples().size()).isEqualTo(ROWS + 2 - thirty.size());
  }

  @Test
  void readsTestRowsOfTheirOwn() throws IOException {
    write("own.csv", List.of("label,extra,n,island,y,x", "b,1,2,Dream,3,4.5"));
    String settings =
        "data { table.path = \"DIR/t.csv\", test.path = \"DIR/own.csv\", table.exclude = [] }\n";
    Examples test = reader(settings).test();
    assertThat(test.size()).isEqualTo(1);
    assertThat(inputs(test, 0)).containsExactly(4.5F, 3F, 0F, 1F, 0F, 2F);
    assertThat(test.label(0)).isEqualTo(1);
    assertThat(dataset(settings).examples().size()).isEqualTo(ROWS + 2);
  }

  @Test
  void makesInputsOfEachType() {
    String query =
        "SELECT CAST(%1$s AS TINYINT) AS a, CAST(%1$s AS DECIMAL(10, 2)) / 4 AS b, %1$s > 1 AS c,"
            + " concat('v', 12 - %1$s) AS d, array(%1$s, NULL, 0.5D) AS e, %1$s * 10 AS f,"
            + " CAST(%1$s AS FLOAT) AS weight, 100 - 5 * %1$s AS label, current_timestamp() AS t"
            + " FROM VALUES (1), (2), (3) AS values(%1$s)";
    Examples examples =
        query(
            query.formatted("i"),
            "data.table { exclude = [t], categories = [f], weight = weight, missing = mean,"
                + " order-by = [a] }\n");

    assertThat(examples.task()).isEqualTo(Task.CLASSIFICATION);
    TableSchema schema = examples.schema().orElseThrow();
    assertThat(schema.label().classes()).containsExactly("85", "90", "95");
    assertThat(schema.inputNames())
        .containsExactly(
            "a",
            "b",
            "c = false",
            "c = true",
            "d = v10",
            "d = v11",
            "d = v9",
            "e[0]",
            "e[1]",
            "e[2]",
            "f = 10",
            "f = 20",
            "f = 30");
    assertThat(schema.columns())
        .extracting(InputColumn::type)
        .startsWith("tinyint")
        .endsWith("int")
        .contains("boolean", "string");
    assertThat(inputs(examples, 0))
        .containsExactly(1F, 0.25F, 1F, 0F, 0F, 1F, 0F, 1F, Float.NaN, 0.5F, 1F, 0F, 0F);
    assertThat(inputs(examples, 2))
        .containsExactly(3F, 0.75F, 0F, 1F, 0F, 0F, 1F, 3F, Float.NaN, 0.5F, 0F, 0F, 1F);
    assertThat(List.of(examples.label(0), examples.label(1), examples.label(2)))
        .containsExactly(2, 1, 0);
    assertThat(examples.targets().weight(0)).isEqualTo(0.5);
    assertThat(examples.targets().weight(2)).isEqualTo(1.5);
  }

  @Test
  void tellsOfMissingValues() {
    Examples examples =
        query(
            "SELECT * FROM VALUES (1, 5.0D, 'a', 0), (2, NULL, NULL, 1), (3, double('nan'), 'b', 1)"
                + " AS t(i, x, c, label)",
            "data.table { missing = mean, order-by = [i] }\n");
    assertThat(examples.schema().orElseThrow().inputNames())
        .containsExactly("i", "x", "x is missing", "c = a", "c = b", "c is missing");
    assertThat(inputs(examples, 0)).containsExactly(1F, 5F, 0F, 1F, 0F, 0F);
    assertThat(inputs(examples, 1)).containsExactly(2F, Float.NaN, 1F, 0F, 0F, 1F);
    assertThat(inputs(examples, 2)).containsExactly(3F, Float.NaN, 1F, 0F, 1F, 0F);
  }

  @Test
  void readsMllibsVectorsWithoutMllib() {
    String vector =
        "named_struct('type', CAST(%s AS TINYINT), 'size', CAST(%s AS INT), 'indices',"
            + " CAST(%s AS ARRAY<INT>), 'values', CAST(%s AS ARRAY<DOUBLE>))";
    String sparse = vector.formatted("0", "3", "array(2)", "array(7)");
    String dense = vector.formatted("1", "NULL", "NULL", "array(1, 2, 3)");
    Examples examples =
        query(
            "SELECT 0 AS label, %s AS x UNION ALL SELECT 1 AS label, %s AS x"
                .formatted(sparse, dense),
            "data.table.order-by = [label]\n");
    assertThat(inputs(examples, 0)).containsExactly(0F, 0F, 7F);
    assertThat(inputs(examples, 1)).containsExactly(1F, 2F, 3F);
  }

  @Test
  void readsImagesAsBytes() {
    Examples examples =
        query(
            "SELECT id, CAST(concat(chr(id), 'bcd') AS BINARY) AS image, id % 2 AS label"
                + " FROM range(65, 75)",
            "data.table { features = [image], shape = [1, 2, 2], order-by = [id] }\n");
    assertThat(examples.areBytes()).isTrue();
    assertThat(examples.shape()).containsExactly(1, 2, 2);
    assertThat(inputs(examples, 3)).containsExactly(68F, 98F, 99F, 100F);
    assertThat(examples.label(3)).isZero();
  }

  @Test
  void sortsRowsByColumns() {
    Examples examples =
        query(
            "SELECT * FROM VALUES (2, 'b', 1.5D), (1, 'b', 2.5D), (3, 'a', 3.5D), (4, NULL, 0.5D)"
                + " AS t(n, s, label)",
            "data.table { order-by = [s, n], exclude = [s] }\n");
    assertThat(examples.task()).isEqualTo(Task.REGRESSION);
    assertThat(IntStream.range(0, 4).mapToObj(i -> examples.targets().at(i)))
        .containsExactly(0.5, 3.5, 2.5, 1.5);
  }

  @Test
  void splitsByAColumn() {
    Dataset dataset =
        dataset(
            """
            data.validation.column = use
            data.table { order-by = [id], query = "SELECT id, if(id < 6, 'train', if(id < 8, 'validation', 'test')) AS use, id % 2 AS label FROM range(10)" }
            """);
    assertThat(dataset.training()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(dataset.validation()).containsExactly(6, 7);
    assertThat(dataset.examples().size()).isEqualTo(8);
    Examples test =
        reader(
                """
                data.validation.column = use
                data.table { order-by = [id], query = "SELECT id, if(id < 6, 'train', if(id < 8, 'validation', 'test')) AS use, id % 2 AS label FROM range(10)" }
                """)
            .test();
    assertThat(inputs(test, 0)).containsExactly(8F);
    assertThat(inputs(test, 1)).containsExactly(9F);
  }

  @Test
  void stratifiesTheSplitOfClasses() {
    String query = "SELECT id, if(id % 10 = 0, 'rare', 'usual') AS label FROM range(200)";
    for (String share : List.of("0.1", "0.5")) {
      Dataset dataset =
          dataset("data { table.query = \"" + query + "\", validation.share = " + share + " }\n");
      int rare = 0;
      for (int row : dataset.validation()) {
        rare += dataset.examples().label(row) == 0 ? 1 : 0;
      }
      assertThat(rare).isEqualTo(dataset.validationSize() / 10);
    }
  }

  @Test
  void readsCompressedFiles() throws IOException {
    byte[] text = (String.join("\n", lines()) + "\n").getBytes(UTF_8);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("c.csv.gz")))) {
      out.write(text);
    }
    try (OutputStream out =
        new BZip2CompressorOutputStream(Files.newOutputStream(directory.resolve("c.csv.bz2")))) {
      out.write(text);
    }
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(directory.resolve("c.csv.zst")))) {
      out.write(text);
    }
    String expected = dataset("data.table.path = \"DIR/t.csv\"").sha256();
    for (String ending : List.of("gz", "bz2", "zst")) {
      assertThat(dataset("data.table.path = \"DIR/c.csv." + ending + "\"").sha256())
          .as(ending)
          .isEqualTo(expected);
    }
  }

  @Test
  void namesTheLineOfAFileThatSparkDivides() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,label"));
    for (int i = 0; i < 60_000; i++) {
      lines.add(i + "," + (i % 2));
    }
    Path path = directory.resolve("divided.csv");
    byte[] text =
        (String.join("\n", lines) + "\n1,é\n")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    Files.write(path, text);
    SparkSession divided = spark.newSession();
    divided.conf().set("spark.sql.files.maxPartitionBytes", "100000");
    divided.conf().set("spark.sql.files.openCostInBytes", "0");
    SweepConfig config =
        ConfigReader.read(
            "t.conf",
            new StringReader("training.epochs = 1\ndata.table.path = \"" + path + "\""),
            List.of());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new OpenSources(SparkAccess.of(divided)).reader(config.data()).dataset(1, 0))
        .hasMessage(
            "Cannot read file:%s: line 60002 is not text in UTF-8 (convert the file, or set"
                + " data.table.options.encoding, to ISO-8859-1 for example)",
            path);
  }
}
