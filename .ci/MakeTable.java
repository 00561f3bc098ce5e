import static org.apache.spark.sql.functions.expr;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Makes tables for .ci/tables. Run by the java launcher with Spark's jars on the class path:
 *
 * <pre>
 * MakeTable random FOLDER ROWS COLUMNS FILES   float columns f0, f1, … and a label that depends on them, as Parquet
 * MakeTable parquet FILE.csv FOLDER FILES      a CSV file with a header as that many Parquet files
 * </pre>
 */
final class MakeTable {
  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    Dataset<Row> table;
    if (arguments[0].equals("random")) {
      table = random(spark, Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
      write(table, arguments[1], Integer.parseInt(arguments[4]));
    } else {
      table = spark.read().options(Map.of("header", "true", "inferSchema", "true")).csv(arguments[1]);
      write(table, arguments[2], Integer.parseInt(arguments[3]));
    }
    spark.stop();
  }

  private static Dataset<Row> random(SparkSession spark, long rows, int columns) {
    Dataset<Row> table = spark.range(rows).toDF();
    for (int i = 0; i < columns; i++) {
      table = table.withColumn("f" + i, expr("cast(randn(" + i + ") as float)"));
    }
    return table.withColumn("label", expr("f0 + f1 * f2 > 0")).drop("id");
  }

  private static void write(Dataset<Row> table, String folder, int files) {
    table.repartition(files).write().mode(SaveMode.Overwrite).parquet(folder);
  }
}
