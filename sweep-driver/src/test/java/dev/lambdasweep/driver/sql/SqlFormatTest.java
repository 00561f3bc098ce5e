package dev.lambdasweep.driver.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;

class SqlFormatTest {
  private static final String SCHEMA = "name STRING, lambda DOUBLE, trial INT";

  @Test
  void alignsATable() {
    assertThat(
            printed(
                SqlFormat.TABLE,
                SCHEMA,
                RowFactory.create("coarse", 0.071557, 3),
                RowFactory.create("größer \u001b[31m", 1.0 / 3, null),
                RowFactory.create(null, 1e-5, 1000)))
        .isEqualTo(
            """
            name            lambda  trial
            ------------  --------  -----
            coarse        0.071557      3
            größer ?[31m  0.333333
                              1e-5   1000
            """);
  }

  @Test
  void endsATableThatIsTooLong() {
    Row[] rows =
        IntStream.rangeClosed(0, SqlFormat.MOST_TABLE_ROWS)
            .mapToObj(i -> RowFactory.create(i))
            .toArray(Row[]::new);
    String[] lines = printed(SqlFormat.TABLE, "n INT", rows).split("\n", -1);
    assertThat(lines).hasSize(SqlFormat.MOST_TABLE_ROWS + 4);
    assertThat(lines[SqlFormat.MOST_TABLE_ROWS + 1]).isEqualTo("9999");
    assertThat(lines[SqlFormat.MOST_TABLE_ROWS + 2])
        .isEqualTo("… only the first 10000 rows; use csv or json for all");
  }

  @Test
  void quotesCsvWhereItMust() {
    assertThat(
            printed(
                SqlFormat.CSV,
                "`a,b` STRING, lambda DOUBLE, n BIGINT",
                RowFactory.create("plain λ", 0.071557, 3L),
                RowFactory.create("a,b", 1e-5, null),
                RowFactory.create("say \"x\"", null, -1L),
                RowFactory.create("two\nlines\r", 0.1 + 0.2, 0L),
                RowFactory.create("", 1e22, 0L),
                RowFactory.create(null, null, null)))
        .isEqualTo(
            "\"a,b\",lambda,n\n"
                + "plain λ,0.071557,3\n"
                + "\"a,b\",1.0E-5,\n"
                + "\"say \"\"x\"\"\",,-1\n"
                + "\"two\nlines\r\",0.30000000000000004,0\n"
                + "\"\",1.0E22,0\n"
                + ",,\n");
  }

  @Test
  void printsOneObjectPerLine() {
    Row nested =
        RowFactory.create(
            "a\"\n",
            Double.NaN,
            CollectionConverters.asScala(List.of(1, 2)).toSeq(),
            new BigDecimal("1.50"),
            Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(
            printed(
                SqlFormat.JSON,
                "s STRING, d DOUBLE, l ARRAY<INT>, b DECIMAL(3,2), t TIMESTAMP",
                nested,
                RowFactory.create(null, 0.1, null, null, null)))
        .isEqualTo(
            """
            {"s":"a\\"\\n","d":null,"l":[1,2],"b":1.50,"t":"2026-11-20T12:00:00Z"}
            {"s":null,"d":0.1,"l":null,"b":null,"t":null}
            """);
  }

  @Test
  void printsTheHeaderOfNoRows() {
    assertThat(printed(SqlFormat.CSV, SCHEMA)).isEqualTo("name,lambda,trial\n");
    assertThat(printed(SqlFormat.TABLE, SCHEMA))
        .isEqualTo("name  lambda  trial\n----  ------  -----\n");
    assertThat(printed(SqlFormat.JSON, SCHEMA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.5, -0.5",
    "3, 3",
    "123456789, 123457000",
    "1234567890, 1.23457e9",
    "0.0001, 0.0001",
    "0.00001234567, 1.23457e-5",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void showsNumbersToSixDigits(double number, String text) {
    assertThat(SqlValues.readable(number)).isEqualTo(text);
  }

  private static String printed(SqlFormat format, String schema, Row... rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.print(
        new SqlResult(StructType.fromDDL(schema), Arrays.asList(rows).iterator(), List.of()),
        new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
