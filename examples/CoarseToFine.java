import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.driver.api.LambdaSweep;
import dev.lambdasweep.driver.api.SweepResult;
import org.apache.spark.sql.SparkSession;

/** Searches λ coarsely, then finely, from inside a Spark application. */
public final class CoarseToFine {
  private static final String SETTINGS =
      """
      sweep { trials = 8, space.lambda = { type = log-uniform, low = 1e-5, high = 1e-1 } }
      data { source = synthetic, synthetic.training-images = 3000, validation.rows = 1000 }
      network.hidden = [20]
      training { epochs = 3, learning-rate.rate = 0.01 }
      """;

  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("coarse to fine").getOrCreate();
    LambdaSweep sweeps = LambdaSweep.on(spark).results(arguments[0]);

    Config coarse = ConfigFactory.parseString(SETTINGS + "sweep.name = coarse");
    SweepResult first = sweeps.run(coarse);
    // no space of its own: searches around the best points of the first sweep
    Config fine = ConfigFactory.parseString(SETTINGS + "sweep.name = fine").withoutPath("sweep.space");
    SweepResult second = sweeps.refine(fine, first.id());

    sweeps.createViews();
    spark
        .sql("SELECT name, lambda, valid_accuracy FROM trials ORDER BY valid_accuracy DESC LIMIT 3")
        .show(false);
    System.out.println(second.trials().count() + " trials refined " + first.id());
    spark.stop();
  }
}
